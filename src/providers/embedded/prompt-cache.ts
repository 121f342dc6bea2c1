/** Values kept by key up to a number of bytes; the least recently used go first. */
export class PromptCache<Value extends { readonly byteLength: number }> {
  readonly #limit: number;
  /** In order of use: a `Map` keeps insertion order, and a use inserts anew. */
  readonly #entries = new Map<string, Value>();
  #bytes = 0;

  /** @param limit bytes kept at most; a value larger than this is not kept at all. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: Value): void {
    this.#drop(key);
    if (value.byteLength > this.#limit) return;
    this.#entries.set(key, value);
    this.#bytes += value.byteLength;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#entries.get(key)?.byteLength ?? 0;
    this.#entries.delete(key);
  }
}
