/** What we know of challenges in one call, and the answers to them (RFC 3261, 22). Pure. */
import { headerLines, type Header, type SipRequest, type SipResponse } from '../message/index.ts';
import type { SipCredentials } from '../../contract.ts';
import { digestCredentials, parseChallenge, strength, type Challenge } from './digest.ts';
import { token } from './self.ts';

interface Known {
  readonly by: 'user-agent' | 'proxy';
  readonly challenge: Challenge;
  readonly nonceCount: number;
  /** Answered anew because only the nonce was old; granted once a request, so that nobody keeps us in a loop. */
  readonly renewed: boolean;
  /** A request with our credentials was accepted: another challenge means an old nonce, `stale` or not. */
  readonly proven: boolean;
}

/** Realms that we answer in one call: a callee and the proxies on the way; more would be somebody playing with us. */
const MAX_REALMS = 4;

/** Every realm that challenged us, with what it said last. */
export type Authentication = readonly Known[];

export type ChallengeAnswer =
  | { readonly ok: true; readonly authentication: Authentication }
  | { readonly ok: false; readonly detail: string };

const FIELDS = {
  'user-agent': { challenge: 'WWW-Authenticate', credentials: 'Authorization' },
  proxy: { challenge: 'Proxy-Authenticate', credentials: 'Proxy-Authorization' },
} as const;

/** Takes a 401 or 407: refuses when credentials are missing or were already sent to that realm (22.2, 22.3). */
export function takeChallenge(
  authentication: Authentication,
  response: SipResponse,
  credentials: SipCredentials | undefined,
): ChallengeAnswer {
  if (!credentials) return { ok: false, detail: 'The peer asks for credentials and none are configured.' };
  const by = response.status === 407 ? 'proxy' : 'user-agent';
  const offered = headerLines(response, FIELDS[by].challenge)
    .map(parseChallenge)
    .filter((challenge) => challenge !== null);
  const realms = [...new Set(offered.map((challenge) => challenge.realm))];
  if (realms.length === 0) return { ok: false, detail: 'The challenge holds no Digest that we support.' };
  let next = authentication;
  for (const realm of realms) {
    // RFC 8760, 2.4 lets a server offer several algorithms for a realm; we take the strongest.
    const challenge = offered
      .filter((each) => each.realm === realm)
      .reduce((best, each) => (strength(each.algorithm) > strength(best.algorithm) ? each : best));
    const before = next.find((known) => known.by === by && known.challenge.realm === realm);
    // RFC 7616, 3.3: `stale` says that the credentials are right and only the nonce is old.
    if (before && (before.renewed || !(challenge.stale || before.proven)))
      return { ok: false, detail: `Our credentials were refused by realm "${realm}".` };
    next = [
      ...next.filter((known) => known !== before),
      { by, challenge, nonceCount: 0, renewed: before !== undefined, proven: false },
    ];
  }
  if (next.length > MAX_REALMS)
    return { ok: false, detail: `More than ${MAX_REALMS} realms ask for credentials.` };
  return { ok: true, authentication: next };
}

/** A request was accepted with them: in a long call a nonce grows old more than once (RFC 7616, 3.3). */
export function proven(authentication: Authentication): Authentication {
  return authentication.map((known) => ({ ...known, renewed: false, proven: true }));
}

/** Header fields for a request to all realms known so far; each use raises the nonce count. */
export function authorize(
  authentication: Authentication,
  request: Pick<SipRequest, 'method' | 'uri' | 'body'>,
  credentials: SipCredentials | undefined,
  seed: string,
): { headers: readonly Header[]; authentication: Authentication } {
  if (!credentials || authentication.length === 0) return { headers: [], authentication };
  const used = authentication.map((known) => ({ ...known, nonceCount: known.nonceCount + 1 }));
  const headers = used.map(({ by, challenge, nonceCount }) => ({
    name: FIELDS[by].credentials,
    value: digestCredentials({
      challenge,
      ...credentials,
      method: request.method,
      uri: request.uri,
      body: request.body,
      nonceCount,
      cnonce: token(seed, 'cnonce', challenge.nonce, nonceCount),
    }),
  }));
  return { headers, authentication: used };
}

/** 13.2.2.4: the ACK of a 2xx MUST carry the credentials of its INVITE. */
export function credentialsOf(request: SipRequest): Header[] {
  return request.headers.filter(({ name }) => name === 'Authorization' || name === 'Proxy-Authorization');
}
