/** What this process did since it started, for `/metrics`. */
import type { Call, Direction, Outcome } from '#domain';
import type { Millis } from '#kernel';
import type { MediaStats } from '#telephony';

/** How often a call ended so. */
export interface EndingCount {
  readonly outcome: string;
  readonly reason: string;
  readonly count: number;
}

/** Sums over the answered calls that have ended. */
export interface MediaTotals {
  readonly calls: number;
  readonly packetsSent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly packetsLate: number;
  readonly packetsRefused: number;
  readonly concealedMs: Millis;
  /** Sum over the calls in which something was heard, and how many those are. */
  readonly mos: number;
  readonly mosCalls: number;
  /** Of each call's 99th percentile of the lateness of its ticks. */
  readonly tickLatenessP99Ms: Millis;
}

export interface EngineFigures {
  readonly attempts: Readonly<Record<Direction, number>>;
  readonly endings: readonly EndingCount[];
  readonly media: MediaTotals;
}

/** Counts from the process's start. */
export class Tally {
  readonly #attempts = { outbound: 0, inbound: 0 };
  readonly #endings = new Map<string, EndingCount>();
  #media: MediaTotals = {
    calls: 0,
    packetsSent: 0,
    packetsReceived: 0,
    packetsLost: 0,
    packetsLate: 0,
    packetsRefused: 0,
    concealedMs: 0,
    mos: 0,
    mosCalls: 0,
    tickLatenessP99Ms: 0,
  };

  /** An attempt is about to leave, or an incoming call was taken. */
  attempt({ direction }: Call): void {
    this.#attempts[direction] += 1;
  }

  /** @param stats null for a call that was never answered */
  ended(outcome: Outcome, stats: MediaStats | null): void {
    const key = `${outcome.code} ${outcome.end_reason.code}`;
    const count = (this.#endings.get(key)?.count ?? 0) + 1;
    this.#endings.set(key, { outcome: outcome.code, reason: outcome.end_reason.code, count });
    if (stats) this.#media = sum(this.#media, stats);
  }

  figures(): EngineFigures {
    return { attempts: { ...this.#attempts }, endings: [...this.#endings.values()], media: this.#media };
  }
}

function sum(so: MediaTotals, call: MediaStats): MediaTotals {
  return {
    calls: so.calls + 1,
    packetsSent: so.packetsSent + call.packetsSent,
    packetsReceived: so.packetsReceived + call.packetsReceived,
    packetsLost: so.packetsLost + call.packetsLost,
    packetsLate: so.packetsLate + call.packetsLate,
    packetsRefused: so.packetsRefused + call.packetsRefused,
    concealedMs: so.concealedMs + call.concealedMs,
    mos: so.mos + (call.mos ?? 0),
    mosCalls: so.mosCalls + (call.mos === null ? 0 : 1),
    tickLatenessP99Ms: so.tickLatenessP99Ms + call.tickLatenessP99Ms,
  };
}
