/** What is remembered about nobody speaking. */
export interface SilenceState {
  readonly armed: boolean;
  /** Reminders since the callee last took a turn. */
  readonly reminders: number;
  /** The callee asked for time: the next wait is longer. */
  readonly patient: boolean;
}

export const notSilent: SilenceState = { armed: false, reminders: 0, patient: false };
