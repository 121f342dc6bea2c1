/** What a look at a trunk found, step by step. */
import type { Millis } from '#kernel';
import type { Trunk } from './trunk.ts';

export const TRUNK_STEPS = ['resolve', 'connect', 'options', 'registration', 'offer'] as const;

export interface TrunkStep {
  /** `resolve`: where a gateway's name leads; `connect`: TCP and TLS; `options`: does it answer; … */
  readonly step: (typeof TRUNK_STEPS)[number];
  /** A gateway, or `transport address:port`; null: the trunk. */
  readonly target: string | null;
  readonly ok: boolean;
  readonly ms: Millis | null;
  readonly detail: string;
  /** What to do; where `ok`, what to consider. */
  readonly mend: string | null;
}

export interface TrunkReport {
  readonly at: Millis;
  /** A call can be placed: of at least one gateway every step is good, and all steps of the trunk. */
  readonly ok: boolean;
  readonly steps: readonly TrunkStep[];
}

/** Looks at trunks. */
export interface TrunkCheckService {
  /** Nobody is called. Takes some seconds where something does not answer. */
  diagnose(trunk: Trunk): Promise<TrunkReport>;
}
