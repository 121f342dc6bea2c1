/** Session tokens: shown once, kept as their SHA-256, carried by a cookie or as a bearer token. */
import type { FastifyRequest } from 'fastify';
import { SESSION_LONGEST_MS } from '#domain';
import { AppError, randomHex, type Random } from '#kernel';

const COOKIE = 'parley_session';
const SECRET_BYTES = 24;
const TOKEN_FORM = /^ps_[0-9a-f]{48}$/;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function newToken(random: Random, prefix: 'ps' | 'pi'): string {
  return `${prefix}_${randomHex(random, SECRET_BYTES)}`;
}

/** Could this text be a session's token? */
export function looksLikeToken(text: string): boolean {
  return TOKEN_FORM.test(text);
}

/** The token in a `Cookie` header (RFC 6265 section 4.2); null when there is none of ours. */
export function tokenOfCookie(header: string | undefined): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=');
    if (name === COOKIE && looksLikeToken(value)) return value;
  }
  return null;
}

/** `Set-Cookie` (RFC 6265 section 4.1); scripts never see it, other sites never send it with a write. */
export function cookieOf(token: string, secure: boolean): string {
  return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_LONGEST_MS / 1000}${secure ? '; Secure' : ''}`;
}

/** Takes the cookie back. */
export function endedCookie(secure: boolean): string {
  return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`;
}

/** Is the page that talks to us served by https, by our own or by a proxy's certificate? */
export function isSecure(request: FastifyRequest, publicUrl: string | null): boolean {
  return request.protocol === 'https' || (publicUrl?.startsWith('https:') ?? false);
}

/**
 * A browser sends the cookie along with writes that other sites' pages make too: those are refused by their `Origin`.
 * @throws AppError `origin-refused` (403)
 */
export function requireOwnOrigin(request: FastifyRequest, publicUrl: string | null): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin, host } = request.headers;
  const given = origin !== undefined && URL.canParse(origin) ? new URL(origin) : null;
  const isOurs =
    given !== null &&
    (given.host === host || (publicUrl !== null && given.origin === new URL(publicUrl).origin));
  if (isOurs) return;
  throw new AppError({
    code: 'origin-refused',
    status: 403,
    param: 'Origin',
    message:
      'A write with the session cookie must come from our own pages: its Origin is another, or missing. Send the token as a bearer token instead.',
  });
}
