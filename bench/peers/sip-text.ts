/** Just enough SIP for a peer that Parley calls: read by regular expressions, written as text. */

export interface Invite {
  readonly user: string;
  readonly via: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: string;
  /** Where requests inside the dialog go. */
  readonly contact: string;
  readonly rtpPort: number;
}

export function field(text: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(.*)\\r$`, 'im').exec(text)?.[1] ?? '';
}

export function readInvite(text: string): Invite {
  return {
    user: /^INVITE sips?:([^@;> ]+)@/i.exec(text)?.[1] ?? '',
    via: [...text.matchAll(/^Via:[ \t]*(.*)\r$/gim)].map((match) => match[1]!),
    from: field(text, 'From'),
    to: field(text, 'To'),
    callId: field(text, 'Call-ID'),
    cseq: field(text, 'CSeq'),
    contact: /<([^>]+)>/.exec(field(text, 'Contact'))?.[1] ?? field(text, 'Contact'),
    rtpPort: Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? 0),
  };
}

/** A response to the request that `like` was read from; `to` with our tag where it has none. */
export function response(
  line: string,
  like: Omit<Invite, 'user' | 'contact' | 'rtpPort'>,
  more: readonly string[] = [],
  body = '',
): string {
  const to = /;tag=/.test(like.to) ? like.to : `${like.to};tag=bench`;
  return [
    `SIP/2.0 ${line}`,
    ...like.via.map((via) => `Via: ${via}`),
    `From: ${like.from}`,
    `To: ${to}`,
    `Call-ID: ${like.callId}`,
    `CSeq: ${like.cseq}`,
    ...more,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

export function answerBody(port: number): string {
  return [
    'v=0',
    'o=bench 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 0`,
    'a=rtpmap:0 PCMU/8000',
    'a=ptime:20',
    '',
  ].join('\r\n');
}

export function bye(call: Invite, address: string): string {
  return [
    `BYE ${call.contact} SIP/2.0`,
    `Via: SIP/2.0/UDP ${address};branch=z9hG4bKbye${call.callId.replace(/\W/g, '')}`,
    'Max-Forwards: 70',
    `From: ${call.to};tag=bench`,
    `To: ${call.from}`,
    `Call-ID: ${call.callId}`,
    'CSeq: 1 BYE',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
