/** Reading and changing the untyped header fields of a message. */
import { sdpPart } from './multipart.ts';
import { splitOutside } from './scan.ts';
import type { Header, MessageCore } from './types.ts';

/** The first field of that name. */
export function header(message: Pick<MessageCore, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return message.headers.find((each) => each.name.toLowerCase() === wanted)?.value;
}

/** Every field of that name, each as one text. */
export function headerLines(message: Pick<MessageCore, 'headers'>, name: string): string[] {
  const wanted = name.toLowerCase();
  return message.headers.filter((each) => each.name.toLowerCase() === wanted).map((each) => each.value);
}

/** Every value of a field that may be a list, over all its lines (RFC 3261, 7.3.1: both forms mean the same). */
export function headerValues(message: Pick<MessageCore, 'headers'>, name: string): string[] {
  return headerLines(message, name)
    .flatMap((line) => splitOutside(line, ','))
    .filter((value) => value !== '');
}

/** `headers` with `more` behind it, those without a value left out. */
export function withHeaders(
  headers: readonly Header[],
  more: readonly (readonly [name: string, value: string | number | undefined])[],
): Header[] {
  const added = more.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value: String(value) }],
  );
  return [...headers, ...added];
}

/** The SDP of a message: its body, or a part of it, as Content-Type says; undefined when it has none. */
export function sdpOf(message: MessageCore): string | undefined {
  if (message.body === '') return undefined;
  const type = header(message, 'Content-Type');
  if (type === undefined || mediaType(type) === 'application/sdp') return message.body;
  return mediaType(type).startsWith('multipart/') ? sdpPart(type, message.body) : undefined;
}

/** Type and subtype without parameters, lower case. */
export function mediaType(value: string): string {
  return value.split(';')[0]!.replaceAll(' ', '').toLowerCase();
}
