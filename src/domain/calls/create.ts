/** What every API asks for when it creates a call; dialects translate to this, native's body is nearly this. */
import type { Id, Millis } from '#kernel';
import type { AgentConfig } from '../agents/config.ts';
import type { NewAuditEntry } from '../audit/entry.ts';
import type { MachineOverrides } from '../agents/machine-schema.ts';
import type { LlmSettings, VoiceSettings } from '../agents/models-schema.ts';
import type { HttpToolAuth } from '../agents/tools-schema.ts';
import type { CallRetry, RetryRule } from '../retry/retry.ts';
import type { CallWebhook } from '../webhooks/endpoint.ts';
import type { CallSource, Person } from './call.ts';

export interface CallOverrides {
  readonly prompt?: string;
  readonly greeting?: string;
  readonly context?: string;
  readonly language?: string;
  readonly voice?: VoiceSettings;
  /** A vendor's usual voice, for agents that name none. */
  readonly voiceDefault?: VoiceSettings;
  readonly model?: string;
  /** A model with its provider, in the place of the agent's. */
  readonly llm?: Pick<LlmSettings, 'provider' | 'model'>;
  readonly interruptible?: boolean;
  readonly maxDurationS?: number;
  /** Laid over the agent's own settings, field by field. */
  readonly machine?: MachineOverrides;
  /** What a vendor does with machines, for agents that have no settings of their own. */
  readonly machineDefaults?: MachineOverrides;
  /** Whole blocks of the agent's configuration, each replacing the agent's own (Flireo's `assistant_override`). */
  readonly config?: Partial<AgentConfig>;
  readonly toolsAt?: ToolsAt;
}

/** HTTP tools that the agent calls at one address are called at another in this call. */
export interface ToolsAt {
  readonly from: string;
  readonly to: string;
  /** By what they prove who calls, null: by nothing; absent: as before. */
  readonly auth?: HttpToolAuth | null;
}

/** Which agent speaks. `ifVersionUnknown: 'production'` is Meetzy's silent fall-back. */
export type AgentChoice =
  | {
      readonly kind: 'saved';
      readonly agentId: Id;
      readonly versionId: Id | null;
      readonly ifVersionUnknown: 'refuse' | 'production';
    }
  | { readonly kind: 'inline'; readonly config: AgentConfig }
  /** Whom the named number's routes draw, else who answers it. */
  | { readonly kind: 'number' }
  /** A saved agent as it was when something froze it; nothing is read anew. */
  | {
      readonly kind: 'frozen';
      readonly agentId: Id;
      readonly versionId: Id | null;
      readonly config: AgentConfig;
    };

/** What makes a repeated request the same: its key, and how long it holds. */
export interface RequestKey {
  /** Unlike any other client's and any other API's; kept as given. */
  readonly key: string;
  /** Of what was asked: the same key with another body is refused. */
  readonly bodyHash: string;
  /** Counted from the call's birth. */
  readonly ttlMs: Millis;
}

/** What made the call, when that was no request for it alone. */
export interface CallOrigin {
  readonly campaignId?: Id;
  readonly leadId?: Id;
  readonly batchId?: Id;
  readonly parentCallId?: Id;
  /** Its place in a chain that is not at its first call. */
  readonly chain?: CallRetry;
}

export interface CreateCall {
  readonly agent: AgentChoice;
  readonly to: string;
  readonly person: Person;
  /** E.164 of one of the organization's numbers, or a SIP URI for calls to SIP URIs. */
  readonly from: string | null;
  readonly numberId: Id | null;
  readonly trunkId: Id | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly overrides: CallOverrides;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly notBefore: Millis | null;
  /** `refuse`: 400 naming it (native). `omit`: left out of the speech, with a `variable-missing` event (dialects). */
  readonly unresolvedVariables: 'refuse' | 'omit';
  /** The agent's texts may write placeholders with one brace, too. */
  readonly singleBraces?: true;
  /** A language that nothing configured can speak: `refuse` never happens; it falls back with `language-unavailable`. */
  /** Accepted fields whose effect a later release builds; each gets a `feature-pending` event. */
  readonly pendingFeatures: readonly string[];
  /** What the request's API drew of its number's routes by itself; told in the log as `call-routed`. */
  readonly routed?: Readonly<Record<string, unknown>>;
  readonly source: CallSource;
  /** Its packets are captured. */
  readonly capture?: boolean;
  /** Told of this call alone, beside the endpoints of the organization, and of the agent unless it replaces those. */
  readonly webhook?: CallWebhook;
  /** When given, a call that was born of the same key is answered instead of making a second one. */
  readonly requestKey?: RequestKey;
  /** Tried again by itself after such an end. */
  readonly retry?: RetryRule;
  readonly origin?: CallOrigin;
  readonly audit?: CallAudit;
}

/** The audit log's row of the request: committed with the call, not after it. */
export interface CallAudit {
  readonly entry: Pick<NewAuditEntry, 'actor' | 'action' | 'detail'>;
  /** Told when the row is kept; a request that made no call has none. */
  kept(): void;
}
