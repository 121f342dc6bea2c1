/**
 * The seam between the server and the dialects: what a vendor's adapter is given, and what it gives.
 * A dialect translates: request to `CreateCall`, `Call` to the vendor's answer, `AppError` to the vendor's error.
 *
 * How a dialect's route declares itself: every route has a Fastify `schema`, written with TypeBox in the dialect's own
 * `schemas.ts` (or `schemas/<noun>.ts`):
 *
 *     app.post('/call', { schema: {
 *       operationId: 'createCall',       // once a document
 *       summary: 'Place a call', tags: ['calls'],
 *       params: …, querystring: …,       // objects; one property a parameter
 *       body: CallBody,                  // with `examples: [{…}]`: the first is printed, and run by a test
 *       response: { 200: CallCreated },  // every status that is no error; `examples` here too
 *     } }, handler);
 *
 * - The schema makes `/<dialect>/openapi.json`, the reference page and the probes of `test/probes`. Requests are NOT judged
 *   by it: the dialect's readers do that and refuse in the vendor's own shape. Answers are: in tests an answer that breaks
 *   its schema throws, in production it is logged. So name every key of an answer and close it
 *   (`additionalProperties: false`); leave bodies open where the vendor takes unknown keys.
 * - An example names other things by `sampleUuid(noun)`, `sampleHex(noun)` or `sampleNative(noun)` of
 *   `openapi/sample-ids.ts`; the test puts real ids in their place.
 * - Errors are declared once a dialect, in `document.error`; a route that is no JSON says so with `produces: 'audio/wav'`.
 * - Then `npm run openapi`, and commit `openapi/<dialect>.json`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type {
  AgentConfig,
  ApiName,
  CallService,
  DueCallService,
  KnowledgeService,
  MailService,
  ModelService,
  RequestKey,
  SimulationService,
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
  /** Batches and campaigns. */
  readonly due: DueCallService;
  readonly models: ModelService;
  readonly knowledge: KnowledgeService;
  readonly mail: MailService;
  readonly simulations: SimulationService;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
  readonly logger: Logger;
  readonly links: RecordingLinks;
  /** Of this build. */
  readonly version?: string;
  /** Signs links and tickets. */
  readonly linkSecret: Uint8Array;
  readonly dedupe: Dedupe;
  /** What is wrong with an agent beyond its schema: an edge to nowhere, a tool that is not there. */
  checkAgent(config: AgentConfig): readonly FieldFault[];
  /** May tenants have requests sent there? @throws AppError `url-refused` (400) */
  checkUrl?(url: string): Promise<void>;
}

/** An error in a vendor's shape. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the OpenAPI document of a dialect says beside its routes. */
export interface DialectDocument {
  readonly title: string;
  /** What it is like, and where it differs from the vendor's; Markdown. */
  readonly description: string;
  /** The shape of every error. */
  readonly error: TSchema;
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
  readonly document: DialectDocument;
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
