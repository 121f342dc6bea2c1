/** How an endpoint wants to be spoken to: what an event is in its words, and how it is signed. Pure. */
import type { Id, Millis } from '#kernel';
import type { Call, CallEvent } from '../calls/call.ts';

import type { RetryPolicy } from './delivery.ts';
import type { Signing, WebhookFormatName } from './endpoint.ts';
import type { WebhookEvent } from './event.ts';

/** What the record tells beside the event, read when it is sent first. */
export interface WebhookFacts {
  /** The event's call as it was then; null: the event is of no call. */
  readonly call: Call | null;
  /** A link to the recording that needs no key; null when there is none. */
  readonly recordingUrl: string | null;
  /** The call's log so far; only for a format that wants it. */
  readonly log?: readonly CallEvent[];
}

/** What is signed, at each try anew. */
export interface SignedMessage {
  readonly eventId: Id;
  readonly type: string;
  readonly callId: Id | null;
  readonly body: string;
  readonly at: Millis;
  readonly signing: Signing;
  /** The newest first; none: nothing is signed. */
  readonly secrets: readonly string[];
}

export interface WebhookFormat {
  readonly name: WebhookFormatName;
  /** Absent: three days. */
  readonly policy?: RetryPolicy;
  /** Is the call's log read for this event? Absent: it never is. */
  readonly wantsLog?: (event: WebhookEvent) => boolean;
  /** From the request to the last byte of the answer; absent: 15 s. */
  readonly timeoutMs?: Millis;
  /** The body, kept for every try and replay; null: there is no word for it in this format. */
  render(event: WebhookEvent, facts: WebhookFacts): string | null;
  /** Headers beside `content-type: application/json` and those of the endpoint. */
  headers(message: SignedMessage): Readonly<Record<string, string>>;
}
