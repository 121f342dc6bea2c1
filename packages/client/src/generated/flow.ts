// Written by tools/client.ts from openapi/openapi.json.

export interface Flow {
  readonly start: string;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export type FlowNode =
  | SayNode
  | AskNode
  | {
      readonly id: string;
      readonly type: 'decide';
    }
  | ToolNode
  | PromptNode
  | TransferNode
  | EndNode;

export interface SayNode {
  readonly id: string;
  readonly type: 'say';
  /** May hold {{variables}}. */
  readonly text: string;
  readonly interruptible?: boolean;
}

export interface AskNode {
  readonly id: string;
  readonly type: 'ask';
  /** May hold {{variables}}. */
  readonly text: string;
  readonly slot: Slot;
  readonly interruptible?: boolean;
  /** How often it is asked again. Default: 2. */
  readonly retries?: number;
  /** May hold {{variables}}. */
  readonly reprompt?: string;
  /**
   * Read the answer back and ask whether it is right. `costly`: only where it was spoken and may be
   * wrong (digits, numbers, dates, times, telephone numbers, e-mail), not what was keyed in.
   */
  readonly confirm?: 'costly' | boolean;
}

export interface ToolNode {
  readonly id: string;
  readonly type: 'tool';
  readonly tool: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly save_as?: string;
  /** May hold {{variables}}. */
  readonly speech?: string;
}

export interface PromptNode {
  readonly id: string;
  readonly type: 'prompt';
  /** May hold {{variables}}. */
  readonly instructions: string;
  /** Its first words; absent: the model begins. */
  readonly text?: string;
  readonly outcomes: readonly {
    readonly name: string;
    /** Tells the model when this is the outcome. */
    readonly description?: string;
  }[];
  /** What the model may fill as it goes on. */
  readonly slots?: readonly Slot[];
  /**
   * Turns of the callee after which the flow goes on by `on: max_turns`, else by the plain edge.
   * Default: 12.
   */
  readonly max_turns?: number;
}

export type Slot =
  | {
      readonly type: 'yes_no';
      readonly name: string;
    }
  | ChoiceSlot
  | DigitsSlot
  | NumberSlot
  | DateSlot
  | TimeSlot
  | {
      readonly type: 'phone';
      readonly name: string;
      /** ISO 3166 of numbers without a country; absent: that of the number called. */
      readonly country?: string;
    }
  | {
      readonly type: 'email';
      readonly name: string;
    }
  | {
      readonly type: 'free';
      readonly name: string;
      /** How the answer will be said, for the patience that it gets. */
      readonly about?: 'address' | 'spelling' | 'story';
    };

export interface ChoiceSlot {
  readonly type: 'choice';
  readonly name: string;
  readonly options: readonly {
    readonly value: string;
    readonly phrases: readonly string[];
    /** Keypad key of this option; by default 1, 2, 3 … in order. */
    readonly key?: string;
  }[];
}

export interface DigitsSlot {
  readonly type: 'digits';
  readonly name: string;
  /** Default: 1. */
  readonly min?: number;
  /** Default: 16. */
  readonly max?: number;
}

export interface NumberSlot {
  readonly type: 'number';
  readonly name: string;
  readonly min?: number;
  readonly max?: number;
  /** Default: true. */
  readonly integer?: boolean;
}

export interface DateSlot {
  readonly type: 'date';
  readonly name: string;
  /** Which day is meant where the year or month is not said; others are not accepted. Default: "future". */
  readonly when?: 'future' | 'past' | 'any';
  /** Of dates in figures and on the keypad; absent: as in the region of the language. */
  readonly order?: 'day_first' | 'month_first';
}

export interface TimeSlot {
  readonly type: 'time';
  readonly name: string;
  readonly earliest?: string;
  readonly latest?: string;
}

export interface TransferNode {
  readonly id: string;
  readonly type: 'transfer';
  /** E.164 or SIP URI; may be a {{variable}}. */
  readonly to: string;
  /** Default: "blind". */
  readonly mode?: 'blind' | 'attended';
  /** May hold {{variables}}. */
  readonly announcement?: string;
  /** Attended: said to whoever answers, before the callee is connected. */
  readonly briefing?: string;
  /**
   * Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default:
   * false.
   */
  readonly confirm?: boolean;
  /** Default: 30. */
  readonly ring_timeout_s?: number;
  /** May hold {{variables}}. */
  readonly failed?: string;
}

export interface EndNode {
  readonly id: string;
  readonly type: 'end';
  /** May hold {{variables}}. */
  readonly text?: string;
  readonly interruptible?: boolean;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly when?: FlowEdgeWhen;
  readonly on?: string;
}

export interface FlowEdgeWhen {
  readonly variable: string;
  readonly op: 'equals' | 'not_equals' | 'contains' | 'greater_than' | 'less_than' | 'exists' | 'not_exists';
  readonly value?: string | number | boolean;
}
