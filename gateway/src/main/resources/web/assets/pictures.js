/** Pictures as blob URLs, by the path that serves them: they are fetched with the access token, the oldest are let go. */
import { notYet } from './not-yet.js';

const KEPT = 60;

export class Pictures {
  #urls = new Map();

  constructor(api) {
    this.api = api;
  }

  /** A promise of a URL that an <img> can show. One that failed is asked for again the next time. */
  url(path) {
    const known = this.#urls.get(path);
    this.#urls.delete(path);
    const url = known ?? this.#fetch(path);
    this.#urls.set(path, url);
    if (this.#urls.size > KEPT) this.letGo(this.#urls.keys().next().value);
    return url;
  }

  /** A URL of its own, as a picture that moves begins anew for each. The caller revokes it. */
  async freshUrl(path) {
    return URL.createObjectURL(await this.api.bytes(path));
  }

  /** A picture that is on the page stays there: its bytes are decoded already. */
  letGo(path) {
    this.#urls.get(path)?.then((url) => URL.revokeObjectURL(url), () => {});
    this.#urls.delete(path);
  }

  #fetch(path) {
    // a message may come before the service of its picture has heard of it
    const url = notYet(() => this.api.bytes(path)).then((blob) => URL.createObjectURL(blob));
    url.catch(() => this.#urls.delete(path));
    return url;
  }
}

/**
 * Where the bytes of a picture or doodle are.
 * @param mediaUrl of one that came out of a disappearing message; @param form of a doodle: 'svg' or 'replay.svg'
 */
export function pathOf({ type, mediaId, doodleId }, mediaUrl, form = 'svg') {
  if (type === 'image') return mediaUrl ?? `/v1/media/${encodeURIComponent(mediaId)}`;
  const [path, query] = (mediaUrl ?? `/v1/doodles/${encodeURIComponent(doodleId)}`).split('?');
  return `${path}.${form}${query ? `?${query}` : ''}`;
}
