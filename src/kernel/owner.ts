/** Ownership: everything owned is closed once, by its owner, in reverse order of adoption. */

/** Something that holds a resource. `close` is idempotent. */
export interface Closable {
  close(): void | Promise<void>;
}

/** Closes what it owns, last adopted first; one failure does not keep the others open. */
export class Owner implements Closable {
  readonly #owned: { name: string; thing: Closable }[] = [];
  #closing: Promise<void> | undefined;

  /** Takes over `thing`; returns it, so that construction and adoption are one line. */
  own<T extends Closable>(name: string, thing: T): T {
    this.#owned.push({ name, thing });
    return thing;
  }

  /** @throws AggregateError naming every part that failed to close, after all were tried. */
  close(): Promise<void> {
    return (this.#closing ??= this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    const failures: Error[] = [];
    for (const { name, thing } of this.#owned.splice(0).toReversed()) {
      try {
        await thing.close();
      } catch (cause) {
        failures.push(new Error(`${name} did not close`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed');
  }
}
