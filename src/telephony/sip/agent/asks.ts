/** What users wait for inside a dialog: each wish gets its end, the end of the call at the latest. */
import type { ReferralProgress } from '../../contract.ts';

export interface Settled {
  /** Final status; 0: no answer. */
  readonly status: number;
  readonly reason: string;
  readonly sdp?: string;
}

const OVER = 'The dialog is over.';

export class Asks {
  readonly #waiting = new Map<number, (settled: Settled) => void>();
  readonly #referred = new Map<number, (progress: ReferralProgress) => void>();
  #last = 0;

  /** A number for a wish whose result comes once. */
  open(settle: (settled: Settled) => void): number {
    this.#waiting.set(++this.#last, settle);
    return this.#last;
  }

  /** One whose progress is told: a refusal of the request itself is its end too. */
  openReferral(tell: (progress: ReferralProgress) => void): number {
    const id = this.open(({ status, reason }) => this.told(id, { status, reason, final: true }));
    this.#referred.set(id, tell);
    return id;
  }

  settle(id: number, settled: Settled): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(settled);
  }

  told(id: number, progress: ReferralProgress): void {
    const tell = this.#referred.get(id);
    if (progress.final) {
      this.#referred.delete(id);
      this.#waiting.delete(id);
    }
    tell?.(progress);
  }

  /** Nothing will come any more. */
  close(): void {
    for (const id of [...this.#waiting.keys()]) this.settle(id, { status: 0, reason: OVER });
    for (const id of [...this.#referred.keys()]) this.told(id, { status: 0, reason: OVER, final: true });
  }
}
