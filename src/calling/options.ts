/** What the engine is made of; built and wired in main. */
import type { InboundHooks, Call, GatewayHealth, KnowledgeService, Sealer, Store } from '#domain';
import type { Clock, Id, IdSource, Logger, Millis, Random } from '#kernel';
import type { HttpClient, Mailer, MailerOptions, ToolServices } from '#models';
import type { RecordingStore } from '#recording';
import type { MediaEngine, OutgoingLine, SipEndpoint } from '#telephony';
import type { ModelSource } from './call-models.ts';

/** Spans of the engine, ms. */
export interface EngineLimits {
  /** Ringing is capped by us. */
  readonly ringTimeoutMs: Millis;
  /** A call deferred for longer is denied. */
  readonly deferLimitMs: Millis;
  /** A node that does not renew its lease within this is dead. */
  readonly leaseMs: Millis;
  /** How long running calls may go on at shutdown before they get BYE. */
  readonly drainMs: Millis;
  /** RTP silence from the far end that ends a call. */
  readonly mediaLostMs: Millis;
}

export const DEFAULT_LIMITS: EngineLimits = {
  ringTimeoutMs: 45_000,
  deferLimitMs: 24 * 3_600_000,
  leaseMs: 6_000,
  drainMs: 60_000,
  mediaLostMs: 30_000,
};

export interface EngineOptions {
  /** Told of each call that ended in this process, after its end was kept. */
  readonly onEnded?: (call: Call) => void;
  readonly nodeId: Id;
  readonly store: Store;
  readonly sip: SipEndpoint;
  readonly media: MediaEngine;
  /** Calls of trunks that are an account at Twilio. */
  readonly twilio?: OutgoingLine & Pick<SipEndpoint, 'onInvite'>;
  /** How a gateway of a trunk is, by its URI; absent: nobody asked any. */
  readonly gatewayHealth?: (trunkId: Id, uri: string) => GatewayHealth;
  readonly models: ModelSource;
  readonly http: HttpClient;
  /** Behind tools: tool servers, calendars, text messages. */
  readonly services?: ToolServices;
  /** What calls may look up; absent: nothing. */
  readonly knowledge?: Pick<KnowledgeService, 'search'>;
  /** Letters about ended calls; absent: none leave, and those that are owed wait. */
  readonly mail?: {
    readonly mailer: (options: MailerOptions) => Mailer;
    /** A signed link to the recording; null: there is none. */
    readonly recordingLink: (call: Call) => string | null;
  };
  /** Asked who answers a call that comes in; absent: the number's agent does. */
  readonly hooks?: InboundHooks;
  /** Of secrets inside agents. */
  readonly secrets?: Sealer;
  readonly recordings: RecordingStore;
  /** SIP URI of the built-in callee, started when first asked for; calls of test keys go there. */
  readonly simulatedCallee: () => Promise<string>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
  readonly logger: Logger;
  readonly limits: EngineLimits;
}
