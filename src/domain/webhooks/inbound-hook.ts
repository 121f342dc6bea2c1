/** Who shall answer a call that comes in: asked before it is answered. */
import type { Id, Millis } from '#kernel';
import type { AgentConfig } from '../agents/config.ts';
import type { InboundHook } from '../agents/inbound-hook-schema.ts';
import type { CallOverrides } from '../calls/create.ts';
import type { WebhookChange } from './endpoint.ts';

/** What is asked. */
export interface InboundQuestion {
  readonly organizationId: Id;
  readonly callId: Id;
  readonly agentId: Id | null;
  readonly agentName: string;
  readonly numberId: Id;
  readonly numberName: string;
  readonly from: string;
  readonly to: string;
  readonly at: Millis;
}

/** What was decided. */
export type InboundAnswer =
  | { readonly kind: 'default' }
  /** Said to the caller, who is then hung up on. */
  | { readonly kind: 'refuse'; readonly text: string }
  | { readonly kind: 'hang-up' }
  | {
      readonly kind: 'answer';
      /** Another agent, by any spelling of its id; null: the number's own. */
      readonly agentId: string | null;
      /** An agent of its own for this call; null: a saved one. */
      readonly config: AgentConfig | null;
      readonly overrides: CallOverrides;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
      /** Told of this call in the place of its agent's. */
      readonly webhook?: WebhookChange;
    };

/** What came of it, for the call's log. */
export interface InboundDecision {
  readonly answer: InboundAnswer;
  readonly tries: number;
  readonly status: number | null;
  /** Why there is no usable answer. */
  readonly fault: string | null;
  readonly ms: Millis;
}

/** Whom we asked, with the secret in plain text. */
export interface AskedHook {
  readonly url: string;
  readonly secret: string | null;
}

/** How a vendor asks, and how its answers are read. Pure. */
export interface InboundHookFormat {
  readonly name: InboundHook['format'];
  /** Asked so often at most, while it rings. */
  readonly tries: number;
  /** Between two tries; absent: none. */
  readonly pauseMs?: Millis;
  /** After that much without an answer, unless the hook says otherwise. */
  readonly timeoutMs: Millis;
  render(question: InboundQuestion): string;
  headers(
    question: InboundQuestion,
    body: string,
    at: Millis,
    secret: string | null,
  ): Readonly<Record<string, string>>;
  /**
   * @param body of a 2xx answer. @param asked who gave it. @returns null when it is none
   * @throws AppError naming fields that can not be read
   */
  read(body: string, asked: AskedHook): InboundAnswer | null;
  /** When nobody answered in time, or nothing that can be read. */
  readonly fallback: InboundAnswer;
}

/** Asks; never rejects. */
export interface InboundHooks {
  ask(hook: InboundHook, question: InboundQuestion, signal: AbortSignal): Promise<InboundDecision>;
}
