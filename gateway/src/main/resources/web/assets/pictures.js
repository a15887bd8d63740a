/** Pictures as blob URLs: they are fetched with the access token, and the oldest are let go. */
const KEPT = 60;

export class Pictures {
  #urls = new Map();

  constructor(api) {
    this.api = api;
  }

  /** A promise of a URL that an <img> can show. One that failed is asked for again the next time. */
  url(mediaId) {
    const known = this.#urls.get(mediaId);
    this.#urls.delete(mediaId);
    const url = known ?? this.#fetch(mediaId);
    this.#urls.set(mediaId, url);
    if (this.#urls.size > KEPT) this.#letGo(this.#urls.keys().next().value);
    return url;
  }

  #fetch(mediaId) {
    const url = this.api.medium(mediaId).then((blob) => URL.createObjectURL(blob));
    url.catch(() => this.#urls.delete(mediaId));
    return url;
  }

  /** A picture that is on the page stays there: its bytes are decoded already. */
  #letGo(mediaId) {
    this.#urls.get(mediaId).then((url) => URL.revokeObjectURL(url), () => {});
    this.#urls.delete(mediaId);
  }
}
