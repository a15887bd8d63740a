/**
 * REST calls and the tokens that they carry.
 *
 * Tokens are kept in sessionStorage, which belongs to one tab: two windows side by side can hold two accounts, and
 * closing the window forgets them. A duplicated or reopened tab starts with a copy of tokens; as a refresh token works
 * once, tabs of the same session tell each other the new pair over a BroadcastChannel, and ask before they spend one.
 */
const KEY = 'laiwang.session';
const EARLY_MS = 30_000;
const DEADLINE_MS = 15_000;
const ASKING_MS = 80;

/** A refused or failed call. `status` is 0 when there was no answer at all. */
export class ApiError extends Error {
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? (status === 0 ? 'offline' : 'unknown');
    this.errors = problem.errors ?? [];
  }

  /** Whether the same call may well succeed in a moment. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  #session = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  #refreshing = null;
  #tabs = new BroadcastChannel(KEY);

  /** @param onEnded called when the server has ended this session */
  constructor(onEnded) {
    this.onEnded = onEnded;
    this.#tabs.onmessage = ({ data }) => this.#hear(data);
  }

  get signedIn() {
    return this.#session !== null;
  }

  get accountId() {
    return this.#session?.accountId;
  }

  signUp(handle, password, displayName) {
    return this.#fetch('POST', '/v1/accounts', { json: { handle, password, displayName } });
  }

  async logIn(handle, password) {
    const device = { name: deviceName(), platform: 'web' };
    this.#keep(await this.#fetch('POST', '/v1/sessions', { json: { handle, password, device } }));
  }

  async logOut() {
    try {
      await this.call('DELETE', '/v1/sessions/current');
    } finally {
      this.forget();
    }
  }

  forget() {
    this.#session = null;
    sessionStorage.clear();
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, json) {
    return this.call('POST', path, { json });
  }

  draw(drawing) {
    return this.call('POST', '/v1/doodles', { json: drawing, deadline: 60_000 });
  }

  upload(file) {
    return this.call('POST', '/v1/media', { body: file, type: file.type, deadline: 120_000 });
  }

  /** The bytes of a medium or doodle: an <img> can't carry the Authorization header. */
  bytes(path) {
    return this.call('GET', path, { blob: true, deadline: 60_000 });
  }

  /** All items of a list, page after page; the first page's other fields come along. */
  async all(path) {
    const first = await this.get(path);
    const items = [...first.items];
    for (let cursor = first.nextCursor; cursor; ) {
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return { ...first, items };
  }

  /** A call with the access token; one that has just expired is renewed and the call made once more. */
  async call(method, path, options = {}) {
    const token = await this.#freshToken();
    try {
      return await this.#fetch(method, path, { ...options, token });
    } catch (error) {
      if (error.status !== 401) throw error;
      if (this.#session?.accessToken === token) await this.#refresh();
      return this.#fetch(method, path, { ...options, token: await this.#freshToken() });
    }
  }

  async #freshToken() {
    if (!this.#session) throw new ApiError(401, { code: 'unauthorized' });
    if (Date.parse(this.#session.accessTokenExpiresAt) - Date.now() < EARLY_MS) {
      await this.#refresh().catch((error) => {
        // with the clock of this device wrong, or the server away, the old one may still do
        if (!error.passes) throw error;
      });
    }
    if (!this.#session) throw new ApiError(401, { code: 'unauthorized' });
    return this.#session.accessToken;
  }

  /** Once at a time: a second use of a refresh token that comes late ends the session. */
  #refresh() {
    this.#refreshing ??= this.#renew().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #renew() {
    const { refreshToken, sessionId } = this.#session;
    const isUnchanged = () => this.#session?.refreshToken === refreshToken;
    this.#tabs.postMessage({ ask: sessionId });
    await new Promise((resolve) => setTimeout(resolve, ASKING_MS));
    if (!isUnchanged()) return;
    try {
      const pair = await this.#fetch('POST', '/v1/sessions/refresh', { json: { refreshToken } });
      // who logged out in the meantime stays logged out
      if (!isUnchanged()) return;
      this.#keep(pair);
      this.#tabs.postMessage({ pair });
    } catch (error) {
      if (error.status === 401 && isUnchanged()) this.onEnded();
      throw error;
    }
  }

  #hear({ ask, pair }) {
    const mine = this.#session;
    if (mine && ask === mine.sessionId) this.#tabs.postMessage({ pair: mine });
    const isNewer = pair?.sessionId === mine?.sessionId && pair?.accessTokenExpiresAt > mine?.accessTokenExpiresAt;
    if (isNewer) this.#keep(pair);
  }

  #keep(session) {
    this.#session = session;
    sessionStorage.setItem(KEY, JSON.stringify(session));
  }

  async #fetch(method, path, { json, body, type, token, blob, deadline = DEADLINE_MS }) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (json !== undefined) headers['Content-Type'] = 'application/json';
    if (type) headers['Content-Type'] = type;
    let response;
    try {
      response = await fetch(path, {
        method,
        headers,
        body: json === undefined ? body : JSON.stringify(json),
        signal: AbortSignal.timeout(deadline),
      });
    } catch {
      throw new ApiError(0);
    }
    if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
    if (blob) return response.blob();
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }
}

function deviceName() {
  const platform = navigator.userAgentData?.platform ?? navigator.platform ?? '';
  return `Web client ${platform ? `on ${platform}` : ''}`.trim().slice(0, 64);
}
