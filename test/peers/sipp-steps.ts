/** The steps of a sipp scenario as text, so that scenarios read as a list. */

/** How a scenario's SDP names the codec and which raw file it may play. */
export type SippCodec = 'PCMU' | 'PCMA';

const PAYLOAD_TYPE = { PCMU: 0, PCMA: 8 } as const;

/** Variables that `receiveInvite` keeps; sipp demands that what is assigned be read somewhere. */
const KEPT = {
  cseq: ['.*', 'CSeq:'],
  via: ['.*', 'Via:'],
  from: ['.*', 'From:'],
  to: ['.*', 'To:'],
  target: ['sip:[^>;]+', 'Contact:'],
} as const;

/** A scenario of `steps`. */
export function scenario(steps: readonly string[]): string {
  const keeps = steps.some((step) => step.includes('assign_to="cseq"'));
  return [
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
    '<!DOCTYPE scenario SYSTEM "sipp.dtd">',
    '<scenario name="peer">',
    ...steps,
    ...(keeps ? [`<Reference variables="${Object.keys(KEPT).join(',')}"/>`] : []),
    '</scenario>',
    '',
  ].join('\n');
}

/** Waits for an INVITE and keeps what later messages of its dialog need. */
export function receiveInvite(): string {
  const actions = Object.entries(KEPT).map(
    ([name, [pattern, header]]) =>
      `<ereg regexp="${pattern}" search_in="hdr" header="${header}" assign_to="${name}"/>`,
  );
  return `<recv request="INVITE"><action>${actions.join('')}</action></recv>`;
}

/** Waits for a request; the call fails when it does not come within `timeoutMs`. */
export function receive(method: string, timeoutMs = 5000): string {
  return `<recv request="${method}" timeout="${timeoutMs}"/>`;
}

/** Waits for a final response to what was sent, after any 100. */
export function receiveResponse(status: number, timeoutMs = 5000): string {
  return `<recv response="100" optional="true"/><recv response="${status}" timeout="${timeoutMs}"/>`;
}

export interface RespondOptions {
  readonly tag?: string;
  readonly codec?: SippCodec;
  /** Answers the INVITE although another request came after it. */
  readonly toInvite?: boolean;
  readonly headers?: readonly string[];
}

/** An answer to the INVITE after its ACK must not repeat the tag that the ACK's To carries. */
function toHeader(line: string, { tag = '[pid]T[call_number]', toInvite }: RespondOptions): string {
  if (line.startsWith('100')) return '[last_To:]';
  return `${toInvite ? 'To:[$to]' : '[last_To:]'};tag=${tag}`;
}

/** Sends a response, e.g. `respond('486 Busy Here')`; `codec` adds a session description. */
export function respond(line: string, options: RespondOptions = {}): string {
  const body = options.codec ? sessionDescription(options.codec) : [];
  return send([
    `SIP/2.0 ${line}`,
    options.toInvite ? 'Via:[$via]' : '[last_Via:]',
    '[last_From:]',
    toHeader(line, options),
    '[last_Call-ID:]',
    options.toInvite ? 'CSeq:[$cseq]' : '[last_CSeq:]',
    '[last_Record-Route:]',
    'Contact: <sip:sipp@[local_ip]:[local_port]>',
    ...(options.headers ?? []),
    ...(body.length > 0 ? ['Content-Type: application/sdp'] : []),
    'Content-Length: [len]',
    '',
    ...body,
  ]);
}

/** Answers a request inside a dialog, whose `To` already has its tag. */
export function respondInside(line: string): string {
  return send([
    `SIP/2.0 ${line}`,
    '[last_Via:]',
    '[last_From:]',
    '[last_To:]',
    '[last_Call-ID:]',
    '[last_CSeq:]',
    'Content-Length: 0',
    '',
  ]);
}

/** A request of a callee inside the dialog that `receiveInvite` began and `respond` answered with `tag`. */
export function requestInside(
  method: string,
  cseq: number,
  tag = '[pid]T[call_number]',
  body: readonly string[] = [],
): string {
  return send([
    `${method} [$target] SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    'Max-Forwards: 70',
    `From:[$to];tag=${tag}`,
    'To:[$from]',
    '[last_Call-ID:]',
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:sipp@[local_ip]:[local_port]>',
    ...(body.length > 0 ? ['Content-Type: application/sdp'] : []),
    'Content-Length: [len]',
    '',
    ...body,
  ]);
}

/** Sends raw lines as one message. */
export function send(lines: readonly string[]): string {
  return `<send><![CDATA[\n\n${lines.map((line) => `      ${line}`).join('\n')}\n\n]]></send>`;
}

export function sessionDescription(codec: SippCodec): string[] {
  const type = PAYLOAD_TYPE[codec];
  return [
    'v=0',
    'o=sipp 53655765 2353687637 IN IP4 [local_ip]',
    's=-',
    'c=IN IP4 [media_ip]',
    't=0 0',
    `m=audio [media_port] RTP/AVP ${type} 101`,
    `a=rtpmap:${type} ${codec}/8000`,
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
  ];
}

/** Plays a raw G.711 file; `loops` -1 for ever. */
export function playRtp(file: string, codec: SippCodec, loops = -1): string {
  return `<nop><action><exec rtp_stream="${file},${loops},${PAYLOAD_TYPE[codec]}"/></action></nop>`;
}

export function pause(ms: number): string {
  return `<pause milliseconds="${ms}"/>`;
}
