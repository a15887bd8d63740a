/** What the page says: errors in words, and messages in one line. */
import { durationOf, namesOf } from './format.js';

const PROBLEMS = {
  offline: 'There is no connection to the server. Please try again.',
  unavailable: 'The server is busy or away. Please try again in a moment.',
  'too-many-requests': 'That was too often. Please wait a little.',
  'invalid-credentials': 'This handle and password don’t belong together.',
  'handle-taken': 'Someone has this handle already.',
  'already-contacts': 'You are contacts already.',
  'not-found': 'Nobody was found.',
  'not-pending': 'This request has been answered already.',
  'not-contacts': 'You can only write to each other while you are contacts.',
  'conversation-closed': 'This conversation is closed.',
  muted: 'You can’t write here at the moment.',
  'group-full': 'A group has at most 500 members.',
  'not-a-contact': 'Only your contacts can be added.',
  'message-gone': 'It has disappeared.',
  'too-large': 'This is too large: a picture may have 25 MB.',
  'quota-exceeded': 'Your storage is full.',
  'unsupported-media-type': 'This picture is broken or of an unknown kind.',
};

const FIELDS = { handle: 'Handle', password: 'Password', displayName: 'Name', name: 'Name', accountId: 'Contact' };

export function problemText(problem) {
  if (PROBLEMS[problem.code]) return PROBLEMS[problem.code];
  const [error] = problem.errors ?? [];
  if (!error) return problem.detail ?? problem.message ?? 'That didn’t work.';
  return `${FIELDS[error.field] ?? error.field}: ${error.message}`;
}

/** A message in one line, for lists and announcements. */
export function summary(message, store) {
  if (message.state !== 'live') return message.state === 'recalled' ? 'Message recalled' : 'Message disappeared';
  const { content } = message;
  return content?.type === 'system' ? systemText(content, store) : contentLine(content);
}

export function contentLine(content) {
  switch (content?.type) {
    case 'text':
      return content.text;
    case 'image':
      return 'Picture';
    case 'doodle':
      return 'Doodle';
    case 'sealed':
      return sealedName(content.kind);
    default:
      return 'New kind of message';
  }
}

/** Who is writing in a conversation; null when nobody is. */
export function writingLine({ presence, store }, { id, kind }) {
  const writers = presence.writersIn(id);
  if (writers.length === 0) return null;
  return kind === 'group' ? `${namesOf(writers.map((writer) => store.nameOf(writer)))} writing…` : 'Writing…';
}

export function sealedName(kind) {
  return { doodle: 'Sealed doodle', image: 'Sealed picture' }[kind] ?? 'Sealed message';
}

export function systemText({ event, by, accountIds, name, seconds }, store) {
  const who = by ? youOr(by, store) : 'Someone';
  const them = accountIds?.length ? namesOf(accountIds.map((id) => youOr(id, store, 'you'))) : 'someone';
  const hasOnlySelf = accountIds?.length === 1 && accountIds[0] === by;
  switch (event) {
    case 'group-created':
      return `${who} created the group${name ? ` “${name}”` : ''}`;
    case 'member-joined':
      return hasOnlySelf || !by ? `${capital(them)} joined` : `${who} added ${them}`;
    case 'member-left':
      return hasOnlySelf || !by ? `${capital(them)} left` : `${who} removed ${them}`;
    case 'renamed':
      return `${who} renamed the group${name ? ` to “${name}”` : ''}`;
    case 'announced':
      return `${who} changed the announcement`;
    case 'member-muted':
      return `${who} muted ${them}`;
    case 'member-unmuted':
      return `${who} let ${them} speak again`;
    case 'admin-added':
      return `${who} made ${them} an admin`;
    case 'admin-removed':
      return `${who} took admin rights from ${them}`;
    case 'owner-changed':
      return `${who} gave the group to ${them}`;
    case 'timer-changed':
      return seconds > 0 ? `${who} made messages disappear after ${durationOf(seconds)}` : `${who} lets messages stay`;
    case 'group-closed':
      return `${who} closed the group`;
    default:
      return 'Something changed in this conversation';
  }
}

function youOr(accountId, store, you = 'You') {
  return accountId === store.myId ? you : store.nameOf(accountId);
}

function capital(text) {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase() + rest.join('');
}
