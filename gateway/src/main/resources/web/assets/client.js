/** Joins the parts: what the pages ask for, and what each frame of the server does to the store. */
import { Api } from './api.js';
import { Openings } from './openings.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Pictures } from './pictures.js';
import { Presence } from './presence.js';
import { Store } from './store.js';
import { Stream } from './stream.js';
import { Sync } from './sync.js';

export class Client {
  store = new Store();
  /** What is written and not sent, by conversation. */
  drafts = new Map();
  /** The drawing that is begun and not sent, and the seconds after which what one sends disappears. */
  sketches = new Map();
  burns = new Map();
  #live = false;
  /** Read marks that the server hasn't acknowledged, by conversation. */
  #unsentReads = new Map();

  /** @param onEnded called when the server has ended the session; @param onIncoming with a new message of others */
  constructor({ onEnded, onIncoming }) {
    this.onIncoming = onIncoming;
    this.api = new Api(onEnded);
    this.sync = new Sync(this.api, this.store);
    this.people = new People(this.api, this.store, this.sync);
    this.pictures = new Pictures(this.api);
    this.openings = new Openings(this.api, this.pictures, () => this.store.changed());
    this.outbox = new Outbox(
      (frame) => this.#live && this.stream.send(frame),
      () => this.store.changed(),
    );
    this.presence = new Presence(
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
    this.store.myId = this.api.accountId;
    this.stream.open();
    await this.people.loadMe();
  }

  stop() {
    this.stream.stop();
    this.api.forget();
  }

  async logOut() {
    this.stream.stop();
    await this.api.logOut();
  }

  /** Loads what a conversation shows, the first time that it is opened. */
  async open(conversation) {
    if (conversation.history === 'loaded' || conversation.history === 'loading') return;
    if (conversation.kind === 'group') this.people.members(conversation.groupId).catch(() => {});
    await this.sync.loadNewest(conversation);
  }

  async sendPicture(conversationId, file) {
    const medium = await this.api.upload(file);
    this.#send(conversationId, { type: 'image', mediaId: medium.id });
  }

  async sendDoodle(conversationId, sketch) {
    const doodle = await this.api.draw(sketch);
    this.#send(conversationId, { type: 'doodle', doodleId: doodle.id });
  }

  sendText(conversationId, text) {
    this.#send(conversationId, { type: 'text', text });
  }

  markRead(conversation) {
    const seq = conversation.last?.seq ?? 0;
    if (!this.store.markRead(conversation, seq)) return;
    this.#unsentReads.set(conversation.id, seq);
    this.#sendReads();
    this.store.changed();
  }

  #send(conversationId, content) {
    const afterOpenSeconds = this.burns.get(conversationId);
    this.outbox.add(conversationId, content, afterOpenSeconds ? { afterOpenSeconds } : null);
  }

  #connection(state) {
    this.#live = state === 'live';
    if (this.#live) this.sync.connected();
    else {
      this.sync.disconnected();
      this.presence.disconnected();
    }
    this.store.connection = state;
    this.store.changed();
  }

  /** A frame of a type that isn't known here is left alone. */
  #take(frame) {
    this.#frames[frame.type]?.(frame);
    this.store.changed();
  }

  #frames = {
    hello: ({ serverTime }) => {
      this.openings.setClock(serverTime);
      this.outbox.sendAll();
      this.#sendReads();
      this.#catchUp();
      if (!this.store.me) this.people.loadMe().catch(() => {});
      this.#loadPeople();
    },
    resync: () => {
      this.sync.missed();
      this.#catchUp();
    },
    ack: (frame) => this.#acknowledged(frame),
    error: ({ ref, problem }) => ref && this.outbox.refused(ref, problem),
    message: ({ message }) => this.#arrived(message),
    edited: ({ message }) => this.sync.takeLive(message),
    recalled: (frame) => this.#emptied(frame, 'recalled'),
    burned: (frame) => this.#emptied(frame, 'burned'),
    reaction: (frame) => this.#lookAgain(frame),
    opened: ({ conversationId, seq, accountId }) => this.store.takeOpened(conversationId, seq, accountId),
    read: (frame) => this.#marked(frame, { read: frame.seq, received: frame.seq }),
    received: (frame) => this.#marked(frame, { received: frame.seq }),
    presence: (frame) => this.presence.take(frame),
    typing: (frame) => this.presence.takeTyping(frame),
    'contact-request': ({ request }) => this.people.takeRequest(request),
    contact: () => this.#loadPeople(),
    group: () => this.#loadPeople(),
  };

  /** An ack of a read mark, or of our own message: that comes back as an ack alone, its content is what we sent. */
  #acknowledged({ ref, id, conversationId, seq, rev, sentAt }) {
    if (ref === readRef(conversationId) && seq >= this.#unsentReads.get(conversationId)) {
      this.#unsentReads.delete(conversationId);
    }
    const entry = id && this.outbox.settle(id);
    if (!entry) return;
    const rest = { replyTo: null, mentions: [], editedAt: null, reactions: [], state: 'live' };
    const content = this.#asSent(entry, sentAt);
    const message = { conversationId, id, seq, rev, sentAt, senderId: this.store.myId, content };
    this.sync.takeLive({ ...message, ...rest }, false);
  }

  /** What disappears comes back as its envelope, to its sender too. */
  #asSent({ conversationId, content, burn }, sentAt) {
    const timer = this.store.conversations.get(conversationId)?.timerSeconds ?? 0;
    if (!burn && timer === 0) return content;
    const expiresAt = timer > 0 ? new Date(Date.parse(sentAt) + timer * 1000).toISOString() : null;
    return { type: 'sealed', kind: content.type, burn, expiresAt, openedBy: [] };
  }

  #arrived(message) {
    const { conversationId, senderId } = message;
    this.presence.stopped(conversationId, senderId);
    const isOwn = senderId === this.store.myId;
    if (isOwn) this.outbox.settle(message.id);
    const isNew = this.sync.takeLive(message);
    if (!isNew || !senderId || isOwn) return;
    this.#sendReceived();
    this.people.know(senderId);
    this.onIncoming(message);
  }

  #marked({ conversationId, accountId, seq }, marks) {
    const conversation = this.store.conversations.get(conversationId);
    if (!conversation) return;
    if (accountId !== this.store.myId) this.store.takeMarks(conversation, marks);
    else if (marks.read) this.store.markRead(conversation, seq);
  }

  #emptied({ conversationId, seq, rev }, state) {
    const conversation = this.store.conversations.get(conversationId);
    if (!conversation) return;
    this.sync.heard(conversation, rev);
    this.openings.forget({ conversationId, seq });
    this.store.empty(conversationId, seq, rev, state);
  }

  /** The frame tells of one account's reaction; the message has all of them. */
  async #lookAgain({ conversationId, seq, rev }) {
    const conversation = this.store.conversations.get(conversationId);
    if (!conversation) return;
    this.sync.heard(conversation, rev);
    if (!conversation.messages.has(seq)) return;
    const message = await this.api.get(`/v1/conversations/${conversationId}/messages/${seq}`).catch(() => null);
    if (message) this.sync.takeLive(message, false);
    this.store.changed();
  }

  async #catchUp() {
    await this.sync.catchUp();
    this.#sendReceived();
  }

  /** Without an answer the next connection asks again. */
  #loadPeople() {
    const watch = () => this.presence.watch([...this.store.contacts.keys()]);
    this.people.load().then(watch, () => {});
  }

  #sendReads() {
    if (!this.#live) return;
    for (const [conversationId, seq] of this.#unsentReads) {
      this.stream.send({ type: 'read', ref: readRef(conversationId), conversationId, seq });
    }
  }

  /** Tells the senders what has come to this device, live or by a sync. */
  #sendReceived() {
    for (const conversation of this.store.conversations.values()) {
      const { id, unread, receivedSeq } = conversation;
      const seq = conversation.last?.seq ?? 0;
      if (unread === 0 || seq <= receivedSeq) continue;
      if (this.stream.send({ type: 'received', conversationId: id, seq })) conversation.receivedSeq = seq;
    }
  }
}

const readRef = (conversationId) => `read:${conversationId}`;
