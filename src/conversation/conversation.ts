/** The contract of a conversation. */
import type { AudioLine } from '#audio';
import type { CallCommand, CallPlan, FoundChunk, Sealer, Turn, TurnLatency } from '#domain';
import type { Clock, Events, Logger, Millis } from '#kernel';
import type {
  HttpClient,
  LlmModel,
  RealtimeModel,
  SttModel,
  ToolServices,
  TtsModel,
  TurnDetector,
} from '#models';
import type { Effect, EndCode } from './core/effect.ts';
import type { ModelInput } from './core/input.ts';

export interface ConversationOptions {
  readonly plan: CallPlan;
  readonly line: AudioLine;
  /** Null, like `tts`, where `realtime` hears and speaks. */
  readonly stt: SttModel | null;
  readonly tts: TtsModel | null;
  /** Needed by plans with `realtime`. */
  readonly realtime?: RealtimeModel | null;
  /** Needed by plans with a prompt. */
  readonly llm: LlmModel | null;
  /** Judges by sound whether the callee's turn is over, beside the words; absent: the words alone. */
  readonly turn?: TurnDetector | null;
  /** For tools; it refuses addresses that tenants may not reach. */
  readonly http: HttpClient;
  /** Services behind tools; absent: such tools are not available. */
  readonly services?: ToolServices | undefined;
  /** Opens the sealed secrets of tools, at the moment of a request. */
  readonly secrets?: Pick<Sealer, 'open'> | undefined;
  /** Arranges another call to the same person; absent: none can be. */
  readonly callbacks?: Callbacks | undefined;
  /** Looks things up in the plan's knowledge bases; absent: nothing can be. */
  readonly knowledge?: Knowledge | undefined;
  /** Connects the callee with somebody else; absent: nobody can be. */
  readonly transfers?: Transfers | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * An entry for the call's event log, in order: inputs before they are applied, then what was decided on them.
   * `data.kind` is `input`, `decision` or `fact`. Called synchronously; never throws.
   */
  log(type: string, data: Readonly<Record<string, unknown>>): void;
}

/** The call's knowledge bases. */
export interface Knowledge {
  /** The best chunks first, at most as many as the plan says. */
  search(query: string, signal: AbortSignal): Promise<readonly FoundChunk[]>;
}

/** Arranges another call of the same agent to the same person. */
export interface Callbacks {
  /** Settles when the call is accepted; it rings at `due` (ms since the epoch) at the earliest. @throws AppError */
  schedule(wish: {
    readonly due: Millis;
    readonly reason: string;
  }): Promise<{ readonly call: string; readonly due: Millis }>;
}

/** Calls somebody else and connects the callee with them. */
export interface Transfers {
  /** Never throws; `tell` may be called at once, and is called until `failed` or `left`. */
  start(wish: TransferWish, tell: (change: TransferChange) => void): void;
  /** Connects what was told to be `taken`. */
  join(run: string): void;
  /** Not wanted any more: nothing more is told. */
  cancel(run: string): void;
}

export type TransferWish = Omit<Extract<Effect, { type: 'transfer-start' }>, 'type'>;
export type TransferChange = Pick<Extract<ModelInput, { type: 'transfer-changed' }>, 'state' | 'detail'>;

export interface ConversationEvents {
  /** Please send BYE now: the last words were heard. At most once, and never after `close`. */
  /** `stated`: which of the agent's own reasons it is. */
  ended: { readonly reason: EndCode; readonly text: string; readonly stated?: string };
}

export interface Transcript {
  readonly turns: readonly Turn[];
  readonly latencies: readonly TurnLatency[];
}

/** `warm` while it rings, `start` at the answer, `close` when the line is gone. */
export interface Conversation {
  readonly events: Events<ConversationEvents>;
  /** Makes the first words and the first grammar ahead; never fails, a cold start is only slower. */
  warm(): Promise<void>;
  /** The call was answered: sample 0 of the line. */
  start(): void;
  /** An operator's command, in effect from the next 20 ms tick. @param id of the command, for the log */
  control(id: string, action: CallCommand): void;
  /** The callee put us on hold, or took us back: held, nobody is reminded of anything. */
  held(held: boolean): void;
  /** Somebody asks for the end: the agent stops speaking, then `ended` follows within 20 ms ticks. */
  endRequested(reason: string): void;
  /** The line is gone; call it before the line is closed, so that its position still counts. Idempotent. */
  close(cause: string): void;
  /** What was said so far; final after `close`. */
  transcript(): Transcript;
}
