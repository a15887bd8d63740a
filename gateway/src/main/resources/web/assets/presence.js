/** Who is there and who is writing: news of the moment, which nothing keeps. */
const TELL_AGAIN_MS = 3_000;
const BELIEVED_MS = 6_000;
const MOST_WATCHED = 500;

export class Presence {
  #online = new Set();
  /** By conversation and account: what ends it. */
  #writers = new Map();
  #toldAt = new Map();

  /** @param transmit sends one frame if there is a connection; @param onChange called after every change */
  constructor(transmit, onChange) {
    this.transmit = transmit;
    this.onChange = onChange;
  }

  watch(accountIds) {
    this.transmit({ type: 'watch', ref: 'watch', accountIds: accountIds.slice(0, MOST_WATCHED) });
  }

  isOnline(accountId) {
    return this.#online.has(accountId);
  }

  /** The accounts that are writing in a conversation. */
  writersIn(conversationId) {
    return [...(this.#writers.get(conversationId)?.keys() ?? [])];
  }

  take({ accountId, online }) {
    if (online) this.#online.add(accountId);
    else this.#online.delete(accountId);
  }

  takeTyping({ conversationId, accountId }) {
    this.stopped(conversationId, accountId);
    const writers = this.#writers.get(conversationId) ?? new Map();
    this.#writers.set(conversationId, writers);
    const end = () => {
      this.stopped(conversationId, accountId);
      this.onChange();
    };
    writers.set(accountId, setTimeout(end, BELIEVED_MS));
  }

  /** What one was writing has come, or doesn't. */
  stopped(conversationId, accountId) {
    const writers = this.#writers.get(conversationId);
    clearTimeout(writers?.get(accountId));
    writers?.delete(accountId);
  }

  /** Without a connection nobody is known to be there. */
  disconnected() {
    this.#online.clear();
  }

  /** We are writing, at every key; the others are told now and then. */
  typing(conversationId) {
    const now = Date.now();
    if (now - (this.#toldAt.get(conversationId) ?? 0) < TELL_AGAIN_MS) return;
    this.#toldAt.set(conversationId, now);
    this.transmit({ type: 'typing', conversationId });
  }
}
