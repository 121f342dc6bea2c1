/** One OPTIONS to see whether a peer lives, and what it can (RFC 3261, 11). */
import { errorText } from '#kernel';
import type { PingReport, PingRequest, SipTarget } from '../../contract.ts';
import { authorize, takeChallenge, type Authentication } from '../agent/authentication.ts';
import { contact } from '../agent/requests.ts';
import { ALLOW, branchToken, onTransport, ownVia, token, type Self } from '../agent/self.ts';
import {
  header,
  headerValues,
  parseUri,
  withHeaders,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import type { RegistrationWorld } from './registrations.ts';

/** Never rejects. Whatever final status comes: somebody is there. */
export async function ping(
  request: PingRequest,
  world: RegistrationWorld,
  seed: string,
): Promise<PingReport> {
  let target: SipTarget | undefined;
  try {
    const uri = parseUri(request.proxy ?? request.uri);
    if (!uri) return { alive: false, detail: `"${request.uri}" is no SIP URI.` };
    target = request.target ?? (await world.resolver.resolve(uri));
    const first = await ask(request, target, world, seed, []);
    const { response } = first;
    // With credentials the answer says more; without them it has said enough.
    const isChallenge = response?.status === 401 || response?.status === 407;
    const taken = isChallenge ? takeChallenge([], response, request.credentials) : null;
    const second = taken?.ok ? await ask(request, target, world, seed, taken.authentication) : null;
    return reportOf(second?.response ? second : first, target);
  } catch (error) {
    return { alive: false, ...(target ? { target } : {}), detail: errorText(error) };
  }
}

interface Answer {
  readonly response: SipResponse | null;
  readonly detail: string;
  readonly ms: number;
}

function ask(
  { uri, withinMs, credentials }: PingRequest,
  target: SipTarget,
  { layer, clock, self }: RegistrationWorld,
  seed: string,
  authentication: Authentication,
): Promise<Answer> {
  const begin = clock.monotonic();
  const { headers } = authorize(authentication, { method: 'OPTIONS', uri, body: '' }, credentials, seed);
  const request = optionsRequest(onTransport(self, target.transport), uri, seed, authentication.length + 1);
  return new Promise((resolve) => {
    const tell = (response: SipResponse | null, detail = ''): void => {
      patience.cancel();
      transaction.abandon();
      resolve({ response, detail, ms: clock.monotonic() - begin });
    };
    const patience = clock.after(withinMs, () => tell(null, `No answer within ${withinMs} ms.`));
    const transaction = layer.clients.request(
      { ...request, headers: [...request.headers, ...headers] },
      target,
      {
        response: (response) => response.status >= 200 && queueMicrotask(() => tell(response)),
        failed: ({ detail }) => queueMicrotask(() => tell(null, detail)),
      },
    );
  });
}

function optionsRequest(self: Self, uri: string, seed: string, cseq: number): SipRequest {
  const from = { uri: `sip:parley@${self.address}`, params: [{ name: 'tag', value: token(seed, 'tag') }] };
  return {
    kind: 'request',
    method: 'OPTIONS',
    uri,
    via: [ownVia(self.address, branchToken(seed, 'OPTIONS', cseq))],
    from,
    to: { uri, params: [] },
    callId: token(seed, 'call-id'),
    cseq: { number: cseq, method: 'OPTIONS' },
    headers: withHeaders(
      [{ name: 'Max-Forwards', value: '70' }],
      [
        ['Contact', contact(self, from)],
        ['Accept', 'application/sdp'],
        ['Allow', ALLOW],
        ['User-Agent', self.userAgent],
      ],
    ),
    body: '',
  };
}

function reportOf({ response, detail, ms }: Answer, target: SipTarget): PingReport {
  if (!response) return { alive: false, target, detail };
  const software = header(response, 'Server') ?? header(response, 'User-Agent');
  return {
    alive: true,
    status: response.status,
    reason: response.reason,
    roundTripMs: Math.round(ms),
    target,
    ...(software === undefined ? {} : { software }),
    allow: headerValues(response, 'Allow'),
    supported: headerValues(response, 'Supported'),
  };
}
