/** The two panes, what is open in them, and the words at the edge: connection, toasts, announcements. */
import { addContact, groupInfo, newGroup, ownAccount } from './dialogs.js';
import { h, logo } from './dom.js';
import { Sidebar } from './sidebar.js';
import { Thread } from './thread.js';
import { problemText, summary } from './words.js';

const TOAST_MS = 5_000;
const ANNOUNCED = 200;

export class Messenger {
  #listening = new AbortController();
  #openId = null;
  #thread = null;

  constructor(client, onLogOut) {
    this.client = client;
    this.sidebar = new Sidebar(client, {
      onOpen: (id) => this.#go(id),
      onAddContact: () => addContact(client, (account) => this.toast(`${account.displayName} has been asked.`)),
      onNewGroup: () => newGroup(client, (group) => this.#go(group.conversationId)),
      onAccount: () => ownAccount(client, onLogOut),
      onFailure: (error) => this.fail(error),
    });
    this.banner = h('p', { class: 'banner', role: 'status' });
    this.toasts = h('div', { class: 'toasts', role: 'status' });
    this.main = h('main', { class: 'main' }, emptyMain());
    this.element = h('div', { class: 'messenger' }, this.banner, this.sidebar.element, this.main, this.toasts);
    this.#listen();
    this.#draw();
  }

  close() {
    this.#listening.abort();
    document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
  }

  toast(text) {
    const toast = h('p', { class: 'toast' }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  fail(error) {
    this.toast(problemText(error));
  }

  /** For who listens instead of looking. */
  announce(message) {
    const { store } = this.client;
    const words = `${store.nameOf(message.senderId)}: ${summary(message, store)}`;
    document.getElementById('announcer').textContent = words.slice(0, ANNOUNCED);
  }

  #listen() {
    const { signal } = this.#listening;
    this.client.store.addEventListener('change', () => this.#draw(), { signal });
    addEventListener('hashchange', () => this.#draw(), { signal });
    // a message counts as read once its conversation is really looked at
    addEventListener('focus', () => this.#draw(), { signal });
    document.addEventListener('visibilitychange', () => this.#draw(), { signal });
    addEventListener('keydown', (event) => this.#escape(event), { signal });
  }

  #escape(event) {
    if (event.key === 'Escape' && !event.isComposing && !document.querySelector('dialog')) this.#go(null);
  }

  /** The open conversation is in the address: the back button closes it and a reload opens it again. */
  #go(id) {
    if (id) location.hash = `#/c/${id}`;
    else if (location.hash) location.hash = '';
  }

  #draw() {
    const id = location.hash.match(/^#\/c\/([0-9a-f-]+)$/)?.[1] ?? null;
    const conversation = this.client.store.conversations.get(id) ?? null;
    this.element.classList.toggle('is-open', conversation !== null);
    const leftId = this.#openId;
    if ((conversation?.id ?? null) !== leftId) this.#show(conversation);
    this.sidebar.draw(this.#openId);
    if (leftId && !conversation) this.sidebar.focus(leftId);
    this.#thread?.draw();
    if (conversation && document.visibilityState === 'visible' && document.hasFocus()) {
      if (conversation.history === 'loaded') this.client.markRead(conversation);
    }
    this.#drawEdge();
  }

  #show(conversation) {
    this.#openId = conversation?.id ?? null;
    this.#thread = conversation && new Thread(this.client, conversation, {
      onBack: () => this.#go(null),
      onInfo: (group) => group && groupInfo(this.client, group),
      onFailure: (error) => this.fail(error),
    });
    this.main.replaceChildren(this.#thread?.element ?? emptyMain());
    this.#thread?.begin();
  }

  #drawEdge() {
    const { connection, unread } = this.client.store;
    const words = { offline: 'No connection. Trying again…', connecting: 'Connecting…', live: '' }[connection];
    if (this.banner.textContent !== words) this.banner.textContent = words;
    this.element.dataset.connection = connection;
    const title = unread > 0 ? `(${unread}) Laiwang` : 'Laiwang';
    if (document.title !== title) document.title = title;
  }
}

function emptyMain() {
  return h(
    'div',
    { class: 'empty' },
    logo(72),
    h('h2', {}, 'Nice to see you'),
    h('p', {}, 'Choose a conversation, or add someone you know.'),
  );
}
