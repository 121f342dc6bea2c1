/** sipp callees and callers that do something inside a dialog: refresh, hold, refer. */
import {
  receive,
  receiveInvite,
  receiveResponse,
  respond,
  scenario,
  send,
  sessionDescription,
} from './sipp-steps.ts';

const TAG = '[pid]T[call_number]';
const OURS = 'Contact: <sip:sipp@[local_ip]:[local_port]>';

/** An answer inside the dialog, with fields and a description. */
export function inside(line: string, headers: readonly string[] = [], body: readonly string[] = []): string {
  return send([
    `SIP/2.0 ${line}`,
    ...['[last_Via:]', '[last_From:]', '[last_To:]', '[last_Call-ID:]', '[last_CSeq:]', OURS, ...headers],
    ...(body.length > 0 ? ['Content-Type: application/sdp'] : []),
    ...['Content-Length: [len]', '', ...body],
  ]);
}

/** A request of the callee inside the dialog. */
export function asks(
  method: string,
  cseq: number,
  headers: readonly string[] = [],
  body: readonly string[] = [],
): string {
  return send([
    `${method} [$target] SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    'Max-Forwards: 70',
    `From:[$to];tag=${TAG}`,
    'To:[$from]',
    '[last_Call-ID:]',
    `CSeq: ${cseq} ${method}`,
    OURS,
    ...headers,
    ...['Content-Length: [len]', '', ...body],
  ]);
}

const SDP_TYPE = 'Content-Type: application/sdp';

/** PCMU in that direction; `version` of o= rises with each change. */
export function described(direction: string, version = 1): string[] {
  return sessionDescription('PCMU')
    .map((line) => (line.startsWith('o=') ? `o=sipp 53655765 ${version} IN IP4 [local_ip]` : line))
    .concat(`a=${direction}`);
}

/** A callee that answers, with these fields in its 200. */
const answers = (headers: readonly string[] = []): string[] => [
  receiveInvite(),
  respond('200 OK', { tag: TAG, codec: 'PCMU', headers }),
  receive('ACK'),
];
const released = [receive('BYE', 8_000), inside('200 OK')];
const takes = (method: string): string[] => [receive(method), inside('200 OK')];

/** The caller is to refresh: by UPDATE where `allow` names it, else by INVITE. After two refreshes it hangs up. */
export function refreshedByCaller(allow: string): string {
  const said = ['Supported: timer', 'Require: timer', 'Session-Expires: 2;refresher=uac', `Allow: ${allow}`];
  const byUpdate = allow.includes('UPDATE');
  const refresh = byUpdate
    ? [receive('UPDATE'), inside('200 OK', said)]
    : [receive('INVITE'), inside('200 OK', said, described('sendrecv')), receive('ACK')];
  return scenario([...answers(said), ...refresh, ...refresh, asks('BYE', 1), receiveResponse(200)]);
}

/** Is to refresh, and never does: the caller has to end it. */
export function forgetsToRefresh(): string {
  return scenario([...answers(['Supported: timer', 'Session-Expires: 3;refresher=uas']), ...released]);
}

const callerInvite = (cseq: number, seconds: number): string =>
  send([
    'INVITE sip:bob@[remote_ip]:[remote_port] SIP/2.0',
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    'From: <sip:sipp@[local_ip]>;tag=[call_number]',
    'To: <sip:bob@[remote_ip]>',
    'Call-ID: [call_id]',
    `CSeq: ${cseq} INVITE`,
    OURS,
    ...['Max-Forwards: 70', 'Supported: timer', `Session-Expires: ${seconds}`, SDP_TYPE],
    ...['Content-Length: [len]', '', ...described('sendrecv')],
  ]);
const callerAsks = (method: string, cseq: number, branch: string, headers: readonly string[] = []): string =>
  send([
    `${method} sip:bob@[remote_ip]:[remote_port] SIP/2.0`,
    `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}`,
    ...['[last_From:]', '[last_To:]', '[last_Call-ID:]', `CSeq: ${cseq} ${method}`, 'Max-Forwards: 70'],
    ...[...headers, 'Content-Length: 0', ''],
  ]);

/** A caller whose interval is too small: 422, ACK, and again with what it was told; it refreshes by UPDATE. */
export function callsTooBriefly(): string {
  return scenario([
    callerInvite(1, 60),
    receiveResponse(422),
    callerAsks('ACK', 1, '[branch-1]'),
    callerInvite(2, 90),
    receiveResponse(200),
    callerAsks('ACK', 2, '[branch]'),
    callerAsks('UPDATE', 3, '[branch]', [OURS, 'Supported: timer', 'Session-Expires: 120;refresher=uac']),
    receiveResponse(200),
    callerAsks('BYE', 4, '[branch]'),
    receiveResponse(200),
  ]);
}

/** Holds, takes back, asks for an offer, moves its port by UPDATE. */
export function holdsAndMoves(): string {
  return scenario([
    ...answers(),
    ...reinvites(1, [SDP_TYPE], described('sendonly', 2)),
    ...reinvites(2, [SDP_TYPE], described('sendrecv', 3)),
    asks('INVITE', 3),
    receiveResponse(200),
    asks('ACK', 3, [SDP_TYPE], described('sendrecv', 4)),
    asks('UPDATE', 4, [SDP_TYPE], described('inactive', 5)),
    receiveResponse(200),
    ...released,
  ]);
}

function reinvites(cseq: number, headers: readonly string[], body: readonly string[]): string[] {
  return [asks('INVITE', cseq, headers, body), receiveResponse(200), asks('ACK', cseq)];
}

/** Is held by the caller; answers 491 at first, and refuses the second change. */
export function isHeld(): string {
  return scenario([
    ...answers(),
    receive('INVITE'),
    inside('491 Request Pending'),
    receive('ACK'),
    receive('INVITE'),
    inside('200 OK', [], described('recvonly', 2)),
    receive('ACK'),
    receive('INVITE'),
    inside('488 Not Acceptable Here'),
    receive('ACK'),
    ...released,
  ]);
}

/** Both offer at once: its own INVITE leaves before it answers the caller's, and is 491. */
export function crosses(): string {
  return scenario([
    ...answers(),
    receive('INVITE'),
    asks('INVITE', 7, [SDP_TYPE], described('sendonly', 2)),
    `<recv response="100" optional="true"/><recv response="491" timeout="5000"/>`,
    asks('ACK', 7),
  ]);
}

/** Takes a REFER and tells how it goes; `null`: it refuses it. */
export function takesRefer(told: readonly string[] | null): string {
  const refer = `<recv request="REFER" timeout="5000"><action><ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="refer"/></action></recv>`;
  const notify = (line: string, index: number): string[] => [
    asks(
      'NOTIFY',
      index + 1,
      [
        'Event: refer;id=[$refer]',
        `Subscription-State: ${index === told!.length - 1 ? 'terminated;reason=noresource' : 'active;expires=30'}`,
        'Content-Type: message/sipfrag;version=2.0',
      ],
      [`SIP/2.0 ${line}`],
    ),
    receiveResponse(200),
  ];
  return scenario([
    ...answers(),
    refer,
    inside(told ? '202 Accepted' : '603 Decline'),
    ...(told ?? []).flatMap(notify),
    ...released,
    '<Reference variables="refer"/>',
  ]);
}

/** Refers the caller to `to`, hears how that goes, and hangs up. */
export function refers(to: string): string {
  return scenario([
    ...answers(),
    asks('REFER', 1, [`Refer-To: <${to}>`, 'Referred-By: <sip:sipp@[local_ip]>']),
    receiveResponse(202),
    ...takes('NOTIFY'),
    ...takes('NOTIFY'),
    asks('BYE', 2),
    receiveResponse(200),
  ]);
}

/** Presses keys by INFO, in both forms, and takes one. */
export function pressesByInfo(): string {
  return scenario([
    ...answers(),
    asks('INFO', 1, ['Content-Type: application/dtmf-relay'], ['Signal=5', 'Duration=250']),
    receiveResponse(200),
    asks('INFO', 2, ['Content-Type: application/dtmf'], ['#']),
    receiveResponse(200),
    receive('INFO'),
    inside('200 OK'),
    ...released,
  ]);
}
