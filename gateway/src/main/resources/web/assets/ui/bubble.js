/** One message as a list item. Its version names all that it shows, so that it is drawn again only when that changes. */
import { avatar, h, icon } from './dom.js';
import { fullTimeOf, timeOf } from './format.js';
import { doodle, picture } from './picture.js';
import { gone, sealedBody, sealedView } from './sealed.js';
import { problemText, sealedName, summary, systemText } from './words.js';

const PICTURES = ['image', 'doodle'];
const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g;

/** @param look `{starts, ends, onFailure}`: whether a group of one sender's begins or ends with it; who hears of failures */
export function messageItem(client, conversation, message, { starts, ends, onFailure }) {
  const { store } = client;
  const isMine = message.senderId === store.myId;
  if (message.senderId) client.people.know(message.senderId);
  const view = {
    rev: message.rev,
    starts,
    ends,
    isMine,
    name: !isMine && conversation.kind === 'group' && starts ? store.nameOf(message.senderId) : null,
    speaker: isMine ? 'You' : store.nameOf(message.senderId),
    reply: message.replyTo ? replyLine(conversation, message.replyTo, store) : null,
    tick: isMine ? tickOf(conversation, message.seq) : null,
    sealed: message.content?.type === 'sealed' ? sealedView(client, message, isMine) : null,
    system: message.content?.type === 'system' ? systemText(message.content, store) : null,
  };
  const make = () => (view.system ? systemLine(view.system) : bubble(client, conversation, message, view, onFailure));
  return { key: message.id, version: JSON.stringify(view), make };
}

/** A message that the server hasn't acknowledged. */
export function pendingItem(client, entry, onFailure) {
  const { failure } = entry;
  const state = failure ? icon('alert', 'Not sent') : icon('clock', 'Sending');
  const again = () => client.outbox.tryAgain(entry.id);
  const make = () =>
    h(
      'li',
      { class: `message mine starts ends ${failure ? 'is-failed' : 'is-pending'}` },
      h(
        'div',
        { class: `bubble${PICTURES.includes(entry.content.type) && !entry.burn ? ' has-picture' : ''}` },
        entry.burn ? h('p', { class: 'gone' }, sealedName(entry.content.type)) : body(client, entry, onFailure),
        h('span', { class: 'meta' }, h('time', { datetime: entry.at }, timeOf(entry.at)), state),
      ),
      failure && h('p', { class: 'failure' }, `${problemText(failure)} `,
        h('button', { type: 'button', class: 'link', onclick: again }, 'Send again'),
        h('button', { type: 'button', class: 'link', onclick: () => client.outbox.settle(entry.id) }, 'Discard')),
    );
  return { key: entry.id, version: `pending ${Boolean(failure)}`, make };
}

function bubble(client, conversation, message, view, onFailure) {
  const { starts, ends, isMine, name, speaker, reply, tick, sealed } = view;
  const sides = `${isMine ? 'mine' : 'theirs'}${starts ? ' starts' : ''}${ends ? ' ends' : ''}`;
  const isGroup = conversation.kind === 'group';
  const face = !isMine && isGroup && (ends ? avatar(client.store.nameOf(message.senderId), message.senderId, 'small') : h('span', { class: 'no-avatar' }));
  return h(
    'li',
    { class: `message ${sides}` },
    face,
    h(
      'div',
      { class: bubbleClass(client, message, sealed) },
      name ? h('p', { class: 'sender' }, name) : speaker && h('span', { class: 'visually-hidden' }, `${speaker}: `),
      reply && h('p', { class: 'reply' }, reply),
      inside(client, message, sealed, onFailure),
      meta(message, tick),
    ),
    reactions(message),
  );
}

function bubbleClass(client, message, sealed) {
  const content = sealed?.state === 'open' ? client.openings.inside(message).content : message.content;
  const isGone = message.state !== 'live' || sealed?.state === 'gone';
  return `bubble${PICTURES.includes(content?.type) ? ' has-picture' : ''}${isGone ? ' is-gone' : ''}`;
}

function inside(client, message, sealed, onFailure) {
  if (message.state !== 'live') return gone(summary(message, client.store));
  if (!sealed) return body(client, message, onFailure);
  return sealedBody(client, message, sealed, (opened) => body(client, opened, onFailure), onFailure);
}

/** @param mediaUrl of what came out of a disappearing message */
function body(client, { content, mediaUrl }, onFailure) {
  switch (content?.type) {
    case 'text':
      return h('p', { class: 'text', dir: 'auto' }, ...linked(content.text));
    case 'image':
      return picture(client, content, mediaUrl);
    case 'doodle':
      return doodle(client, content, mediaUrl, onFailure);
    default:
      return h('p', { class: 'gone' }, 'This message needs a newer client.');
  }
}

/** Every second part of a split by a group is what the group matched. */
function linked(text) {
  return text.split(LINK).map((part, index) =>
    index % 2 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part,
  );
}

function meta({ sentAt, editedAt }, tick) {
  return h(
    'span',
    { class: 'meta' },
    editedAt && h('span', {}, 'edited'),
    h('time', { datetime: sentAt, title: fullTimeOf(sentAt) }, timeOf(sentAt)),
    tick && h('span', { class: `tick is-${tick}` }, tick === 'sent' ? icon('check', 'Sent') : icon('checks', tick === 'read' ? 'Read' : 'Received')),
  );
}

function reactions({ reactions: list }) {
  if (!list?.length) return null;
  return h('p', { class: 'reactions' }, ...list.map(({ emoji, count, mine }) =>
    h('span', { class: mine ? 'mine' : null }, count > 1 ? `${emoji} ${count}` : emoji)));
}

function tickOf({ kind, marks }, seq) {
  if (kind === 'group') return 'sent';
  if (marks.read >= seq) return 'read';
  return marks.received >= seq ? 'received' : 'sent';
}

function replyLine(conversation, seq, store) {
  const replied = conversation.messages.get(seq);
  return replied ? `${store.nameOf(replied.senderId)}: ${summary(replied, store)}` : 'An earlier message';
}

function systemLine(words) {
  return h('li', { class: 'system' }, words);
}
