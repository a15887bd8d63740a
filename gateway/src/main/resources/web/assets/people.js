/** Contacts, requests, groups and the profiles of everybody else. */
import { notYet, pause } from './not-yet.js';
import { oneAtATime } from './one-at-a-time.js';

const CONVERSATION_TRIES = 12;

export class People {
  #asked = new Set();

  constructor(api, store, sync) {
    this.api = api;
    this.store = store;
    this.sync = sync;
  }

  async loadMe() {
    this.store.me = await this.api.get('/v1/accounts/me');
    this.store.changed();
  }

  load = oneAtATime(() => this.#load());

  /** An account that is a second old may not be known everywhere yet. */
  async addContact(handle, message) {
    const account = await this.api.get(`/v1/accounts?handle=${encodeURIComponent(handle)}`);
    const body = { accountId: account.id, message: message || null };
    const request = await notYet(() => this.api.post('/v1/contact-requests', body));
    if (request.state === 'accepted') await this.load();
    return account;
  }

  async answer(requestId, accept) {
    await this.api.post(`/v1/contact-requests/${requestId}/${accept ? 'accept' : 'decline'}`);
    this.store.requests.delete(requestId);
    this.store.changed();
    if (accept) await this.load();
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

  /** Asks once for the profile of someone who is no contact. */
  know(accountId) {
    if (!accountId || this.store.person(accountId) || this.#asked.has(accountId)) return;
    this.#asked.add(accountId);
    this.api.get(`/v1/accounts/${accountId}`).then(
      (profile) => {
        this.store.profiles.set(accountId, profile);
        this.store.changed();
      },
      // without an answer the person stays "Someone", until there is a chance of a better one
      (error) => error.passes && this.#asked.delete(accountId),
    );
  }

  /** Our own requests come to our other devices too. */
  takeRequest(request) {
    if (request.to.id === this.store.myId) this.store.requests.set(request.id, request);
  }

  async #load() {
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
    for (let tries = 0; tries < CONVERSATION_TRIES; tries++) {
      if (![...store.contacts.values(), ...store.groups.values()].some(isMissing)) return;
      if (tries > 0) await pause();
      await this.sync.catchUp();
    }
  }
}
