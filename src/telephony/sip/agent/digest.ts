/** Digest access authentication: RFC 2617, RFC 7616, and RFC 8760 for SIP. */
import { createHash } from 'node:crypto';
import { param, quote, splitOutside, unquote, type Param } from '../message/index.ts';

/** A `Digest` challenge that we can answer. */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  /** As offered, e.g. `SHA-256` or `MD5-sess`; undefined means MD5 (RFC 7616, 3.3). */
  readonly algorithm?: string;
  readonly qop?: 'auth' | 'auth-int';
  readonly stale: boolean;
}

/** Our hashes, weakest first (RFC 8760, 2.1 adds the two SHA families to MD5). */
const HASHES: readonly (readonly [name: string, hash: string])[] = [
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
];

/** Reads one WWW-Authenticate or Proxy-Authenticate value; null when it is no Digest that we support. */
export function parseChallenge(value: string): Challenge | null {
  const scheme = /^digest\s+/i.exec(value);
  if (!scheme) return null;
  const params: Param[] = splitOutside(value.slice(scheme[0].length), ',').flatMap((part) => {
    const equals = part.indexOf('=');
    return equals < 1
      ? []
      : [{ name: part.slice(0, equals).trim(), value: unquote(part.slice(equals + 1).trim()) }];
  });
  const [realm, nonce, opaque] = [param(params, 'realm'), param(params, 'nonce'), param(params, 'opaque')];
  const [algorithm, offeredQop] = [param(params, 'algorithm'), param(params, 'qop')];
  const qops = offeredQop?.split(',').map((each) => each.trim().toLowerCase());
  const qop = qops?.includes('auth') ? 'auth' : qops?.includes('auth-int') ? 'auth-int' : undefined;
  if (realm === undefined || nonce === undefined || strength(algorithm) < 0) return null;
  // RFC 7616, 3.3: of the qualities offered we must understand one; none offered is RFC 2069's form.
  if (qops && !qop) return null;
  return {
    realm,
    nonce,
    ...(opaque === undefined ? {} : { opaque }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(qop === undefined ? {} : { qop }),
    stale: param(params, 'stale')?.toLowerCase() === 'true',
  };
}

/** Place of an algorithm in our order, -1 when we do not know it. */
export function strength(algorithm: string = 'MD5'): number {
  const base = algorithm.replace(/-sess$/i, '').toUpperCase();
  return HASHES.findIndex(([name]) => name === base);
}

export interface DigestInput {
  readonly challenge: Challenge;
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** Request-URI as printed. */
  readonly uri: string;
  readonly body: string;
  readonly cnonce: string;
  /** How often this nonce was used, this time included. */
  readonly nonceCount: number;
}

/** The value of Authorization or Proxy-Authorization (RFC 7616, 3.4; RFC 3261, 22.4). */
export function digestCredentials(input: DigestInput): string {
  const { challenge, username, uri, cnonce } = input;
  const nc = input.nonceCount.toString(16).padStart(8, '0');
  const needsCnonce = challenge.qop !== undefined || isSession(challenge);
  const parts = [
    `username=${quote(username)}`,
    `realm=${quote(challenge.realm)}`,
    `nonce=${quote(challenge.nonce)}`,
    `uri=${quote(uri)}`,
    `response="${digestResponse(input)}"`,
    ...(challenge.algorithm === undefined ? [] : [`algorithm=${challenge.algorithm}`]),
    ...(needsCnonce ? [`cnonce=${quote(cnonce)}`] : []),
    // RFC 3261, 22.4, 8: qop and nc go unquoted, and only when the challenge had qop.
    ...(challenge.qop === undefined ? [] : [`qop=${challenge.qop}`, `nc=${nc}`]),
    ...(challenge.opaque === undefined ? [] : [`opaque=${quote(challenge.opaque)}`]),
  ];
  return `Digest ${parts.join(', ')}`;
}

/** RFC 7616, 3.4.1 to 3.4.3. */
export function digestResponse(input: DigestInput): string {
  const { challenge, username, password, method, uri, body, cnonce } = input;
  const algorithm = HASHES[strength(challenge.algorithm)]![1];
  const hash = (text: string): string => createHash(algorithm).update(text, 'utf8').digest('hex');
  const secret = hash(`${username}:${challenge.realm}:${password}`);
  const a1 = isSession(challenge) ? hash(`${secret}:${challenge.nonce}:${cnonce}`) : secret;
  const a2 = hash(challenge.qop === 'auth-int' ? `${method}:${uri}:${hash(body)}` : `${method}:${uri}`);
  if (challenge.qop === undefined) return hash(`${a1}:${challenge.nonce}:${a2}`);
  const nc = input.nonceCount.toString(16).padStart(8, '0');
  return hash(`${a1}:${challenge.nonce}:${nc}:${cnonce}:${challenge.qop}:${a2}`);
}

function isSession(challenge: Challenge): boolean {
  return /-sess$/i.test(challenge.algorithm ?? '');
}
