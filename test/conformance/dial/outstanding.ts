/** Work of the database and the disk that is under way: the time of the test waits for it, however slow the machine is. */
export class Outstanding {
  #count = 0;

  /** The same, counted. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#count++;
    try {
      return await work;
    } finally {
      this.#count--;
    }
  }

  /** The same object, and those in it; each promise that a method answers is counted. */
  over<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, name) => {
        const held: unknown = Reflect.get(target, name);
        if (typeof held === 'object' && held !== null) return this.over(held);
        if (typeof held !== 'function') return held;
        return (...given: unknown[]) => {
          const answer: unknown = Reflect.apply(held, target, given);
          return answer instanceof Promise ? this.during(answer) : answer;
        };
      },
    });
  }

  /** Settles when nothing is under way, nor begun by what has just ended. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 3; calm = this.#count === 0 ? calm + 1 : 0)
      await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
