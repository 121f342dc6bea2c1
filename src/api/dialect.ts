/**
 * The seam between the server and the dialects: what a vendor's adapter is given, and what it gives.
 * A dialect translates: request to `CreateCall`, `Call` to the vendor's answer, `AppError` to the vendor's error.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type {
  AgentConfig,
  ApiName,
  CallService,
  ModelService,
  RequestKey,
  StoredAnswer,
  Store,
  Tenant,
} from '#domain';
import type { AppError, Clock, FieldFault, Id, IdSource, Logger, Millis, Random } from '#kernel';

/** Signed links to recordings, for whoever holds them and until they expire. */
export interface RecordingLinks {
  /**
   * An absolute URL that answers the call's WAV without a key.
   * @param ttlMs how long it works, ms; 24 h when absent.
   */
  url(organizationId: Id, callId: Id, ttlMs?: Millis): string;
}

/**
 * Runs `create` once for the same key, path and body within `windowMs`, and answers the first result to every repeat,
 * also to one that comes while the first still runs. What `create` throws is thrown to each caller and remembered by none.
 * `create` hands its key on to the call, which holds even when this process dies before the answer is kept.
 */
export type Dedupe = (
  request: FastifyRequest,
  windowMs: Millis,
  create: (key: RequestKey) => Promise<StoredAnswer>,
) => Promise<StoredAnswer>;

/** What the server hands to a dialect. */
export interface DialectDeps {
  readonly store: Store;
  /** While the server drains, its `create` throws `shutting-down`. */
  readonly calls: CallService;
  readonly models: ModelService;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
  readonly logger: Logger;
  readonly links: RecordingLinks;
  readonly dedupe: Dedupe;
  /** What is wrong with an agent beyond its schema: an edge to nowhere, a tool that is not there. */
  checkAgent(config: AgentConfig): readonly FieldFault[];
}

/** An error in a vendor's shape. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One vendor's API. The server registers it as an encapsulated plugin below each of its bases, parses JSON bodies,
 * and checks the key before the handler runs: `request.tenant` says who asks. A route with `config: {public: true}`
 * is open. Everything that is thrown, also an unknown path, a missing key and malformed JSON, comes to `errorBody`.
 */
export interface Dialect {
  readonly name: Exclude<ApiName, 'native' | 'sip'>;
  /** Where it is served, e.g. `['/synthflow', '/synthflow/v2']`. The first is also the root of `host`. */
  readonly bases: readonly string[];
  /** A host name at which the vendor's own paths are served: `/v2/calls` there is `/synthflow/v2/calls` here. */
  readonly host: string | null;
  /** Adds the vendor's routes, relative to the base; called once a base. */
  register(app: FastifyInstance, deps: DialectDeps): void;
  errorBody(error: AppError, request: FastifyRequest): ErrorAnswer;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before the handler of every route that is not public. */
    tenant: Tenant;
  }
  interface FastifyContextConfig {
    /** No key is asked for. */
    public?: boolean;
  }
}
