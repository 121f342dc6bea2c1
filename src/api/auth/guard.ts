/** What stands before every route that is not public: who asks, how often, and whether they may. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  keyRules,
  organizationRules,
  type ApiName,
  type RateSettings,
  type Store,
  type Tenant,
} from '#domain';
import { AppError, type Clock } from '#kernel';
import { requireScope, type Access } from './access.ts';
import { BELIEVE_MS, type Authenticate } from './authenticate.ts';
import { accessOnBehalf, answerOnBehalf } from './on-behalf.ts';
import { rateLimited, writeRateHeaders } from './rate-headers.ts';
import { RateLimiter } from './rate-limiter.ts';
import { SharedRates } from './shared-rates.ts';
import { scopeOfRoute } from './route-scope.ts';

export interface GuardDeps {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  /** Null: nothing is limited, and no answer speaks of limits. */
  readonly rates: RateSettings | null;
  /** By which nodes count together. */
  readonly store: Pick<Store, 'notify' | 'onNotify'>;
  /** This process among them. */
  readonly self: string;
  /** Whose path it is. */
  apiOf(url: string): ApiName;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Looks once a second whether who asks still may; `end` is called once when not. @returns stops looking */
    untilRevoked(end: () => void): () => void;
  }
}

/** Guards every route below `app`, before the body is read. */
export function guardRoutes(app: FastifyInstance, deps: GuardDeps): void {
  const limiter = new RateLimiter(deps.clock);
  const shared = deps.rates && new SharedRates({ ...deps, limiter });
  app.addHook('onClose', () => shared?.close());
  app.decorateRequest('tenant', null as unknown as Tenant);
  app.decorateRequest('access', null);
  answerOnBehalf(app, deps.authenticate);
  app.decorateRequest('untilRevoked', function untilRevoked(this: FastifyRequest, end: () => void) {
    return watch(this, deps, end);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { config, url = '', schema } = request.routeOptions;
    if (request.is404 || config.public) return;
    const carried = accessOnBehalf(request);
    const access = carried ?? (await deps.authenticate(request));
    request.access = access;
    request.tenant = access.tenant;
    if (carried === null) limit(access, request, reply, { limiter, shared }, deps);
    requireScope(access, scopeOfRoute({ url, method: request.method, schema, config }));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.access !== null && isStream(payload)) {
      const stop = request.untilRevoked(() => payload.destroy());
      reply.raw.once('close', stop);
    }
    return payload;
  });
}

function limit(
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
  { limiter, shared }: { readonly limiter: RateLimiter; readonly shared: SharedRates | null },
  { rates, clock, apiOf }: GuardDeps,
): void {
  if (rates === null) return;
  const api = apiOf(request.url);
  const limited = [
    { name: `${access.tenant.keyId} ${api}`, rules: keyRules(api, access.rates.key, rates) },
    { name: access.tenant.organizationId, rules: organizationRules(access.rates.organization, rates) },
  ];
  const { allowed, state } = limiter.take(limited);
  if (state === null) return;
  writeRateHeaders(reply, state, clock);
  if (!allowed) throw rateLimited(state);
  shared?.took(limited);
}

/** A database that is out of reach revokes nothing: only a plain no does. */
function watch(request: FastifyRequest, { authenticate, clock }: GuardDeps, end: () => void): () => void {
  let timer = clock.after(BELIEVE_MS, look);
  let stopped = false;
  function look(): void {
    authenticate(request).then(
      () => again(),
      (thrown: unknown) => {
        if (!(thrown instanceof AppError) || thrown.status >= 500) return again();
        if (!stopped) end();
        stopped = true;
      },
    );
  }
  function again(): void {
    if (!stopped) timer = clock.after(BELIEVE_MS, look);
  }
  return () => {
    stopped = true;
    timer.cancel();
  };
}

function isStream(payload: unknown): payload is { destroy(): void } {
  return typeof (payload as { pipe?: unknown } | null)?.pipe === 'function';
}
