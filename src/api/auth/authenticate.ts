/**
 * Who asks: the key or session token of the `Authorization` header (RFC 6750 section 2.1), or the session cookie; and
 * for whom: a parent names its child in `Parley-Organization`.
 */
import type { FastifyRequest } from 'fastify';
import { keyRefusal, scopesOfRole, sessionEnd, type Member, type Session, type Store } from '#domain';
import {
  AppError,
  errorText,
  notFound,
  parseId,
  spellNative,
  type Clock,
  type Id,
  type Logger,
  type Millis,
} from '#kernel';
import type { Access } from './access.ts';
import { hashKey, looksLikeKey } from './keys.ts';
import { looksLikeToken, requireOwnOrigin, tokenOfCookie } from './session-token.ts';

/** How long a found key is believed without asking again, ms; a revoked one works no longer than this. */
export const BELIEVE_MS: Millis = 1000;
const MOST_REMEMBERED = 1000;
/** Last use is written at most this often, ms. */
const TOUCH_MS: Millis = 60_000;

/** Finds who asks. @throws AppError `unauthorized` (401), `organization-unknown` (404), `origin-refused` (403) */
export type Authenticate = (request: FastifyRequest) => Promise<Access>;

export interface AuthenticateDeps {
  readonly store: Pick<Store, 'keys' | 'sessions' | 'organizations'>;
  readonly clock: Clock;
  readonly logger: Logger;
  publicUrl(): string | null;
}

export function createAuthenticate(deps: AuthenticateDeps): Authenticate {
  const { clock } = deps;
  const remembered = new Map<string, { access: Access; until: Millis }>();
  const believed = async (place: string, find: () => Promise<Access>): Promise<Access> => {
    const known = remembered.get(place);
    if (known && known.until > clock.monotonic()) return known.access;
    remembered.delete(place);
    const access = await find();
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(place, { access, until: clock.monotonic() + BELIEVE_MS });
    return access;
  };
  return async (request) => {
    const secret = secretOf(request, deps.publicUrl());
    const hash = hashKey(secret);
    const home = await believed(hash, () =>
      looksLikeToken(secret) ? bySession(deps, hash) : byKey(deps, hash),
    );
    const child = childOf(request, home);
    return child === null ? home : believed(`${hash} ${child}`, () => actingFor(deps, home, child));
  };
}

/** What is presented; a cookie counts for the native API alone. */
function secretOf(request: FastifyRequest, publicUrl: string | null): string {
  const { authorization } = request.headers;
  if (authorization === undefined && request.routeOptions.url?.startsWith('/v1/')) {
    const token = tokenOfCookie(request.headers.cookie);
    if (token !== null) {
      requireOwnOrigin(request, publicUrl);
      return token;
    }
  }
  return bearerOf(authorization);
}

async function byKey({ store, clock, logger }: AuthenticateDeps, hash: string): Promise<Access> {
  const key = await store.keys.findByHash(hash);
  const refusal = key && keyRefusal(key, hash, clock.now());
  const organization = key && !refusal ? await store.organizations.get(key.organizationId) : null;
  if (!key || refusal || !organization || organization.archivedAt !== null)
    throw unauthorized(saidOf(refusal), refusal);
  if ((key.lastUsedAt ?? 0) + TOUCH_MS <= clock.now())
    store.keys
      .touch(key.id, clock.now())
      .catch((thrown: unknown) => logger.warn('key-use-not-kept', { fault: errorText(thrown) }));
  return {
    tenant: { organizationId: key.organizationId, mode: key.mode, keyId: key.id },
    actor: { kind: 'key', id: spellNative('key', key.id) },
    scopes: key.scopes,
    homeId: key.organizationId,
    isParent: organization.parentId === null,
    rates: { key: key.requestsPerMinute, organization: organization.requestsPerMinute },
    signedIn: null,
  };
}

function saidOf(refusal: ReturnType<typeof keyRefusal>): string {
  if (refusal === 'expired') return 'This key has expired.';
  if (refusal === 'replaced') return 'This key was replaced by a rotation, and its overlap is over.';
  return 'This key is unknown or revoked.';
}

async function bySession({ store, clock, logger }: AuthenticateDeps, hash: string): Promise<Access> {
  const now = clock.now();
  const found = await store.sessions.findByHash(hash);
  if (!found || found.session.expiresAt <= now || found.member.state !== 'active')
    throw unauthorized('The session is over. Sign in again with POST /v1/sessions.', 'expired');
  const { session, member } = found;
  const organization = await store.organizations.get(session.organizationId);
  if (!organization || organization.archivedAt !== null)
    throw unauthorized('The organization of this session is gone.', 'revoked');
  if (session.lastSeenAt + TOUCH_MS <= now)
    store.sessions
      .touch(session.id, now, sessionEnd(session.createdAt, now))
      .catch((thrown: unknown) => logger.warn('session-use-not-kept', { fault: errorText(thrown) }));
  return {
    ...accessOfMember(member, session),
    isParent: organization.parentId === null,
    rates: { key: null, organization: organization.requestsPerMinute },
  };
}

/** What a member may do, with the limits left to be filled in. */
function accessOfMember(member: Member, session: Session): Omit<Access, 'isParent' | 'rates'> {
  return {
    tenant: { organizationId: member.organizationId, mode: 'live', keyId: session.id },
    actor: { kind: 'member', id: spellNative('mbr', member.id) },
    scopes: scopesOfRole(member.role),
    homeId: member.organizationId,
    signedIn: { member, session },
  };
}

/** @returns null when the request is about the key's own organization */
function childOf(request: FastifyRequest, { homeId }: Access): Id | null {
  const given = request.headers['parley-organization'];
  if (given === undefined) return null;
  const id = typeof given === 'string' ? parseId(given.trim()) : null;
  if (id === null) throw notFound('organization', 'Parley-Organization');
  return id === homeId ? null : id;
}

async function actingFor({ store }: AuthenticateDeps, home: Access, childId: Id): Promise<Access> {
  const child = await store.organizations.getChild(home.homeId, childId);
  if (!child) throw notFound('organization', 'Parley-Organization');
  return {
    ...home,
    tenant: { ...home.tenant, organizationId: child.id },
    isParent: true,
    rates: { ...home.rates, organization: child.requestsPerMinute },
  };
}

function bearerOf(header: string | undefined): string {
  if (header === undefined) throw unauthorized('The Authorization header is missing.', null);
  const key = /^Bearer +(\S+) *$/i.exec(header)?.[1];
  if (key === undefined)
    throw unauthorized('The Authorization header is not of the form `Bearer <key>`.', null);
  if (!looksLikeKey(key) && !looksLikeToken(key))
    throw unauthorized('The key is not of the form `pk_live_…` or `pk_test_…`.', null);
  return key;
}

function unauthorized(said: string, reason: string | null): AppError {
  return new AppError({
    code: 'unauthorized',
    status: 401,
    param: 'Authorization',
    message: `${said} Send \`Authorization: Bearer pk_live_…\`; make a key with \`npx parley keys create\`.`,
    ...(reason === null ? {} : { extra: { reason } }),
  });
}
