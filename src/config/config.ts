/** The configuration of one process, frozen. */
import type { LogLevel, Millis } from '#kernel';
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

export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  readonly http: HostPort;
  readonly sip: HostPort;
  readonly rtp: PortRange;
  /** Address told to peers; null: the one listened on. */
  readonly advertise: string | null;
  readonly publicUrl: string | null;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly postgresBin: string | null;
  /** Absolute. */
  readonly keyFile: string;
  readonly llm: LlmConfig | null;
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
  readonly ringTimeoutMs: Millis;
  readonly deferLimitMs: Millis;
  readonly drainMs: Millis;
  readonly mediaThreads: number;
}
