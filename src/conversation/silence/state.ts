/** What is remembered about nobody speaking. */
import type { Samples } from '#audio';

export interface SilenceState {
  readonly armed: boolean;
  /** Reminders since the callee last took a turn. */
  readonly reminders: number;
  /** The callee asked for time: the next wait is longer. */
  readonly patient: boolean;
  /** Since when nobody but a reminder has spoken; `null`: the callee was not waited for since it last spoke. */
  readonly since: Samples | null;
  /** The callee put us on hold: nobody is there to be reminded. */
  readonly held: boolean;
}

export const notSilent: SilenceState = {
  armed: false,
  reminders: 0,
  patient: false,
  since: null,
  held: false,
};
