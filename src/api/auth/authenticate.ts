/** Who asks: the key of the `Authorization` header (RFC 6750 section 2.1), looked up by its hash. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Store, Tenant } from '#domain';
import { AppError, type Clock, type Millis } from '#kernel';
import { hashKey, looksLikeKey } from './keys.ts';

/** How long a found key is believed without asking again, ms; a revoked one works no longer than this. */
const BELIEVE_MS: Millis = 1000;
const MOST_REMEMBERED = 1000;

/** Finds the tenant of a request. @throws AppError `unauthorized` (401) */
export type Authenticate = (request: FastifyRequest) => Promise<Tenant>;

export function createAuthenticate(store: Pick<Store, 'keys'>, clock: Clock): Authenticate {
  const remembered = new Map<string, { tenant: Tenant; until: Millis }>();
  return async (request) => {
    const key = bearerOf(request.headers.authorization);
    const hash = hashKey(key);
    const known = remembered.get(hash);
    if (known && known.until > clock.monotonic()) return known.tenant;
    remembered.delete(hash);
    const record = await store.keys.findByHash(hash);
    if (!record || record.revokedAt !== null) throw unauthorized('This key is unknown or revoked.');
    const tenant = { organizationId: record.organizationId, mode: record.mode, keyId: record.id };
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(hash, { tenant, until: clock.monotonic() + BELIEVE_MS });
    return tenant;
  };
}

/** Asks every route below `app` for a key, unless it is `public`; before the body is read. */
export function requireKeys(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('tenant', null as unknown as Tenant);
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.public) return;
    request.tenant = await authenticate(request);
  });
}

function bearerOf(header: string | undefined): string {
  if (header === undefined) throw unauthorized('The Authorization header is missing.');
  const key = /^Bearer +(\S+) *$/i.exec(header)?.[1];
  if (key === undefined) throw unauthorized('The Authorization header is not of the form `Bearer <key>`.');
  if (!looksLikeKey(key)) throw unauthorized('The key is not of the form `pk_live_…` or `pk_test_…`.');
  return key;
}

function unauthorized(said: string): AppError {
  return new AppError({
    code: 'unauthorized',
    status: 401,
    param: 'Authorization',
    message: `${said} Send \`Authorization: Bearer pk_live_…\`; make a key with \`npx parley keys create\`.`,
  });
}
