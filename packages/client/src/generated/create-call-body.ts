// Written by tools/client.ts from openapi/openapi.json.
import type { AgentConfig } from './agent-config.ts';
import type { CallPerson, CallVoice, Format, OnIvr, OnMachine, Retry } from './shared.ts';

export interface CreateCallBody {
  /** An id, in any spelling. */
  readonly agent_id?: string;
  readonly agent?: AgentConfig;
  /** Id of a version; else the production one. */
  readonly agent_version?: string;
  /** E.164 or a SIP URI. */
  readonly to: string;
  readonly person?: CallPerson;
  /** E.164 or id of one of your numbers; a SIP URI when `to` is one. */
  readonly from?: string;
  /** An id, in any spelling. */
  readonly trunk_id?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly overrides?: CallOverrides;
  /** Yours; given back with the call. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Events of this call alone. Without a secret they are not signed. */
  readonly webhook?: CallWebhook;
  /** ISO 8601 with a time zone. */
  readonly not_before?: string;
  /** Calls again by itself after an end that may be mended by it. */
  readonly retry?: Retry;
  /**
   * Keeps its packets: signalling without secrets, and the headers of RTP. `GET /v1/calls/{id}/capture`
   * once it has ended.
   */
  readonly capture?: boolean;
}

export interface CallOverrides {
  readonly prompt?: string;
  /** First words; in a flow they replace the first say. */
  readonly greeting?: string;
  /** Facts about this call for the model; data, never instructions. */
  readonly context?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly voice?: CallVoice;
  readonly model?: string;
  readonly interruptible?: boolean;
  /** From the answer; 600 when absent. */
  readonly max_duration_s?: number;
  readonly machine?: CallMachine;
}

export interface CallMachine {
  /** The agent waits for a verdict, four seconds at most, before its first words. */
  readonly detect?: boolean;
  readonly on_machine?: OnMachine;
  readonly on_ivr?: OnIvr;
  readonly on_screening?: 'answer' | 'hang_up';
  /** Left after the beep; may hold {{variables}}. */
  readonly message?: string;
  /**
   * The language model words the message by these instructions; message is said if it fails or there is
   * none.
   */
  readonly message_prompt?: string;
  /**
   * Whom or what to reach: matched with the options of the menu, or given to the model. Absent: the
   * operator.
   */
  readonly ivr_goal?: string;
  /** Name and purpose for a call screener; absent: from the agent and its greeting. */
  readonly introduction?: string;
}

export interface CallWebhook {
  /** http or https. */
  readonly url: string;
  /**
   * `*`, `call.*` or a type: call.accepted, call.deferred, call.dialing, call.ringing, call.answered,
   * call.ended, call.analyzed, lead.calling, lead.scheduled, lead.completed, lead.failed, lead.skipped,
   * campaign.running, campaign.paused, campaign.completed, campaign.cancelled, batch.accepted,
   * webhook-endpoint.ping, webhook-endpoint.disabled.
   */
  readonly event_types?: readonly string[];
  /** `standard`, or whose receiver it is. */
  readonly format?: Format;
  /** Sent with every request; values are never shown again. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once. */
  readonly secret?: string;
}
