/**
 * What was in the disappearing messages that were opened here. It is in the memory of this page alone, and forgotten
 * at its deadline by the server's clock.
 */
import { pathOf } from './pictures.js';

const LONGEST_WAIT_MS = 86_400_000;

export class Openings {
  /** By message: 'opening', 'gone', or what `POST …/open` has answered. */
  #states = new Map();
  #timers = new Map();
  /** How far the server's clock is ahead of ours. */
  #aheadMs = 0;

  /** @param onChange called after every change of what is open */
  constructor(api, pictures, onChange) {
    this.api = api;
    this.pictures = pictures;
    this.onChange = onChange;
  }

  setClock(serverTime) {
    this.#aheadMs = Date.parse(serverTime) - Date.now();
  }

  /** 'closed', 'opening', 'open' or 'gone'. */
  stateOf(message) {
    const state = this.#states.get(keyOf(message)) ?? 'closed';
    return typeof state === 'string' ? state : 'open';
  }

  /** `{content, expiresAt, mediaUrl}` of one that is open. */
  inside(message) {
    return this.#states.get(keyOf(message));
  }

  msLeft(expiresAt) {
    return Date.parse(expiresAt) - Date.now() - this.#aheadMs;
  }

  async open(message) {
    if (this.stateOf(message) !== 'closed') return;
    this.#set(message, 'opening');
    try {
      const path = `/v1/conversations/${message.conversationId}/messages/${message.seq}/open`;
      this.#set(message, await this.api.post(path));
      this.#wait(message);
    } catch (error) {
      this.#set(message, error.status === 410 ? 'gone' : 'closed');
      if (error.status !== 410) throw error;
    }
  }

  /** Its time is over, for us or for all. */
  forget(message) {
    const key = keyOf(message);
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const inside = this.#states.get(key);
    if (inside?.mediaUrl) this.pictures.letGo(pathOf(inside.content, inside.mediaUrl));
    this.#set(message, 'gone');
  }

  #wait(message) {
    const left = this.msLeft(this.inside(message).expiresAt);
    const check = () => (left <= LONGEST_WAIT_MS ? this.forget(message) : this.#wait(message));
    this.#timers.set(keyOf(message), setTimeout(check, Math.min(left, LONGEST_WAIT_MS)));
  }

  #set(message, state) {
    this.#states.set(keyOf(message), state);
    this.onChange();
  }
}

const keyOf = ({ conversationId, seq }) => `${conversationId}:${seq}`;
