/**
 * The WebSocket: opens it with a ticket, notices when it is dead, and comes back with jitter.
 * What the frames mean is the client's business (client.js).
 */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const SIGN_OF_LIFE_MS = 10_000;
const SESSION_ENDED = 4401;

export class Stream {
  #socket = null;
  #attempt = 0;
  #timer = null;
  #heartbeat = null;
  #deadline = null;
  #heardAt = 0;
  #stopped = false;
  #opening = false;

  /**
   * @param api gives tickets
   * @param onFrame called with every frame of the server, in order
   * @param onState called with 'connecting', 'live' or 'offline'
   * @param onEnded called when the session is over
   */
  constructor(api, { onFrame, onState, onEnded }) {
    this.api = api;
    this.onFrame = onFrame;
    this.onState = onState;
    this.onEnded = onEnded;
    addEventListener('online', () => this.#comeBackNow());
    addEventListener('offline', () => this.#socket && this.#abandon());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#comeBackNow();
    });
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** False when there is no open socket: the caller keeps what it wanted to say. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  async open() {
    if (this.#stopped || this.#opening || this.#socket) return;
    clearTimeout(this.#timer);
    this.#opening = true;
    // who waits for a server that is away isn't told of every attempt
    if (this.#attempt === 0) this.onState('connecting');
    try {
      const { ticket } = await this.api.post('/v1/stream-tickets');
      if (!this.#stopped) this.#connect(ticket);
    } catch (error) {
      if (error.status === 401) this.onEnded();
      else this.#comeBackLater();
    } finally {
      this.#opening = false;
    }
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    clearTimeout(this.#deadline);
    this.#socket?.close(1000);
  }

  #connect(ticket) {
    const url = new URL(`/v1/stream?ticket=${encodeURIComponent(ticket)}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url, ['laiwang.v1']);
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) this.#receive(data);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#lost(code);
    };
    this.#expectSignOfLife();
  }

  #receive(data) {
    this.#heardAt = Date.now();
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (frame?.type === 'hello') {
      this.#attempt = 0;
      this.#watch(frame.heartbeatSeconds * 1000);
      this.onState('live');
    }
    if (frame?.type) this.onFrame(frame);
  }

  /** Scripts don't see the server's pings, so a ping of our own tells a quiet connection from a dead one. */
  #watch(everyMs) {
    clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => {
      if (Date.now() - this.#heardAt > 2.5 * everyMs) this.#abandon();
      else this.send({ type: 'ping', ref: 'heartbeat' });
    }, everyMs);
  }

  #expectSignOfLife() {
    const since = Date.now();
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      if (this.#socket && this.#heardAt < since) this.#abandon();
    }, SIGN_OF_LIFE_MS);
  }

  /** A dead socket may take minutes to report its close. */
  #abandon() {
    const socket = this.#socket;
    this.#lost(1006);
    socket?.close();
  }

  #lost(code) {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#deadline);
    this.#socket = null;
    if (this.#stopped) return;
    if (code === SESSION_ENDED) this.onEnded();
    else this.#comeBackLater();
  }

  #comeBackLater() {
    if (this.#stopped) return;
    this.onState('offline');
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempt++);
    // jitter: a gateway that goes away must not get all its clients back in the same moment
    this.#timer = setTimeout(() => this.open(), longest * (0.5 + Math.random() / 2));
  }

  /** The network is back, or the reader: a socket that looks open may have died in a pocket, so it has to answer. */
  #comeBackNow() {
    if (this.#stopped) return;
    this.#attempt = 0;
    if (this.#socket === null) this.open();
    else if (this.send({ type: 'ping', ref: 'alive' })) this.#expectSignOfLife();
  }
}
