/** The configuration of one process, frozen. */
import type { LogLevel, Millis } from '#kernel';
import type { BucketPlace } from './read-bucket.ts';
import type { HostPort, PortRange } from './readers.ts';

export interface LlmConfig {
  /** Base of an OpenAI-compatible API, without a slash at the end. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
}

/** A vendor's key or address, for every organization that brings none. */
export interface VendorConfig {
  readonly key: string | null;
  readonly url: string | null;
}

/** Models that the operator installed; paths are absolute. */
export interface LocalModelsConfig {
  readonly sttDir: string | null;
  readonly ttsDir: string | null;
  readonly languages: readonly string[];
  readonly sileroModel: string | null;
  readonly turnModel: string | null;
}

/** A certificate of the API's own; paths are absolute. */
export interface TlsConfig {
  readonly cert: string;
  readonly key: string;
}

/** How SIP is carried beside UDP, and who may ask for something; paths are absolute. */
export interface SipTransportsConfig {
  readonly tcp: boolean;
  readonly tls: {
    /** Null: nowhere. */
    readonly listen: HostPort | null;
    readonly certificate: TlsConfig | null;
    /** Null: the well-known ones. */
    readonly ca: string | null;
    readonly clients: 'any' | 'required';
    readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  };
  /** What peers get that are no gateway of a trunk. */
  readonly strangers: 'serve' | 'refuse' | 'ignore';
}

/** An OpenTelemetry collector. */
export interface TracesConfig {
  /** Base of OTLP over HTTP; traces go to `/v1/traces` below it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
}

/** The server that this machine's commands speak to. */
export interface ClientConfig {
  readonly url: string;
  readonly key: string | null;
}

/** The bucket that recordings are brought to. */
export interface RecordingsConfig extends BucketPlace {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  readonly http: HostPort;
  readonly sip: HostPort;
  readonly sipTransports: SipTransportsConfig;
  readonly rtp: PortRange;
  /** Address told to peers; null: the one listened on. */
  readonly advertise: string | null;
  readonly publicUrl: string | null;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly postgresBin: string | null;
  /** Absolute. */
  readonly keyFile: string;
  /** Null: recordings stay in the data directory. */
  readonly recordings: RecordingsConfig | null;
  readonly llm: LlmConfig | null;
  /** What bases of knowledge that name no model are turned into vectors with; absent: none. */
  readonly embedding?: { readonly provider: string; readonly model: string };
  /** Those of which something is set, by their names. */
  readonly vendors: Readonly<Record<string, VendorConfig>>;
  readonly local: LocalModelsConfig;
  /** CIDR. */
  readonly allowNetworks: readonly string[];
  readonly log: LogLevel;
  /** Host names at which vendors' own paths are served. */
  readonly hosts: {
    readonly meetzy: string | null;
    readonly synthflow: string | null;
    readonly dial: string | null;
    readonly flireo: string | null;
  };
  /** Requests a minute; 0 = no limit. */
  readonly rates: { readonly perKey: number; readonly perOrganization: number };
  readonly ringTimeoutMs: Millis;
  /** RTP silence from the far end that ends a call. */
  readonly mediaLostMs: Millis;
  readonly deferLimitMs: Millis;
  readonly drainMs: Millis;
  readonly mediaThreads: number;
  /** Null: plain HTTP. */
  readonly tls: TlsConfig | null;
  /** CIDR. */
  readonly trustProxy: readonly string[];
  /** Null: no traces. */
  readonly traces: TracesConfig | null;
  readonly client: ClientConfig;
}
