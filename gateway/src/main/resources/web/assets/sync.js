import { oneAtATime } from './one-at-a-time.js';

/**
 * Brings the store up to date with the server, by `rev`: the list of conversations since the last cursor, then the
 * changes of those whose history is loaded. What live frames bring in the meantime is merged by `rev` as well.
 */
const PAGE = 50;
const CHANGES = 500;
const GAP_PATIENCE_MS = 400;
const RETRY_MS = 2_000;

export class Sync {
  #cursor = null;
  /** Conversations that wait for the neighbours of a message. */
  #incomplete = new Set();
  #live = false;
  /** Counts connections: what began on an earlier one can't say that nothing is missing on this one. */
  #epoch = 0;

  constructor(api, store) {
    this.api = api;
    this.store = store;
  }

  /** Brings everything up to date. */
  catchUp = oneAtATime(() => this.#run());

  connected() {
    this.#live = true;
  }

  disconnected() {
    this.#live = false;
    this.missed();
  }

  /** Frames may have been missed: live ones continue nothing before the next catchUp() has ended. */
  missed() {
    this.#epoch += 1;
    this.store.conversations.forEach((conversation) => {
      conversation.current = false;
    });
  }

  /**
   * A message that came live. One that leaves a gap below it waits a moment for its neighbours, then asks.
   * `isInOrder` is false for what may have overtaken frames of others: it doesn't count as synced.
   * Returns whether it is a new message at the end of its conversation.
   */
  takeLive(message, isInOrder = true) {
    const conversation = this.store.conversations.get(message.conversationId);
    if (!conversation) {
      this.catchUp();
      return false;
    }
    const leavesGap = message.seq > (conversation.last?.seq ?? 0) + 1;
    const isNew = this.store.takeMessage(message);
    this.heard(conversation, message.rev);
    if (conversation.history === 'loaded') this.#follow(conversation, isInOrder ? message.rev : 0);
    else if (leavesGap) this.#awaitNeighbours(conversation);
    return isNew;
  }

  /** A page that is under way and was made before this rev has to be brought up to date. */
  heard(conversation, rev) {
    conversation.headRev = Math.max(conversation.headRev, rev);
  }

  /** Loads the newest page of a conversation that is opened for the first time. */
  async loadNewest(conversation) {
    const epoch = this.#epoch;
    conversation.history = 'loading';
    conversation.messages.clear();
    this.store.changed();
    try {
      const page = await this.api.get(`/v1/conversations/${conversation.id}/messages?limit=${PAGE}`);
      this.#takePage(conversation, page);
      Object.assign(conversation, { history: 'loaded', checkedSeq: page.toSeq, syncedRev: page.headRev });
      if (epoch !== this.#epoch || conversation.headRev > page.headRev) await this.#catchUpOne(conversation, page);
      conversation.current = this.#live && epoch === this.#epoch;
    } catch (error) {
      if (conversation.history === 'loading') conversation.history = 'failed';
      throw error;
    } finally {
      this.store.changed();
    }
  }

  async loadOlder(conversation) {
    const before = conversation.fromSeq;
    const path = `/v1/conversations/${conversation.id}/messages?beforeSeq=${before}&limit=${PAGE}`;
    const page = await this.api.get(path);
    this.#takePage(conversation, page);
    if (conversation.headRev > page.headRev) await this.#catchUpOne(conversation, page, page.headRev);
    this.store.changed();
  }

  async #run() {
    try {
      const epoch = this.#epoch;
      const since = this.#cursor ? `&since=${encodeURIComponent(this.#cursor)}` : '';
      const { items, syncCursor } = await this.api.all(`/v1/conversations?limit=200${since}`);
      items.forEach((item) => this.store.takeListed(item));
      this.store.ready = true;
      this.store.changed();
      for (const item of items) {
        const conversation = this.store.conversations.get(item.id);
        if (conversation.history === 'loaded') await this.#catchUpOne(conversation, item).catch(ignoreGone);
      }
      this.#cursor = syncCursor;
      if (epoch === this.#epoch) this.#allCurrent();
    } catch (error) {
      // over a 401 the session is over, and whoever found out says so
      if (error.passes) setTimeout(() => this.catchUp(), RETRY_MS * (0.5 + Math.random()));
      else if (error.status !== 401) throw error;
    }
  }

  async #catchUpOne(conversation, { headSeq }, fromRev = conversation.syncedRev) {
    const path = `/v1/conversations/${conversation.id}/messages`;
    let rev = fromRev;
    for (let more = true; more; ) {
      const changes = await this.api.get(`${path}?afterRev=${rev}&limit=${CHANGES}`);
      changes.items.forEach((message) => this.#takeOld(conversation, message));
      more = changes.more && changes.items.length > 0;
      rev = more ? changes.items.at(-1).rev : Math.max(rev, changes.headRev);
    }
    this.heard(conversation, rev);
    conversation.syncedRev = Math.max(conversation.syncedRev, rev);
    conversation.checkedSeq = Math.max(conversation.checkedSeq, headSeq);
    this.store.hasGap(conversation);
    this.store.changed();
  }

  /** A change of a message above the loaded pages is left to the page that it will come with. */
  #takeOld(conversation, message) {
    if (message.seq >= conversation.fromSeq) this.store.takeMessage(message);
  }

  #takePage(conversation, page) {
    page.items.forEach((message) => this.store.takeMessage(message));
    conversation.fromSeq = page.items.length === 0 ? 1 : Math.min(conversation.fromSeq, page.fromSeq);
  }

  #follow(conversation, rev) {
    if (!this.store.hasGap(conversation)) {
      if (conversation.current) conversation.syncedRev = Math.max(conversation.syncedRev, rev);
      return;
    }
    this.#awaitNeighbours(conversation);
  }

  #awaitNeighbours(conversation) {
    if (this.#incomplete.has(conversation)) return;
    this.#incomplete.add(conversation);
    setTimeout(() => {
      this.#incomplete.delete(conversation);
      if (conversation.history !== 'loaded' || this.store.hasGap(conversation)) this.catchUp();
    }, GAP_PATIENCE_MS);
  }

  #allCurrent() {
    this.store.conversations.forEach((conversation) => {
      if (conversation.history === 'loaded') conversation.current = true;
    });
  }
}

/** A conversation that went away in the meantime is no reason to leave the others behind. */
function ignoreGone(error) {
  if (error.status !== 404) throw error;
}
