/** Counts how calls ended, for `/metrics`. */
import type { Outcome } from '#domain';

export interface EndingCount {
  readonly outcome: string;
  readonly reason: string;
  readonly count: number;
}

export class EndingCounts {
  readonly #counts = new Map<string, EndingCount>();

  count({ code, end_reason }: Outcome): void {
    const key = `${code} ${end_reason.code}`;
    const before = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { outcome: code, reason: end_reason.code, count: before + 1 });
  }

  all(): readonly EndingCount[] {
    return [...this.#counts.values()];
  }
}
