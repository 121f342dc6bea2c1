/** Messages of Azure's speech protocol: header lines and a body, as text or as bytes. Pure. */

export interface SpeechMessage {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const BREAK = '\r\n';

/** A text message: header lines, an empty line, a body. */
export function printText(headers: Readonly<Record<string, string>>, body: string): string {
  return lines(headers) + BREAK + body;
}

/** A binary message: the length of the header in two octets, big endian, the header lines, the body. */
export function printBinary(headers: Readonly<Record<string, string>>, body: Uint8Array): Uint8Array {
  const header = Buffer.from(lines(headers), 'latin1');
  const bytes = new Uint8Array(2 + header.length + body.length);
  new DataView(bytes.buffer).setUint16(0, header.length);
  bytes.set(header, 2);
  bytes.set(body, 2 + header.length);
  return bytes;
}

/** @throws SyntaxError when there is no empty line after the headers. */
export function parseText(message: string): SpeechMessage {
  const end = message.indexOf(BREAK + BREAK);
  if (end < 0) throw new SyntaxError('a message without headers');
  return { headers: parseHeaders(message.slice(0, end)), body: message.slice(end + 4) };
}

/** @throws SyntaxError when the header is longer than the message. */
export function parseBinary(message: Uint8Array): {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
} {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const length = message.length < 2 ? Infinity : view.getUint16(0);
  if (message.length < 2 + length) throw new SyntaxError('a header longer than its message');
  const header = new TextDecoder('latin1').decode(message.subarray(2, 2 + length));
  return { headers: parseHeaders(header), body: message.subarray(2 + length) };
}

function lines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}${BREAK}`)
    .join('');
}

function parseHeaders(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split(BREAK)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}
