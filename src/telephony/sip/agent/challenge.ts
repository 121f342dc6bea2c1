/**
 * Challenging callers (RFC 3261, 22.1; RFC 7616): nonces that we signed, that hold a minute, and of which each count is
 * taken once. Time comes in; nothing is kept of a caller that never answered.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChallengeAlgorithm, Guard } from '../../contract.ts';
import {
  headerLines,
  param,
  quote,
  splitOutside,
  unquote,
  type Param,
  type SipRequest,
} from '../message/index.ts';
import { digestResponse, type Challenge } from './digest.ts';

export type Proof =
  | { readonly kind: 'proven'; readonly username: string }
  /** 401 with these. `stale`: the credentials were right, the nonce old or its count used (RFC 7616, 3.3). */
  | { readonly kind: 'challenge'; readonly headers: readonly string[]; readonly stale: boolean };

/** A nonce holds so long, ms. */
const NONCE_MS = 60_000;
/** Nonces that were used and still hold; beyond it the oldest hold no longer. */
const MOST_NONCES = 10_000;
/**
 * RFC 8760, 2.4 wants the most preferred first and lets a caller take the first that it knows; sipp 3.6 and baresip 1.0
 * end the call at the first that they do not know, wherever it stands.
 */
const USUAL: readonly ChallengeAlgorithm[] = ['MD5'];

export class Challenger {
  readonly #secret: string;
  /** The highest count of each nonce that was used, in the order of first use. */
  readonly #counts = new Map<string, number>();
  /** Nonces made before no longer hold. */
  #notBefore = 0;

  readonly #most: number;

  /** @param most nonces that are remembered */
  constructor(secret: string, most: number = MOST_NONCES) {
    this.#secret = secret;
    this.#most = most;
  }

  /** How many nonces are remembered. */
  get size(): number {
    return this.#counts.size;
  }

  /** @param chance of a nonce, should one be needed; @param now ms */
  judge(
    request: SipRequest,
    { realm, credentials, algorithms = USUAL }: Guard,
    chance: string,
    now: number,
  ): Proof {
    const again = (stale: boolean): Proof => ({
      kind: 'challenge',
      stale,
      headers: algorithms.map((algorithm) => challengeOf(realm, this.#nonce(chance, now), algorithm, stale)),
    });
    for (const value of headerLines(request, 'Authorization')) {
      const given = readCredentials(value);
      const known = given && credentials.find(({ username }) => username === given.username);
      if (!given || !known || given.challenge.realm !== realm || given.uri !== request.uri) continue;
      if (!algorithms.some((algorithm) => algorithm === given.algorithm)) continue;
      if (!isRight(given, known.password, request)) continue;
      // Only who knows the password learns whether a nonce still holds.
      return this.#takes(given.challenge.nonce, given.count, now)
        ? { kind: 'proven', username: known.username }
        : again(true);
    }
    return again(false);
  }

  /** RFC 7616, 3.3: made of the time and a mark that only we can set. */
  #nonce(chance: string, at: number): string {
    const head = `${at.toString(36)}-${chance}`;
    return `${head}-${this.#sign(head)}`;
  }

  #sign(head: string): string {
    return createHmac('sha256', this.#secret).update(head).digest('hex').slice(0, 32);
  }

  /** RFC 7616, 3.4: a count that is not higher than the last is a replay. */
  #takes(nonce: string, count: number, now: number): boolean {
    const cut = nonce.lastIndexOf('-');
    const madeAt = Number.parseInt(nonce, 36);
    const [given, own] = [Buffer.from(nonce.slice(cut + 1)), Buffer.from(this.#sign(nonce.slice(0, cut)))];
    if (given.length !== own.length || !timingSafeEqual(given, own)) return false;
    if (!(madeAt >= this.#notBefore) || now - madeAt > NONCE_MS || madeAt > now) return false;
    if (count <= (this.#counts.get(nonce) ?? 0)) return false;
    if (!this.#counts.has(nonce)) this.#makeRoom(now);
    this.#counts.set(nonce, count);
    return true;
  }

  #makeRoom(now: number): void {
    for (const nonce of this.#counts.keys()) {
      const old = now - Number.parseInt(nonce, 36) > NONCE_MS;
      if (!old && this.#counts.size < this.#most) break;
      if (!old) this.#notBefore = Math.max(this.#notBefore, Number.parseInt(nonce, 36) + 1);
      this.#counts.delete(nonce);
    }
  }
}

interface Given {
  readonly challenge: Challenge;
  readonly algorithm: string;
  readonly username: string;
  readonly uri: string;
  readonly response: string;
  readonly cnonce: string;
  readonly count: number;
}

function challengeOf(realm: string, nonce: string, algorithm: string, stale: boolean): string {
  const parts = [`realm=${quote(realm)}`, `nonce=${quote(nonce)}`, 'qop="auth"', `algorithm=${algorithm}`];
  return `Digest ${[...parts, ...(stale ? ['stale=true'] : [])].join(', ')}`;
}

/** RFC 7616, 3.4; without `qop` there is no count, so nothing would tell a replay: not taken. */
function readCredentials(value: string): Given | null {
  const scheme = /^digest\s+/i.exec(value);
  if (!scheme) return null;
  const params: Param[] = splitOutside(value.slice(scheme[0].length), ',').flatMap((part) => {
    const equals = part.indexOf('=');
    return equals < 1
      ? []
      : [{ name: part.slice(0, equals).trim(), value: unquote(part.slice(equals + 1).trim()) }];
  });
  const get = (name: string): string => param(params, name) ?? '';
  const algorithm = param(params, 'algorithm');
  const count = /^[0-9a-f]{8}$/i.test(get('nc')) ? Number.parseInt(get('nc'), 16) : 0;
  if (get('qop').toLowerCase() !== 'auth' || count === 0 || get('cnonce') === '') return null;
  return {
    challenge: {
      ...{ realm: get('realm'), nonce: get('nonce'), qop: 'auth', stale: false },
      ...(algorithm === undefined ? {} : { algorithm }),
    },
    algorithm: (algorithm ?? 'MD5').toUpperCase(),
    ...{ username: get('username'), uri: get('uri'), response: get('response').toLowerCase() },
    ...{ cnonce: get('cnonce'), count },
  };
}

function isRight(given: Given, password: string, { method, body }: SipRequest): boolean {
  const { challenge, username, uri, cnonce, count } = given;
  const input = { challenge, username, password, method, uri, body, cnonce, nonceCount: count };
  const [theirs, ours] = [Buffer.from(given.response), Buffer.from(digestResponse(input))];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}
