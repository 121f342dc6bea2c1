/** One Fastify server for native, dialects, health, metrics and documents. */
import type { ApiName } from '#domain';
import type { Server as TlsServer } from 'node:tls';
import { spellNative, type Logger, type Millis } from '#kernel';
import fastify, { type FastifyInstance } from 'fastify';
import { auditWrites } from './auth/audit-hook.ts';
import { auditedStore } from './auth/audited-store.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { guardRoutes } from './auth/guard.ts';
import { idsOnBehalf } from './auth/on-behalf.ts';
import { guardQuotas } from './auth/quota-guard.ts';
import type { Dialect, DialectDeps, RecordingLinks } from './dialect.ts';
import { drainable } from './drain.ts';
import { answerErrors, writeProblem } from './errors/answer-errors.ts';
import { answerBeforeRouting } from './errors/before-routing.ts';
import { readJsonBodies } from './http/json-body.ts';
import { listen, type Bound } from './http/listen.ts';
import { watchRoutes, type RouteTable } from './http/route-table.ts';
import { vendorHostRewriter } from './http/vendor-hosts.ts';
import { keepAliases } from './ids/alias-border.ts';
import { tellAliases } from './ids/native-aliases.ts';
import { createDedupe } from './idempotency/dedupe.ts';
import { honourIdempotencyKeys } from './idempotency/idempotency-key.ts';
import { nativeOperations } from './native/index.ts';
import type { NativeApp } from './native/native.ts';
import { serveDocs } from './ops/docs.ts';
import { serveHealth } from './ops/health.ts';
import { measureHttp } from './ops/http-metrics.ts';
import { serveMetrics } from './ops/metrics.ts';
import type { ApiOptions, TlsPair } from './options.ts';
import { createRecordingLinks } from './recordings/links.ts';
import { serveTwilio } from './twilio/routes.ts';
import { serveLinkedRecordings } from './recordings/route.ts';
import { answerCompiler, passOn, requestCompiler } from './schema/compilers.ts';

const BODY_LIMIT = 1_048_576;
const REQUEST_TIMEOUT_MS = 30_000;

/** The API of one process. */
export interface Api {
  /**
   * @param address port 0: any free one.
   * @throws AppError `address-busy`, `address-refused` naming the address
   */
  listen(address: { readonly host: string; readonly port: number }): Promise<Bound>;
  /** The server itself, for `inject` in tests. */
  readonly app: FastifyInstance;
  /** To recordings, once it listens. */
  readonly links: RecordingLinks;
  /** From now on creates are answered 503 with `Retry-After`; reads and hang-ups go on. */
  drain(): void;
  /** Connections from now on see this certificate. @throws what the platform says of a pair that does not fit */
  renewTls(pair: TlsPair): void;
  /** Ends event streams, answers what is being answered for some seconds more, stops listening. */
  close(): Promise<void>;
}

/** An answer that nobody reads to its end holds the process no longer. */
const CLOSE_WITHIN_MS: Millis = 5_000;

/** Builds the API; nothing listens before `listen`. */
export async function createApi(options: ApiOptions): Promise<Api> {
  let publicUrl = options.publicUrl;
  const { calls, drain, draining } = drainable(options.calls);
  const { clock, ids, logger } = options;
  const store = guardQuotas(options.store, clock);
  const links = createRecordingLinks(options.linkSecret, clock, () => publicUrl ?? 'http://localhost');
  const deps: DialectDeps = {
    ...options,
    ids: idsOnBehalf(ids),
    store,
    calls,
    links,
    dedupe: createDedupe({ store, clock, logger }),
  };
  const app = fastify({
    logger: false,
    ...tlsOptions(options.tls ?? null),
    trustProxy: [...(options.trustProxy ?? [])],
    bodyLimit: BODY_LIMIT,
    requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    genReqId: () => spellNative('req', ids.next()),
    rewriteUrl: vendorHostRewriter(options.dialects),
    frameworkErrors: answerBeforeRouting(options.dialects),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  const routes = watchRoutes(app);
  readJsonBodies(app);
  app.setValidatorCompiler(requestCompiler);
  app.setSerializerCompiler(answerCompiler({ logger, strict: options.strictAnswers ?? false }));
  answerErrors(app, writeProblem, routes, logger);
  nameRequests(app, options);
  const http = measureHttp(app, clock);
  const apiOf = apiNames(options.dialects);
  guardRoutes(app, {
    authenticate: createAuthenticate({ store, clock, logger, publicUrl: () => publicUrl }),
    clock,
    rates: options.rates ?? null,
    ...{ store, self: ids.next() },
    apiOf,
  });
  auditWrites(app, { store, clock, logger, apiOf });
  serveHealth(app, options.readiness, draining);
  serveMetrics(app, options.metrics, () => http.text());
  serveDocs(app, routes, options.dialects);
  serveLinkedRecordings(app, links, calls);
  if (options.twilio) serveTwilio(app, options.twilio, options);
  await app.register(async (scope) => {
    honourIdempotencyKeys(scope, deps);
    tellAliases(scope, store);
    const nativeDeps = {
      ...deps,
      store: auditedStore(store),
      imports: options.imports,
      trunkChecks: options.trunkChecks,
      publicUrl: () => publicUrl,
    };
    for (const add of nativeOperations) add(scope as NativeApp, nativeDeps);
  });
  for (const dialect of options.dialects) await addDialect(app, dialect, deps, routes, logger);
  await app.ready();
  return {
    app,
    links,
    drain,
    async listen(address) {
      const bound = await listen(app, address);
      publicUrl ??= bound.url;
      return bound;
    },
    renewTls: (pair) => (app.server as unknown as TlsServer).setSecureContext({ ...pair }),
    async close() {
      const late = clock.after(CLOSE_WITHIN_MS, () => app.server.closeAllConnections());
      await app.close();
      late.cancel();
    },
  };
}

/** Whose path a URL is: a dialect's below its bases, else our own. */
function apiNames(dialects: readonly Dialect[]): (url: string) => ApiName {
  return (url) =>
    dialects.find(({ bases }) =>
      bases.some((base) => url === base || (/^[/?]/.test(url.slice(base.length)) && url.startsWith(base))),
    )?.name ?? 'native';
}

/** Fastify types its server by these; for everything else here a server is a server. */
function tlsOptions(pair: TlsPair | null): object {
  return pair === null ? {} : { https: { ...pair, minVersion: 'TLSv1.2' } };
}

async function addDialect(
  app: FastifyInstance,
  dialect: Dialect,
  deps: DialectDeps,
  routes: RouteTable,
  logger: Logger,
): Promise<void> {
  for (const prefix of dialect.bases)
    await app.register(
      async (scope) => {
        scope.setValidatorCompiler(passOn);
        answerErrors(scope, (error, request) => dialect.errorBody(error, request), routes, logger);
        keepAliases(scope, dialect.name, deps.store);
        dialect.register(scope, deps);
      },
      { prefix },
    );
}

function nameRequests(app: FastifyInstance, { logger, clock, onAnswered }: ApiOptions): void {
  const started = new WeakMap<object, number>();
  app.addHook('onRequest', async (request, reply) => {
    started.set(request, clock.monotonic());
    void reply.header('X-Request-Id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const ms = clock.monotonic() - (started.get(request) ?? clock.monotonic());
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    logger.debug('request-answered', { request_id: request.id, method, route, status, ms: Math.round(ms) });
    const { traceparent } = request.headers;
    onAnswered?.({
      ...{ method, route, status, ms, requestId: request.id, startedAt: clock.now() - ms },
      traceparent: typeof traceparent === 'string' ? traceparent : null,
    });
  });
}
