/** What the ear remembers. */
import type { Samples } from '#audio';
import type { Recognition } from '#models';
import type { Expectation } from '../core/signal.ts';

/** What the callee is saying, from its first speech to the end of the turn. */
export interface OpenTurn {
  readonly start: Samples;
  /** After the last sample of speech; `null` while the callee speaks. */
  readonly end: Samples | null;
  readonly request: string | null;
  readonly recognition: (Recognition & { readonly at: Samples }) | null;
  /** When the turn was decided to be over. */
  readonly endpointAt: Samples | null;
}

export interface EarState {
  readonly speaking: boolean;
  readonly turn: OpenTurn | null;
  readonly probe: string | null;
  readonly expectation: Expectation | null;
  /** Recognitions requested so far. */
  readonly requests: number;
}

export const quietEar: EarState = {
  speaking: false,
  turn: null,
  probe: null,
  expectation: null,
  requests: 0,
};
