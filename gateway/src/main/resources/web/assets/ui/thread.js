/** The right pane: one conversation, its history and its composer. */
import { Sketch } from '../ink.js';
import { messageItem, pendingItem } from './bubble.js';
import { composer } from './composer.js';
import { avatar, h, icon, iconButton, keyed } from './dom.js';
import { openDrawingBoard } from './drawing-board.js';
import { dayKey, dayOf, durationOf } from './format.js';
import { writingLine } from './words.js';

/** Messages of one sender within this time stand together. */
const TOGETHER_MS = 5 * 60_000;
/** So near to the end the page follows new messages. */
const NEAR_PX = 120;

export class Thread {
  #loadingOlder = false;
  #drawn = '';
  #isAtEnd = true;

  constructor(client, conversation, actions) {
    this.client = client;
    this.conversation = conversation;
    this.actions = actions;
    this.title = h('h2', { class: 'thread-title', tabindex: '-1' });
    this.subtitle = h('p', { class: 'thread-subtitle' });
    this.timer = h('p', { class: 'thread-timer', hidden: true });
    this.face = h('span', { class: 'thread-face' });
    this.list = h('ol', { class: 'messages' });
    this.state = h('div', { class: 'thread-state' });
    this.scroller = h('div', { class: 'scroll messages-scroll', tabindex: '0', 'aria-label': 'Messages', role: 'region' }, this.state, this.list);
    this.composer = composer({
      onText: (text) => client.sendText(conversation.id, text),
      draft: client.drafts.get(conversation.id) ?? '',
      onDraft: (text) => {
        client.drafts.set(conversation.id, text);
        if (text) client.presence.typing(conversation.id);
      },
      onPicture: (file) => client.sendPicture(conversation.id, file),
      onDraw: () => this.#openBoard(),
      burn: client.burns.get(conversation.id) ?? 0,
      onBurn: (seconds) => client.burns.set(conversation.id, seconds),
      onFailure: actions.onFailure,
    });
    this.element = h('section', { class: 'thread' }, this.#head(), this.scroller, this.composer);
    // pictures come after their message, and what was sealed is larger when it is open
    new ResizeObserver(() => this.#isAtEnd && this.#toEnd()).observe(this.list);
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
    this.#drawTimer();
    this.#drawState();
    const newest = this.#newestKey();
    const isOwn = newest !== this.#drawn && this.client.outbox.in(this.conversation.id).length > 0;
    keyed(this.list, this.#items());
    if ((this.#isAtEnd && newest !== this.#drawn) || isOwn || this.#drawn === '') this.#toEnd();
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
      this.timer,
      conversation.kind === 'group' && iconButton('group', 'Members', { onclick: info }),
    );
  }

  #drawHead() {
    const { store, presence } = this.client;
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
    const there = presence.isOnline(conversation.contactId) ? 'Online' : handle && `@${handle}`;
    const writing = writingLine(this.client, conversation);
    this.subtitle.classList.toggle('is-lively', Boolean(writing));
    this.subtitle.textContent = conversation.closed ? 'Closed' : (writing ?? members ?? there ?? '');
  }

  #drawTimer() {
    const seconds = this.conversation.timerSeconds;
    if (this.timer.dataset.seconds === String(seconds)) return;
    this.timer.dataset.seconds = seconds;
    this.timer.hidden = seconds === 0;
    if (seconds === 0) return;
    this.timer.title = `Messages disappear ${durationOf(seconds)} after sending`;
    const words = h('span', { class: 'visually-hidden' }, this.timer.title);
    this.timer.replaceChildren(icon('clock'), h('span', { 'aria-hidden': 'true' }, durationOf(seconds, 'narrow')), words);
  }

  /** What is drawn stays until it is sent, also when the sheet is closed. */
  #openBoard() {
    const { client, conversation } = this;
    const { sketches } = client;
    if (!sketches.has(conversation.id)) sketches.set(conversation.id, newSketch());
    const sketch = sketches.get(conversation.id);
    const burn = client.burns.get(conversation.id);
    openDrawingBoard(sketch, burn ? `Send for ${durationOf(burn)}` : 'Send', async () => {
      await client.sendDoodle(conversation.id, sketch);
      sketches.delete(conversation.id);
    });
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
      const item = messageItem(client, conversation, message, { starts, ends, onFailure: this.actions.onFailure });
      const isNewDay = index === 0 || dayKey(messages[index - 1].sentAt) !== dayKey(message.sentAt);
      return isNewDay ? [dayItem(message.sentAt), item] : [item];
    });
    const known = new Set(messages.map((message) => message.id));
    const pending = client.outbox.in(conversation.id).filter((entry) => !known.has(entry.id));
    return [...items, ...pending.map((entry) => pendingItem(client, entry, this.actions.onFailure))];
  }

  #newestKey() {
    return this.client.outbox.in(this.conversation.id).at(-1)?.id ?? this.conversation.last?.id ?? '-';
  }

  #fromEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
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
    this.#isAtEnd = this.#fromEnd() < NEAR_PX;
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

/** As large as fits what it is drawn on. */
function newSketch() {
  return matchMedia('(min-width: 760px)').matches ? new Sketch(640, 440) : new Sketch(360, 420);
}

function dayItem(iso) {
  const words = dayOf(iso);
  return { key: `day:${dayKey(iso)}`, version: words, make: () => h('li', { class: 'day' }, h('span', {}, words)) };
}
