/** Models that calls share: made once for a provider, model, address and key, closed when long unused. */
import { createHash } from 'node:crypto';
import type { Clock, Closable, Logger, Millis, Timer } from '#kernel';

interface Kept {
  readonly model: { close(): Promise<void> };
  users: number;
  idle: Timer | null;
}

/** A model that nobody uses is closed after this long. */
const IDLE_MS: Millis = 300_000;

export class ModelKeep implements Closable {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** How many there are. */
  get size(): number {
    return this.#kept.size;
  }

  /** The model of that name, made if it is not there; its `close` gives it back. */
  take<M extends { close(): Promise<void> }>(name: string, make: () => M): M {
    let kept = this.#kept.get(name);
    if (!kept) this.#kept.set(name, (kept = { model: make(), users: 0, idle: null }));
    kept.users += 1;
    kept.idle?.cancel();
    kept.idle = null;
    return lent(kept.model as M, () => this.#giveBack(name, kept));
  }

  async close(): Promise<void> {
    const all = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(
      all.map(({ model, idle }) => {
        idle?.cancel();
        return model.close();
      }),
    );
  }

  #giveBack(name: string, kept: Kept): void {
    kept.users -= 1;
    if (kept.users > 0 || this.#kept.get(name) !== kept) return;
    kept.idle = this.#clock.after(IDLE_MS, () => {
      this.#kept.delete(name);
      kept.model
        .close()
        .catch((cause: unknown) => this.#logger.warn('model-not-closed', { model: name, cause }));
    });
  }
}

/** The same model, whose `close` is the borrower's. */
function lent<M extends { close(): Promise<void> }>(model: M, giveBack: () => void): M {
  let open = true;
  const close = async (): Promise<void> => {
    if (open) giveBack();
    open = false;
  };
  return new Proxy(model, {
    get(target, name) {
      if (name === 'close') return close;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...values: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** Names a key without telling it. */
export function keyPrint(key: string | null): string {
  return key === null ? '-' : createHash('sha256').update(key).digest('hex').slice(0, 16);
}
