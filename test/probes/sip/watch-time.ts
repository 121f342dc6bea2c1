/** How long each piece of hostile input keeps a thread busy. */

/** Nothing from outside may hold the thread for longer, ms. */
export const LONGEST_MS = 50;

export interface Slow {
  readonly ms: number;
  readonly input: Buffer;
}

/** Counts the thread's own CPU: on a shared machine the wall's clock would count the neighbours. */
export class Stopwatch {
  readonly slow: Slow[] = [];
  worstMs = 0;
  #count = 0;
  #totalMs = 0;

  get count(): number {
    return this.#count;
  }

  get meanMs(): number {
    return this.#count === 0 ? 0 : this.#totalMs / this.#count;
  }

  time<T>(input: Buffer, act: () => T): T {
    const before = process.threadCpuUsage();
    const result = act();
    this.#note(input, before);
    return result;
  }

  async timeLonger(input: Buffer, act: () => Promise<void>): Promise<void> {
    const before = process.threadCpuUsage();
    await act();
    this.#note(input, before);
  }

  #note(input: Buffer, before: NodeJS.CpuUsage): void {
    const { user, system } = process.threadCpuUsage(before);
    const ms = (user + system) / 1000;
    this.#count++;
    this.#totalMs += ms;
    if (ms > this.worstMs) this.worstMs = ms;
    if (ms > LONGEST_MS) this.slow.push({ ms, input });
  }
}
