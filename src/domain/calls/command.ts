/** What can be told to a call while it runs. */
import type { Id, Millis } from '#kernel';

/** Plain JSON; it is kept until the node that holds the call has read it. */
export type CallCommand =
  /** The agent says these words next; `end`: and then takes its leave. */
  | { readonly type: 'say'; readonly text: string; readonly interruptible: boolean; readonly end: boolean }
  /** Something to know; `respond`: and to speak about now. */
  | { readonly type: 'inform'; readonly text: string; readonly respond: boolean }
  /** While muted the agent hears and says nothing. */
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'set-variables'; readonly variables: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'transfer';
      /** E.164 or SIP URI. */
      readonly to: string;
      readonly mode: 'blind' | 'attended';
      readonly announcement: string | null;
      readonly briefing: string | null;
      /** Attended: whoever answers must agree. */
      readonly confirm: boolean;
    }
  /** Keys 0-9 * # A-D. */
  | { readonly type: 'send-digits'; readonly digits: string }
  /** `say`: last words, else it ends at once. */
  | { readonly type: 'end'; readonly say: string | null };

/** A command on its way to the node that holds the call. */
export interface PendingCommand {
  readonly id: Id;
  readonly command: CallCommand;
  readonly createdAt: Millis;
}

export interface CommandRepository {
  /** Keeps it for the node that holds the call. @returns `false`: the call is not in progress (any more) */
  put(callId: Id, command: PendingCommand): Promise<boolean>;
  /** Calls for which something waits: a notice may be lost, so that nodes look as well. */
  waiting(): Promise<readonly Id[]>;
  /** What waits for this call, oldest first; it is given once. */
  take(callId: Id): Promise<readonly PendingCommand[]>;
}
