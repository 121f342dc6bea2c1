/** What was told to the call from outside and is still to be carried out. */
export interface ControlState {
  /** The agent says nothing. */
  readonly muted: boolean;
  /** Words that wait until the agent has finished its own. */
  readonly words: readonly {
    readonly text: string;
    readonly interruptible: boolean;
    readonly end: boolean;
  }[];
  /** Transfers asked for so far; each is a run of its own. */
  readonly transfers: number;
}

export const uncontrolled: ControlState = { muted: false, words: [], transfers: 0 };
