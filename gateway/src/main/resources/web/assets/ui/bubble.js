/** One message as a list item. Its version names all that it shows, so that it is drawn again only when that changes. */
import { avatar, h, icon } from './dom.js';
import { fullTimeOf, timeOf } from './format.js';
import { problemText, summary, systemText } from './words.js';

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g;

export function messageItem(client, conversation, message, { starts, ends }) {
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
    system: message.content?.type === 'system' ? systemText(message.content, store) : null,
  };
  const make = () => (view.system ? systemLine(view.system) : bubble(client, conversation, message, view));
  return { key: message.id, version: JSON.stringify(view), make };
}

/** A message that the server hasn't acknowledged. */
export function pendingItem(client, entry) {
  const { failure } = entry;
  const state = failure ? icon('alert', 'Not sent') : icon('clock', 'Sending');
  const again = () => client.outbox.tryAgain(entry.id);
  const make = () =>
    h(
      'li',
      { class: `message mine starts ends ${failure ? 'is-failed' : 'is-pending'}` },
      h(
        'div',
        { class: 'bubble' },
        body(client, entry.content),
        h('span', { class: 'meta' }, h('time', { datetime: entry.at }, timeOf(entry.at)), state),
      ),
      failure && h('p', { class: 'failure' }, `${problemText(failure)} `,
        h('button', { type: 'button', class: 'link', onclick: again }, 'Send again'),
        h('button', { type: 'button', class: 'link', onclick: () => client.outbox.settle(entry.id) }, 'Discard')),
    );
  return { key: entry.id, version: `pending ${Boolean(failure)}`, make };
}

function bubble(client, conversation, message, view) {
  const { starts, ends, isMine, name, speaker, reply, tick } = view;
  const sides = `${isMine ? 'mine' : 'theirs'}${starts ? ' starts' : ''}${ends ? ' ends' : ''}`;
  const isGroup = conversation.kind === 'group';
  const face = !isMine && isGroup && (ends ? avatar(client.store.nameOf(message.senderId), message.senderId, 'small') : h('span', { class: 'no-avatar' }));
  return h(
    'li',
    { class: `message ${sides}` },
    face,
    h(
      'div',
      { class: `bubble${message.content?.type === 'image' ? ' has-picture' : ''}` },
      name ? h('p', { class: 'sender' }, name) : speaker && h('span', { class: 'visually-hidden' }, `${speaker}: `),
      reply && h('p', { class: 'reply' }, reply),
      message.state === 'live' ? body(client, message.content) : h('p', { class: 'gone' }, summary(message, client.store)),
      meta(message, tick),
    ),
    reactions(message),
  );
}

function body(client, content) {
  switch (content?.type) {
    case 'text':
      return h('p', { class: 'text', dir: 'auto' }, ...linked(content.text));
    case 'image':
      return picture(client, content.mediaId);
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

function picture(client, mediaId) {
  const image = h('img', { class: 'picture', alt: 'Picture' });
  const frame = h('div', { class: 'picture-frame is-loading' }, image);
  const done = () => frame.classList.remove('is-loading');
  const fail = () => {
    done();
    frame.replaceChildren(h('p', { class: 'gone' }, 'This picture can’t be shown.'));
  };
  image.addEventListener('load', done);
  image.addEventListener('error', fail);
  client.pictures.url(mediaId).then((url) => {
    image.src = url;
  }, fail);
  return frame;
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
