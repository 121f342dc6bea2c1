/** Reads a session description (RFC 8866). Lenient where peers are known to be loose, strict where meaning is lost. */
import { ipVersion } from './address.ts';
import type { SdpAttribute, SdpConnection, SdpDescription, SdpMedia, SdpOrigin } from './description.ts';

/** A description, or what is wrong with the text, as a sentence with the line's number. */
export type SdpParsed =
  | { readonly ok: true; readonly description: SdpDescription }
  | { readonly ok: false; readonly detail: string };

/** More than any audio call needs; keeps hostile bodies cheap. */
const MAX_LENGTH = 65_536;
const MAX_MEDIA = 32;
const MAX_LINES = 1_000;
/** Of one stream: payload types are seven bits (RFC 3550, 5.1). */
const MAX_FORMATS = 128;

class Malformed extends Error {}

/** Reads `text`; lines may end in CRLF or, as RFC 8866, 5 asks of parsers, in LF alone. */
export function parseSdp(text: string): SdpParsed {
  if (text.length > MAX_LENGTH)
    return { ok: false, detail: `The SDP is longer than ${MAX_LENGTH} characters.` };
  const lines = text.split(/\r?\n/);
  if (lines.length > MAX_LINES) return { ok: false, detail: `The SDP has more than ${MAX_LINES} lines.` };
  try {
    return { ok: true, description: parseLines(lines) };
  } catch (thrown) {
    if (thrown instanceof Malformed) return { ok: false, detail: thrown.message };
    throw thrown;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function parseLines(lines: readonly string[]): SdpDescription {
  let version: string | undefined;
  let origin: SdpOrigin | undefined;
  let sessionName = '-';
  let connection: SdpConnection | undefined;
  const attributes: SdpAttribute[] = [];
  const media: (Writable<SdpMedia> & { attributes: SdpAttribute[] })[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const fail = (what: string): never => {
      throw new Malformed(`Line ${index + 1} of the SDP: ${what}.`);
    };
    // 5: <type>=<value>, no white space around "=".
    if (line[1] !== '=') return fail('it is not of the form "x=value"');
    const value = line.slice(2).trimEnd();
    const stream = media.at(-1);
    switch (line[0]) {
      case 'v':
        version = value;
        return;
      case 'o':
        origin = parseOrigin(value) ?? fail('"o=" needs six fields: username id version IN IP4|IP6 address');
        return;
      case 's':
        sessionName = value;
        return;
      case 'c': {
        const parsed = parseConnection(value) ?? fail('"c=" needs "IN IP4|IP6 address"');
        if (stream) stream.connection = parsed;
        else connection = parsed;
        return;
      }
      case 'm':
        if (media.length === MAX_MEDIA) return fail(`more than ${MAX_MEDIA} streams`);
        media.push(parseMedia(value) ?? fail('"m=" needs "kind port protocol formats"'));
        if (media.at(-1)!.formats.length > MAX_FORMATS) return fail(`more than ${MAX_FORMATS} formats`);
        return;
      case 'a':
        (stream?.attributes ?? attributes).push(parseAttribute(value));
        return;
      default:
        // t=, b=, k= and unknown types say nothing that an audio endpoint acts on (5: unknown ones are ignored).
        return;
    }
  });
  if (version !== '0') throw new Malformed('The SDP must begin with "v=0".');
  if (!origin) throw new Malformed('The SDP has no "o=" line.');
  // 5.7: a c= line for the session or one in each stream; a rejected stream needs none.
  if (!connection && media.some((stream) => stream.port !== 0 && !stream.connection))
    throw new Malformed('The SDP has a stream without "c=" line.');
  return { origin, sessionName, ...(connection && { connection }), attributes, media };
}

function parseOrigin(value: string): SdpOrigin | undefined {
  const [username, sessionId, version, network, family, address] = value.split(/\s+/);
  const connection = address && parseConnection(`${network} ${family} ${address}`);
  if (!username || !sessionId || !version || !connection || !/^\d{1,40}$/.test(version)) return undefined;
  return { username, sessionId, version, connection };
}

function parseConnection(value: string): SdpConnection | undefined {
  const [, family, address] = /^IN\s+(IP4|IP6)\s+([^\s/]+)(?:\/\d+)*$/.exec(value) ?? [];
  if ((family !== 'IP4' && family !== 'IP6') || !address || address.length > 255) return undefined;
  const version = ipVersion(address);
  if (version !== 0 && version !== (family === 'IP4' ? 4 : 6)) return undefined;
  return { family, address };
}

function parseMedia(value: string): (Writable<SdpMedia> & { attributes: SdpAttribute[] }) | undefined {
  const [kind, ports, protocol, ...formats] = value.split(/\s+/);
  const port = Number(/^(\d{1,5})(?:\/\d+)?$/.exec(ports ?? '')?.[1] ?? NaN);
  if (!kind || !protocol || !(port <= 65_535)) return undefined;
  // RFC 3264, 6: those of a rejected stream mean nothing, and some peers leave them out; our own answer MUST have one.
  if (formats.length === 0 && port === 0) formats.push('0');
  if (formats.length === 0) return undefined;
  return { kind: kind.toLowerCase(), port, protocol: protocol.toUpperCase(), formats, attributes: [] };
}

function parseAttribute(text: string): SdpAttribute {
  const colon = text.indexOf(':');
  return colon < 0 ? { name: text } : { name: text.slice(0, colon), value: text.slice(colon + 1).trim() };
}
