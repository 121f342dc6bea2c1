/** Printing of messages: strictly RFC 3261's grammar, full names, one value a line. */
import { printCSeq } from './cseq.ts';
import { printNameAddr } from './name-addr.ts';
import type { SipMessage } from './types.ts';
import { printVia } from './via.ts';

/** The message as bytes. Content-Length is always written (18.3: MUST over streams, SHOULD over UDP). */
export function printMessage(message: SipMessage): Uint8Array {
  const body = Buffer.from(message.body, 'utf8');
  const start =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = [
    start,
    ...message.via.map((via) => `Via: ${printVia(via)}`),
    `From: ${printNameAddr(message.from)}`,
    `To: ${printNameAddr(message.to)}`,
    `Call-ID: ${message.callId}`,
    `CSeq: ${printCSeq(message.cseq)}`,
    ...message.headers.map(({ name, value }) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
  ];
  // No value may end its line: whatever text came from outside stays inside its field.
  const head = lines.map((line) => line.replace(/[\r\n\0]+/g, ' ')).join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'utf8'), body]);
}
