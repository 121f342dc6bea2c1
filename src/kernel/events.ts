/** Typed events: a listener that throws never harms the emitter or its neighbours. */

/** Undoes what it was returned for; idempotent. */
export type Unsubscribe = () => void;

/** Listening side of typed events; `T` maps an event's name to its payload. */
export interface Events<T extends object> {
  on<K extends keyof T>(type: K, listener: (payload: T[K]) => void): Unsubscribe;
  /** Hears every event. */
  onAny(listener: <K extends keyof T>(type: K, payload: T[K]) => void): Unsubscribe;
}

/** Both sides. */
export class Emitter<T extends object> implements Events<T> {
  readonly #listeners = new Map<keyof T, Set<(payload: never) => void>>();
  readonly #any = new Set<(type: never, payload: never) => void>();
  readonly #onFault: (thrown: unknown) => void;

  /** @param onFault told what a listener threw; by default it surfaces as an uncaught error after this turn. */
  constructor(onFault: (thrown: unknown) => void = rethrowLater) {
    this.#onFault = onFault;
  }

  on<K extends keyof T>(type: K, listener: (payload: T[K]) => void): Unsubscribe {
    let set = this.#listeners.get(type);
    if (!set) this.#listeners.set(type, (set = new Set()));
    set.add(listener as (payload: never) => void);
    return () => void set.delete(listener as (payload: never) => void);
  }

  onAny(listener: <K extends keyof T>(type: K, payload: T[K]) => void): Unsubscribe {
    this.#any.add(listener as (type: never, payload: never) => void);
    return () => void this.#any.delete(listener as (type: never, payload: never) => void);
  }

  emit<K extends keyof T>(type: K, payload: T[K]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])])
      this.#guard(() => listener(payload as never));
    for (const listener of [...this.#any]) this.#guard(() => listener(type as never, payload as never));
  }

  /** Nobody hears anything any more, and nothing of the listeners is held. */
  clear(): void {
    this.#listeners.clear();
    this.#any.clear();
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (thrown) {
      this.#onFault(thrown);
    }
  }
}

function rethrowLater(thrown: unknown): void {
  queueMicrotask(() => {
    throw thrown;
  });
}
