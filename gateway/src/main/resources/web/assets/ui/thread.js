/** The right pane: one conversation, its history and its composer. */
import { messageItem, pendingItem } from './bubble.js';
import { composer } from './composer.js';
import { avatar, h, iconButton, keyed } from './dom.js';
import { dayKey, dayOf } from './format.js';

/** Messages of one sender within this time stand together. */
const TOGETHER_MS = 5 * 60_000;
/** So near to the end the page follows new messages. */
const NEAR_PX = 120;

export class Thread {
  #loadingOlder = false;
  #drawn = '';

  constructor(client, conversation, actions) {
    this.client = client;
    this.conversation = conversation;
    this.actions = actions;
    this.title = h('h2', { class: 'thread-title', tabindex: '-1' });
    this.subtitle = h('p', { class: 'thread-subtitle' });
    this.face = h('span', { class: 'thread-face' });
    this.list = h('ol', { class: 'messages' });
    this.state = h('div', { class: 'thread-state' });
    this.scroller = h('div', { class: 'scroll messages-scroll', tabindex: '0', 'aria-label': 'Messages', role: 'region' }, this.state, this.list);
    this.composer = composer({
      onText: (text) => client.sendText(conversation.id, text),
      draft: client.drafts.get(conversation.id) ?? '',
      onDraft: (text) => client.drafts.set(conversation.id, text),
      onPicture: (file) => client.sendPicture(conversation.id, file),
      onFailure: actions.onFailure,
    });
    this.element = h('section', { class: 'thread' }, this.#head(), this.scroller, this.composer);
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  begin() {
    this.#load();
    // a phone's keyboard isn't opened before it is asked for
    const isTouch = matchMedia('(pointer: coarse)').matches;
    (isTouch ? this.title : this.composer.querySelector('textarea')).focus();
  }

  draw() {
    this.#drawHead();
    this.#drawState();
    const isAtEnd = this.#fromEnd() < NEAR_PX;
    const newest = this.#newestKey();
    const isOwn = newest !== this.#drawn && this.client.outbox.in(this.conversation.id).length > 0;
    keyed(this.list, this.#items());
    if ((isAtEnd && newest !== this.#drawn) || isOwn || this.#drawn === '') this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#drawn = newest;
    this.composer.hidden = this.conversation.closed;
  }

  #head() {
    const { conversation, actions } = this;
    const info = () => actions.onInfo(this.client.store.groups.get(conversation.groupId));
    return h(
      'header',
      { class: 'bar' },
      iconButton('back', 'Back to the conversations', { class: 'icon-button back', onclick: actions.onBack }),
      this.face,
      h('div', { class: 'grow' }, this.title, this.subtitle),
      conversation.kind === 'group' && iconButton('group', 'Members', { onclick: info }),
    );
  }

  #drawHead() {
    const { store } = this.client;
    const { conversation } = this;
    const title = store.titleOf(conversation);
    if (this.title.textContent !== title) {
      this.element.setAttribute('aria-label', title);
      this.title.textContent = title;
      this.face.replaceChildren(avatar(title, conversation.contactId ?? conversation.id, conversation.kind));
    }
    const group = store.groups.get(conversation.groupId);
    const handle = store.person(conversation.contactId)?.handle;
    const members = group && `${group.memberCount} ${group.memberCount === 1 ? 'member' : 'members'}`;
    this.subtitle.textContent = conversation.closed ? 'Closed' : (members ?? (handle ? `@${handle}` : ''));
  }

  #drawState() {
    const { history, messages } = this.conversation;
    const isNew = history === 'loaded' && messages.size === 0 && !this.client.outbox.in(this.conversation.id).length;
    const name = isNew ? 'new' : history;
    if (this.state.dataset.name === name) return;
    this.state.dataset.name = name;
    this.scroller.setAttribute('aria-busy', String(history === 'loading'));
    const again = h('button', { type: 'button', class: 'secondary', onclick: () => this.#load() }, 'Try again');
    const words = {
      loading: [h('p', { class: 'quiet' }, 'Loading messages…')],
      failed: [h('p', {}, 'The messages can’t be loaded at the moment.'), again],
      new: [h('p', {}, 'This is where it begins.'), h('p', { class: 'quiet' }, 'Write the first message.')],
    };
    this.state.replaceChildren(...(words[name] ?? []));
  }

  #items() {
    const { conversation, client } = this;
    const messages = [...conversation.messages.values()].sort((a, b) => a.seq - b.seq);
    const items = messages.flatMap((message, index) => {
      const starts = !isTogether(messages[index - 1], message);
      const ends = !isTogether(message, messages[index + 1]);
      const item = messageItem(client, conversation, message, { starts, ends });
      const isNewDay = index === 0 || dayKey(messages[index - 1].sentAt) !== dayKey(message.sentAt);
      return isNewDay ? [dayItem(message.sentAt), item] : [item];
    });
    const known = new Set(messages.map((message) => message.id));
    const pending = client.outbox.in(conversation.id).filter((entry) => !known.has(entry.id));
    return [...items, ...pending.map((entry) => pendingItem(client, entry))];
  }

  #newestKey() {
    return this.client.outbox.in(this.conversation.id).at(-1)?.id ?? this.conversation.last?.id ?? '-';
  }

  #fromEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  async #load() {
    try {
      await this.client.open(this.conversation);
      this.#drawn = '';
      this.draw();
    } catch (error) {
      this.actions.onFailure(error);
    }
  }

  async #scrolled() {
    const { conversation, scroller } = this;
    const isThere = conversation.history === 'loaded' && conversation.fromSeq > 1;
    if (this.#loadingOlder || !isThere || scroller.scrollTop > 200) return;
    this.#loadingOlder = true;
    try {
      await this.client.sync.loadOlder(conversation);
      const fromEnd = scroller.scrollHeight - scroller.scrollTop;
      this.draw();
      // what one was reading stays where it was
      scroller.scrollTop = scroller.scrollHeight - fromEnd;
    } catch (error) {
      this.actions.onFailure(error);
    } finally {
      this.#loadingOlder = false;
    }
  }
}

function isTogether(one, other) {
  return Boolean(
    one?.senderId && one.senderId === other?.senderId &&
    one.content?.type !== 'system' && other.content?.type !== 'system' &&
    dayKey(one.sentAt) === dayKey(other.sentAt) &&
    Date.parse(other.sentAt) - Date.parse(one.sentAt) < TOGETHER_MS,
  );
}

function dayItem(iso) {
  const words = dayOf(iso);
  return { key: `day:${dayKey(iso)}`, version: words, make: () => h('li', { class: 'day' }, h('span', {}, words)) };
}
