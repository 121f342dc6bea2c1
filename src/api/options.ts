/** What the API is built from. */
import type {
  AgentConfig,
  CallService,
  DueCallService,
  ImportService,
  KnowledgeService,
  MailService,
  ModelService,
  RateSettings,
  SimulationService,
  Store,
  TrunkCheckService,
} from '#domain';
import type { Clock, FieldFault, IdSource, Logger, Millis, Random } from '#kernel';
import type { Dialect } from './dialect.ts';
import type { TwilioDoor } from './twilio/routes.ts';

/** One part that calls need. */
export interface ReadinessCheck {
  /** `store`, `sip`, `media` … */
  readonly name: string;
  readonly ok: boolean;
  /** What is wrong and how to mend it; absent when `ok`. */
  readonly detail?: string;
}

/** Figures of one name for `/metrics` (Prometheus text format). */
export interface MetricFamily {
  /** Snake case with its unit, e.g. `parley_calls` or `parley_media_lateness_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: readonly {
    readonly labels?: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

export interface ApiOptions {
  readonly store: Store;
  readonly calls: CallService;
  /** Batches and campaigns. */
  readonly due: DueCallService;
  readonly models: ModelService;
  readonly knowledge: KnowledgeService;
  readonly mail: MailService;
  /** Brings over what organizations have at other vendors. */
  readonly imports: ImportService;
  /** Looks at trunks. */
  readonly trunkChecks: TrunkCheckService;
  readonly simulations: SimulationService;
  /** Asked by Twilio; absent: no call goes through it. */
  readonly twilio?: TwilioDoor;
  readonly dialects: readonly Dialect[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
  readonly logger: Logger;
  /** Signs links to recordings; at least 32 bytes, the same on every node. */
  readonly linkSecret: Uint8Array;
  /** Of this build, told by health checks; `0` when absent. */
  readonly version?: string;
  /** Where clients reach us, without a slash at the end; null: the address that is listened on. */
  readonly publicUrl: string | null;
  /** What is wrong with an agent beyond its schema. */
  checkAgent(config: AgentConfig): readonly FieldFault[];
  /** May tenants have requests sent there? Absent: judged at the request. @throws AppError `url-refused` (400) */
  checkUrl?(url: string): Promise<void>;
  /** Asked by `/readyz`. */
  readiness(): Promise<readonly ReadinessCheck[]>;
  /** Asked by `/metrics`: calls by status, attempts, media; HTTP and the event loop are the API's own. */
  metrics(): Promise<readonly MetricFamily[]>;
  /** How often keys and organizations may ask; absent: as often as they like. */
  readonly rates?: RateSettings;
  /** Throw on an answer that breaks its schema (tests) instead of logging it; false when absent. */
  readonly strictAnswers?: boolean;
  /** How long a request may take to arrive, ms; 30 s when absent. */
  readonly requestTimeoutMs?: Millis;
  /** Told of every request once it was answered. */
  readonly onAnswered?: (request: AnsweredRequest) => void;
  /** PEM; plain HTTP when absent or null. */
  readonly tls?: TlsPair | null;
  /** CIDR of proxies whose `X-Forwarded-…` is believed; none when absent. */
  readonly trustProxy?: readonly string[];
}

/** A certificate with its chain, and its private key, as PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** A request and how it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Its pattern, e.g. `/v1/calls/:id`; `none` when there is none. */
  readonly route: string;
  readonly status: number;
  readonly requestId: string;
  readonly startedAt: Millis;
  readonly ms: Millis;
  readonly traceparent: string | null;
}
