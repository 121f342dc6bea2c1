/** `Idempotency-Key` on the native API's POSTs: the first answer is given again for 24 hours. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestKey, Store } from '#domain';
import { AppError, errorText, invalidRequest, type Clock, type Logger, type Millis } from '#kernel';
import { meaningHash } from './canonical.ts';

const KEEP_MS: Millis = 24 * 3_600_000;
const KEY_FORM = /^[\x21-\x7e]{1,255}$/;

/** What the hooks need. */
export interface IdempotencyDeps {
  readonly store: Pick<Store, 'idempotency'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The claim that this request holds and has to finish. */
    claim: { readonly scope: string; readonly key: string; readonly hash: string } | null;
  }
  interface FastifyContextConfig {
    /** `false`: the answer holds a secret that is shown once, so that no repeat gets it again. */
    keepsAnswer?: boolean;
  }
}

/**
 * Claims the key once the body is known to be good, and keeps what is answered, errors below 500 included: whoever
 * repeats a request hears what the first one heard. After a 5xx or a refusal to start (`Retry-After`) the key is free.
 */
export function honourIdempotencyKeys(app: FastifyInstance, deps: IdempotencyDeps): void {
  app.decorateRequest('claim', null);
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.public) return;
    const key = keyOf(request);
    if (key === null) return;
    const scope = `native ${request.tenant.mode}`;
    const hash = meaningHash(request.method, request.url, request.body ?? null);
    const { organizationId } = request.tenant;
    const claim = await deps.store.idempotency.claim(
      organizationId,
      scope,
      key,
      hash,
      deps.clock.now(),
      KEEP_MS,
    );
    if (claim.kind === 'new') request.claim = { scope, key, hash };
    else if (claim.kind === 'done') return replay(reply, claim.answer.status, claim.answer.body);
    else throw claim.kind === 'busy' ? busy() : reused();
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.claim) await settle(deps, request, reply, payload);
    return payload;
  });
}

/** The claim as a call keeps it, beyond the life of this process. */
export function requestKeyOf({ claim }: FastifyRequest): { requestKey: RequestKey } | null {
  return (
    claim && {
      requestKey: { key: meaningHash(claim.scope, claim.key), bodyHash: claim.hash, ttlMs: KEEP_MS },
    }
  );
}

function keyOf(request: FastifyRequest): string | null {
  const given = request.headers['idempotency-key'];
  if (request.method !== 'POST' || given === undefined) return null;
  if (typeof given === 'string' && KEY_FORM.test(given)) return given;
  throw invalidRequest([
    {
      param: 'Idempotency-Key',
      message: 'Must be 1 to 255 visible ASCII characters without spaces; a UUID is a good choice.',
      rule: 'form',
    },
  ]);
}

function replay(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  void reply.code(status).header('Idempotency-Replayed', 'true');
  if (status >= 400) void reply.type('application/problem+json').serializer(JSON.stringify);
  return reply.send(body);
}

/** The answer goes out even when it can not be kept: what it tells has happened. */
async function settle(
  deps: IdempotencyDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const { scope, key } = request.claim!;
  request.claim = null;
  const { idempotency } = deps.store;
  const { organizationId } = request.tenant;
  try {
    if (
      request.routeOptions.config.keepsAnswer === false ||
      reply.statusCode >= 500 ||
      reply.hasHeader('Retry-After') ||
      typeof payload !== 'string'
    )
      await idempotency.forget(organizationId, scope, key);
    else
      await idempotency.finish(organizationId, scope, key, {
        status: reply.statusCode,
        body: JSON.parse(payload),
      });
  } catch (thrown) {
    deps.logger.error('idempotency-not-kept', { request_id: request.id, fault: errorText(thrown) });
  }
}

function busy(): AppError {
  return new AppError({
    code: 'idempotency-key-busy',
    status: 409,
    param: 'Idempotency-Key',
    message: 'The first request with this key still runs. Repeat this one in a second.',
    retryable: true,
    extra: { retry_after_s: 1 },
  });
}

function reused(): AppError {
  return new AppError({
    code: 'idempotency-key-reused',
    status: 422,
    param: 'Idempotency-Key',
    message: 'This key came with another request within 24 hours. Use a new key for a new request.',
  });
}
