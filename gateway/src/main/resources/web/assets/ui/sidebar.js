/** The left pane: who asks to be a contact, and the conversations. */
import { avatar, focusOn, h, iconButton, keyed, logo } from './dom.js';
import { fullTimeOf, shortTimeOf } from './format.js';
import { contentLine, sealedName, summary, writingLine } from './words.js';

export class Sidebar {
  constructor(client, actions) {
    this.client = client;
    this.actions = actions;
    this.account = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Your account', onclick: actions.onAccount });
    this.requests = h('ul', { class: 'requests', 'aria-label': 'Contact requests' });
    this.list = h('ul', { class: 'conversations' });
    this.empty = h('div', { class: 'empty-list' });
    this.element = h(
      'aside',
      { class: 'sidebar' },
      this.#head(),
      h('div', { class: 'scroll' }, this.requests, h('nav', { 'aria-label': 'Conversations' }, this.list), this.empty),
    );
  }

  draw(openId) {
    const { store } = this.client;
    this.#drawAccount(store.me);
    keyed(this.requests, [...store.requests.values()].map((request) => this.#requestItem(request)));
    keyed(this.list, store.listed.map((conversation) => this.#conversationItem(conversation, openId)));
    const isEmpty = store.ready && store.conversations.size === 0;
    if (isEmpty !== this.empty.hasChildNodes()) this.empty.replaceChildren(...(isEmpty ? this.#emptyWords() : []));
  }

  /** Where one was before the conversation was opened. */
  focus(conversationId) {
    focusOn(this.list, conversationId);
  }

  #head() {
    const { onAddContact, onNewGroup } = this.actions;
    return h(
      'header',
      { class: 'bar' },
      logo(32),
      h('h1', { class: 'brand' }, 'Laiwang'),
      iconButton('person', 'Add a contact', { onclick: onAddContact }),
      iconButton('group', 'New group', { onclick: onNewGroup }),
      this.account,
    );
  }

  #drawAccount(me) {
    if (!me || this.account.dataset.id === me.id) return;
    this.account.dataset.id = me.id;
    this.account.replaceChildren(avatar(me.displayName, me.id, 'small'));
  }

  #requestItem(request) {
    return { key: request.id, version: request.state, make: () => this.#request(request) };
  }

  #request({ id, from, message }) {
    const answer = (accept) => async ({ currentTarget: button }) => {
      button.disabled = true;
      await this.client.people.answer(id, accept).catch(this.actions.onFailure);
      button.disabled = false;
    };
    return h(
      'li',
      { class: 'request' },
      avatar(from.displayName, from.id),
      h('div', { class: 'grow' }, h('strong', {}, from.displayName), h('span', { class: 'quiet' }, ` @${from.handle}`),
        h('p', {}, message || 'would like to be your contact.')),
      h(
        'div',
        { class: 'request-actions' },
        h('button', { type: 'button', class: 'secondary', onclick: answer(false) }, 'Decline'),
        h('button', { type: 'button', class: 'primary', onclick: answer(true) }, 'Accept'),
      ),
    );
  }

  #conversationItem(conversation, openId) {
    const { store } = this.client;
    if (conversation.kind === 'direct') this.client.people.know(conversation.contactId);
    const row = {
      title: store.titleOf(conversation),
      line: writingLine(this.client, conversation) ?? this.#lastLine(conversation),
      isOnline: conversation.kind === 'direct' && this.client.presence.isOnline(conversation.contactId),
      at: conversation.last?.sentAt ?? conversation.updatedAt,
      unread: conversation.unread,
      isOpen: conversation.id === openId,
    };
    return { key: conversation.id, version: JSON.stringify(row), make: () => this.#conversation(conversation, row) };
  }

  #conversation({ id, kind, contactId }, { title, line, at, unread, isOpen, isOnline }) {
    const badge = unread > 0 && h('span', { class: 'badge' }, unread > 99 ? '99+' : String(unread), h('span', { class: 'visually-hidden' }, ' unread'));
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'conversation', 'aria-current': isOpen ? 'true' : null, onclick: () => this.actions.onOpen(id) },
        avatar(title, contactId ?? id, kind),
        isOnline && h('span', { class: 'online', title: 'Online' }, h('span', { class: 'visually-hidden' }, 'Online')),
        h('span', { class: 'conversation-title' }, title),
        h('time', { datetime: at, title: fullTimeOf(at) }, shortTimeOf(at)),
        h('span', { class: 'conversation-line' }, line),
        badge,
      ),
    );
  }

  #lastLine(conversation) {
    const { store } = this.client;
    const waiting = this.client.outbox.in(conversation.id).at(-1);
    if (waiting) return `${waiting.failure ? 'Not sent: ' : ''}${waitingLine(waiting)}`;
    const { last, kind } = conversation;
    if (!last) return kind === 'direct' ? 'Say hello' : 'No messages yet';
    const line = summary(last, store);
    if (last.content?.type === 'system' || !last.senderId) return line;
    if (last.senderId === store.myId) return `You: ${line}`;
    return kind === 'group' ? `${store.nameOf(last.senderId)}: ${line}` : line;
  }

  #emptyWords() {
    const add = h('button', { type: 'button', class: 'primary', onclick: this.actions.onAddContact }, 'Add someone you know');
    return [h('h2', {}, 'No conversations yet'), h('p', {}, 'Laiwang begins with one person whose handle you know.'), add];
  }
}

const waitingLine = ({ content, burn }) => (burn ? sealedName(content.type) : contentLine(content));
