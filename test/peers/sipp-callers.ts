/**
 * What a sipp caller can do: it calls in, so that the other side's incoming leg is tried. `[branch-n]` is the branch of
 * the step n steps before, whatever that step does: CANCEL and the ACK of a refusal need the INVITE's (RFC 3261, 9.1).
 */
import {
  pause,
  playRtp,
  receive,
  respondInside,
  scenario,
  send,
  sessionDescription,
  type SippCodec,
} from './sipp-steps.ts';

export interface CallerOptions {
  /** User part to call; `[service]` of the command line otherwise. */
  readonly user: string;
  readonly codec?: SippCodec;
  /** Raw G.711, played after the ACK. */
  readonly file?: string;
  /** Hangs up this long after the answer, ms; absent: waits for the callee's BYE. */
  readonly byeAfterMs?: number;
}

/** Calls, acknowledges the answer, and lasts until one of the two hangs up. */
export function callsIn(options: CallerOptions): string {
  const codec = options.codec ?? 'PCMU';
  return scenario([
    request('INVITE', options.user, 1, { body: sessionDescription(codec) }),
    ...provisionals(),
    '<recv response="200" rrs="true" timeout="30000"/>',
    request('ACK', options.user, 1, { inside: true }),
    ...(options.file ? [playRtp(options.file, codec)] : []),
    ...(options.byeAfterMs === undefined
      ? [receive('BYE', 60_000), respondInside('200 OK')]
      : [
          pause(options.byeAfterMs),
          request('BYE', options.user, 2, { inside: true }),
          '<recv response="200" timeout="5000"/>',
        ]),
  ]);
}

/** Calls and withdraws it after a 180 and `ringMs`. */
export function callsAndCancels(user: string, ringMs = 200): string {
  return scenario([
    request('INVITE', user, 1, { body: sessionDescription('PCMU'), branch: '[branch]' }),
    '<recv response="100" optional="true"/>',
    '<recv response="180" timeout="5000"/>',
    pause(ringMs),
    request('CANCEL', user, 1, { branch: '[branch-4]' }),
    '<recv response="200" timeout="5000"/>',
    '<recv response="487" timeout="5000"/>',
    request('ACK', user, 1, { branch: '[branch-7]', answered: true }),
  ]);
}

/** Calls and expects to be refused with `status`. */
export function callsAndIsRefused(user: string, status: number): string {
  return scenario([
    request('INVITE', user, 1, { body: sessionDescription('PCMU'), branch: '[branch]' }),
    ...provisionals(),
    `<recv response="${status}" timeout="10000"/>`,
    request('ACK', user, 1, { branch: '[branch-5]', answered: true }),
  ]);
}

/** Calls, is challenged, calls again with credentials, and lasts until the callee hangs up. */
export function provesItself(user: string, name: string, password: string): string {
  const invite = (cseq: number, headers: readonly string[] = []): string =>
    request('INVITE', user, cseq, { body: sessionDescription('PCMU'), headers });
  return scenario([
    invite(1),
    ...provisionals(),
    '<recv response="401" auth="true" timeout="10000"/>',
    request('ACK', user, 1, { branch: '[branch-5]', answered: true }),
    invite(2, [`[authentication username=${name} password=${password}]`]),
    ...provisionals(),
    '<recv response="200" rrs="true" timeout="30000"/>',
    request('ACK', user, 2, { inside: true }),
    receive('BYE', 60_000),
    respondInside('200 OK'),
  ]);
}

/** Sends OPTIONS outside any call and expects a 200. */
export function pings(user: string): string {
  return scenario([request('OPTIONS', user, 1), '<recv response="200" timeout="5000"/>']);
}

interface RequestParts {
  readonly body?: readonly string[];
  /** Inside the dialog: the callee's contact and tag. */
  readonly inside?: boolean;
  /** To the same Request-URI, with the tag of the response. */
  readonly answered?: boolean;
  readonly branch?: string;
  readonly headers?: readonly string[];
}

function request(method: string, user: string, cseq: number, parts: RequestParts = {}): string {
  const body = parts.body ?? [];
  const toTag = parts.inside || parts.answered ? '[peer_tag_param]' : '';
  return send([
    `${method} ${parts.inside ? '[next_url]' : `sip:${user}@[remote_ip]:[remote_port]`} SIP/2.0`,
    `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${parts.branch ?? '[branch]'}`,
    'Max-Forwards: 70',
    'From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]C[call_number]',
    `To: <sip:${user}@[remote_ip]:[remote_port]>${toTag}`,
    'Call-ID: [call_id]',
    `CSeq: ${cseq} ${method}`,
    ...(parts.inside ? ['[routes]'] : []),
    'Contact: <sip:sipp@[local_ip]:[local_port]>',
    ...(parts.headers ?? []),
    ...(body.length > 0 ? ['Content-Type: application/sdp'] : []),
    'Content-Length: [len]',
    '',
    ...body,
  ]);
}

function provisionals(): string[] {
  return [100, 180, 183].map((status) => `<recv response="${status}" optional="true"/>`);
}
