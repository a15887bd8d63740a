/** Joins the parts: what the pages ask for, and what each frame of the server does to the store. */
import { Api } from './api.js';
import { Outbox } from './outbox.js';
import { Pictures } from './pictures.js';
import { Store } from './store.js';
import { Stream } from './stream.js';
import { Sync } from './sync.js';

const NOT_YET_TRIES = 6;
const NOT_YET_MS = 350;

export class Client {
  store = new Store();
  #live = false;
  #asked = new Set();
  #unsentReads = new Map();

  /** @param onEnded called when the server has ended the session; @param onIncoming with a new message of others */
  constructor({ onEnded, onIncoming }) {
    this.onIncoming = onIncoming;
    this.api = new Api(onEnded);
    this.sync = new Sync(this.api, this.store);
    this.pictures = new Pictures(this.api);
    this.outbox = new Outbox(
      (frame) => this.#live && this.stream.send(frame),
      () => this.store.changed(),
    );
    this.stream = new Stream(this.api, {
      onFrame: (frame) => this.#take(frame),
      onState: (state) => this.#connection(state),
      onEnded,
    });
  }

  async start() {
    this.stream.open();
    this.store.me = await this.api.get('/v1/accounts/me');
    this.store.changed();
  }

  stop() {
    this.stream.stop();
    this.api.forget();
  }

  async logOut() {
    this.stream.stop();
    await this.api.logOut();
  }

  /** An account that is a second old may not be known everywhere yet. */
  async addContact(handle, message) {
    const account = await this.api.get(`/v1/accounts?handle=${encodeURIComponent(handle)}`);
    const body = { accountId: account.id, message: message || null };
    const request = await notYet(() => this.api.post('/v1/contact-requests', body));
    if (request.state === 'accepted') await this.#loadPeople();
    return account;
  }

  async answer(requestId, accept) {
    await this.api.post(`/v1/contact-requests/${requestId}/${accept ? 'accept' : 'decline'}`);
    this.store.requests.delete(requestId);
    this.store.changed();
    if (accept) await this.#loadPeople();
  }

  async createGroup(name, memberIds) {
    const group = await this.api.post('/v1/groups', { name, memberIds });
    this.store.groups.set(group.id, group);
    await this.#awaitConversations();
    return group;
  }

  async members(groupId) {
    const { items } = await this.api.all(`/v1/groups/${groupId}/members?limit=200`);
    items.forEach(({ account }) => this.store.profiles.set(account.id, account));
    this.store.changed();
    return items;
  }

  /** Loads what a conversation shows, the first time that it is opened. */
  async open(conversation) {
    if (conversation.history === 'loaded' || conversation.history === 'loading') return;
    if (conversation.kind === 'group') this.members(conversation.groupId).catch(() => {});
    await this.sync.loadNewest(conversation);
  }

  async sendPicture(conversationId, file) {
    const medium = await this.api.upload(file);
    this.outbox.add(conversationId, { type: 'image', mediaId: medium.id });
  }

  sendText(conversationId, text) {
    this.outbox.add(conversationId, { type: 'text', text });
  }

  markRead(conversation) {
    const seq = conversation.last?.seq ?? 0;
    if (!this.store.markRead(conversation, seq)) return;
    this.#unsentReads.set(conversation.id, seq);
    this.#sendReads();
    this.store.changed();
  }

  /** Asks once for the profile of someone who is no contact. */
  know(accountId) {
    if (!accountId || this.store.person(accountId) || this.#asked.has(accountId)) return;
    this.#asked.add(accountId);
    this.api.get(`/v1/accounts/${accountId}`).then(
      (profile) => {
        this.store.profiles.set(accountId, profile);
        this.store.changed();
      },
      // asked again by the next page load; without an answer the person stays "Someone"
      () => {},
    );
  }

  #connection(state) {
    this.#live = state === 'live';
    if (!this.#live) this.sync.disconnected();
    this.store.connection = state;
    this.store.changed();
  }

  /** A frame of a type that isn't known here is left alone. */
  #take(frame) {
    this.#frames[frame.type]?.(frame);
    this.store.changed();
  }

  #frames = {
    hello: () => {
      this.outbox.sendAll();
      this.#sendReads();
      this.sync.catchUp();
      this.#loadPeople().catch(() => {});
    },
    resync: () => this.sync.catchUp(),
    ack: (frame) => this.#acknowledged(frame),
    error: ({ ref, problem }) => ref && this.outbox.refused(ref, problem),
    message: ({ message }) => this.#arrived(message),
    edited: ({ message }) => this.sync.takeLive(message),
    recalled: ({ conversationId, seq, rev }) => this.store.empty(conversationId, seq, rev, 'recalled'),
    burned: ({ conversationId, seq, rev }) => this.store.empty(conversationId, seq, rev, 'burned'),
    reaction: ({ conversationId, seq }) => this.#lookAgain(conversationId, seq),
    read: (frame) => this.#marked(frame, { read: frame.seq, received: frame.seq }),
    received: (frame) => this.#marked(frame, { received: frame.seq }),
    'contact-request': ({ request }) => this.store.requests.set(request.id, request),
    contact: () => this.#loadPeople().catch(() => {}),
    group: () => this.#loadPeople().catch(() => {}),
  };

  /** Our own message comes back as an ack alone: its content is what we sent. */
  #acknowledged({ id, conversationId, seq, rev, sentAt }) {
    const entry = id && this.outbox.settle(id);
    if (!entry) return;
    const rest = { replyTo: null, mentions: [], editedAt: null, reactions: [], state: 'live' };
    const message = { conversationId, id, seq, rev, sentAt, senderId: this.store.me?.id, content: entry.content };
    this.sync.takeLive({ ...message, ...rest }, false);
  }

  #arrived(message) {
    if (message.senderId === this.api.accountId) this.outbox.settle(message.id);
    const isNew = this.sync.takeLive(message);
    const { conversationId, seq, senderId } = message;
    if (!isNew || !senderId || senderId === this.api.accountId) return;
    this.stream.send({ type: 'received', conversationId, seq });
    this.know(senderId);
    this.onIncoming(message);
  }

  #marked({ conversationId, accountId, seq }, marks) {
    const conversation = this.store.conversations.get(conversationId);
    if (!conversation) return;
    if (accountId !== this.api.accountId) this.store.takeMarks(conversation, marks);
    else if (marks.read) this.store.markRead(conversation, seq);
  }

  async #lookAgain(conversationId, seq) {
    if (!this.store.conversations.get(conversationId)?.messages.has(seq)) return;
    const message = await this.api.get(`/v1/conversations/${conversationId}/messages/${seq}`).catch(() => null);
    if (message) this.sync.takeLive(message, false);
    this.store.changed();
  }

  #sendReads() {
    for (const [conversationId, seq] of this.#unsentReads) {
      const sent = this.#live && this.stream.send({ type: 'read', ref: `read:${seq}`, conversationId, seq });
      if (sent) this.#unsentReads.delete(conversationId);
    }
  }

  async #loadPeople() {
    const { store, api } = this;
    const [contacts, requests, groups] = await Promise.all([
      api.all('/v1/contacts?limit=200'),
      api.all('/v1/contact-requests?direction=incoming&limit=200'),
      api.all('/v1/groups?limit=200'),
    ]);
    store.replace(store.contacts, contacts.items, (contact) => contact.account.id);
    store.replace(store.requests, requests.items, (request) => request.id);
    store.replace(store.groups, groups.items, (group) => group.id);
    store.changed();
    await this.#awaitConversations();
  }

  /** A new contact or group is there a moment before its conversation is. */
  async #awaitConversations() {
    const { store } = this;
    const isMissing = ({ conversationId }) => !store.conversations.has(conversationId);
    for (let tries = 0; tries < NOT_YET_TRIES; tries++) {
      if (![...store.contacts.values(), ...store.groups.values()].some(isMissing)) return;
      if (tries > 0) await pause();
      await this.sync.catchUp();
    }
  }
}

/** Repeats a call that is a 404 until the other services have heard of what it is about. */
async function notYet(call) {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (error.status !== 404 || tries === NOT_YET_TRIES) throw error;
      await pause();
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, NOT_YET_MS));
