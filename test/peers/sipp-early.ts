/** sipp before the answer: reliable provisional responses, forks, early media (RFC 3262, RFC 3960). */
import {
  pause,
  playRtp,
  receive,
  receiveInvite,
  respond,
  respondInside,
  scenario,
  send,
  sessionDescription,
} from './sipp-steps.ts';

const reliable = (rseq: number): string[] => ['Require: 100rel', `RSeq: ${rseq}`];

/** Each reliable response is followed by its PRACK, which gets a 200. */
function ringReliably(line: string, rseq: number, tag: string, described: boolean, repeats = 0): string[] {
  const headers = reliable(rseq);
  const once = respond(line, { tag, toInvite: true, headers, ...(described ? { codec: 'PCMU' } : {}) });
  return [...Array.from({ length: repeats + 1 }, () => once), receive('PRACK'), respondInside('200 OK')];
}

/** 183 twice, then 180, both reliable; the 200 holds no description, for the 183 did. */
export function ringsReliably(): string {
  return scenario([
    receiveInvite(),
    ...ringReliably('183 Session Progress', 7, 'rel', true, 1),
    ...ringReliably('180 Ringing', 8, 'rel', false),
    respond('200 OK', { tag: 'rel', toInvite: true }),
    receive('ACK'),
    receive('BYE', 10_000),
    respondInside('200 OK'),
  ]);
}

/** Two phones ring, each with early media; the first gives up (199), the second answers. */
export function forksAndAnswers(): string {
  return scenario([
    receiveInvite(),
    ...ringReliably('183 Session Progress', 1, 'one', true),
    ...ringReliably('183 Session Progress', 1, 'two', true),
    respond('199 Early Dialog Terminated', { tag: 'one', toInvite: true }),
    respond('200 OK', { tag: 'two', toInvite: true, codec: 'PCMU' }),
    receive('ACK'),
    receive('BYE', 10_000),
    respondInside('200 OK'),
  ]);
}

/** Early media: plays a raw G.711 file for `ms`, then refuses. */
export function playsAndRefuses(file: string, ms: number, line: string): string {
  return scenario([
    receiveInvite(),
    respond('183 Session Progress', { tag: 'early', codec: 'PCMU' }),
    playRtp(file, 'PCMU', 1),
    pause(ms),
    respond(line, { tag: 'early', toInvite: true }),
    receive('ACK'),
  ]);
}

/** Wants longer session intervals than it is offered, then is busy (RFC 4028, 7.3). */
export function wantsLonger(leastS: number): string {
  return scenario([
    receiveInvite(),
    respond('422 Session Interval Too Small', { headers: [`Min-SE: ${leastS}`] }),
    receive('ACK'),
    receiveInvite(),
    respond('486 Busy Here'),
    receive('ACK'),
  ]);
}

/** Calls and requires reliable ringing; acknowledges a described 183, then the answer, and hangs up. */
export function callsReliably(user: string): string {
  const uri = `sip:${user}@[remote_ip]:[remote_port]`;
  const request = (
    method: string,
    cseq: number,
    target: string,
    to: string,
    more: string[] = [],
    body: string[] = [],
  ) =>
    send([
      `${method} ${target} SIP/2.0`,
      'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
      'Max-Forwards: 70',
      'From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]C[call_number]',
      `To: <${uri}>${to}`,
      'Call-ID: [call_id]',
      `CSeq: ${cseq} ${method}`,
      'Contact: <sip:sipp@[local_ip]:[local_port]>',
      ...more,
      'Content-Length: [len]',
      '',
      ...body,
    ]);
  const inside = (method: string, cseq: number, more: string[] = []): string =>
    request(method, cseq, '[next_url]', '[peer_tag_param]', more);
  const rseq = '<ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" check_it="true" assign_to="rseq"/>';
  return scenario([
    request(
      'INVITE',
      1,
      uri,
      '',
      ['Require: 100rel', 'Content-Type: application/sdp'],
      sessionDescription('PCMU'),
    ),
    '<recv response="100" optional="true"/>',
    `<recv response="183" rrs="true" timeout="5000"><action>${rseq}</action></recv>`,
    inside('PRACK', 2, ['RAck: [$rseq] 1 INVITE']),
    '<recv response="200" timeout="5000"/>',
    '<recv response="200" rrs="true" timeout="5000"/>',
    inside('ACK', 1),
    pause(50),
    inside('BYE', 3),
    '<recv response="200" timeout="5000"/>',
  ]);
}
