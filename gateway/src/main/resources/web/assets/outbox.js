/**
 * Messages that are written but not acknowledged. They survive a reload, and are sent again in order under their old
 * ids after every reconnect; the server takes each id once.
 */
const KEY = 'laiwang.outbox';
const RETRY_MS = 1_500;
const NOT_YET_TRIES = 4;

export class Outbox {
  #entries = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  /** While one waits to be sent again, later ones wait behind it: they arrive in the order in which they were written. */
  #retry = null;

  /**
   * @param transmit sends one frame, or returns false while there is no connection
   * @param onChange called after every change of what is waiting
   */
  constructor(transmit, onChange) {
    this.transmit = transmit;
    this.onChange = onChange;
  }

  /** `{id, conversationId, content, burn, at, failure}`, oldest first; `failure` is the problem of one that was refused. */
  in(conversationId) {
    return this.#entries.filter((entry) => entry.conversationId === conversationId);
  }

  /** @param burn `{afterOpenSeconds}` of a message that disappears after reading */
  add(conversationId, content, burn = null) {
    const at = new Date().toISOString();
    const entry = { id: uuid(), conversationId, content, burn, at, failure: null, tries: 0 };
    this.#entries.push(entry);
    this.#changed();
    if (this.#retry === null) this.#send(entry);
  }

  sendAll() {
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#entries.filter((entry) => !entry.failure).forEach((entry) => this.#send(entry));
  }

  /** Takes out the message that the server has; undefined when it wasn't one of ours. */
  settle(id) {
    const index = this.#entries.findIndex((entry) => entry.id === id);
    if (index < 0) return undefined;
    const [entry] = this.#entries.splice(index, 1);
    this.#changed();
    return entry;
  }

  refused(id, problem) {
    const entry = this.#entries.find((candidate) => candidate.id === id);
    if (!entry) return;
    entry.tries += 1;
    if (mayPass(problem, entry.tries)) {
      this.#retry ??= setTimeout(() => this.sendAll(), RETRY_MS);
      return;
    }
    entry.failure = problem;
    this.#changed();
  }

  tryAgain(id) {
    const entry = this.#entries.find((candidate) => candidate.id === id);
    if (!entry) return;
    Object.assign(entry, { failure: null, tries: 0 });
    this.#changed();
    this.#send(entry);
  }

  #send({ id, conversationId, content, burn }) {
    this.transmit({ type: 'send', ref: id, conversationId, id, content, burn });
  }

  #changed() {
    sessionStorage.setItem(KEY, JSON.stringify(this.#entries));
    this.onChange();
  }
}

/** A new conversation may be unknown for a second; a server that is busy or away says so; a timer changes rarely. */
function mayPass({ status, code }, tries) {
  if (status === 503 || status === 429) return true;
  return (status === 404 || code === 'timer-changed') && tries < NOT_YET_TRIES;
}

/** crypto.randomUUID is missing on a plain http address that isn't localhost. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
