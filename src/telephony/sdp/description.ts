/** A session description as data (RFC 8866); only what an audio endpoint reads or writes, the rest kept as attributes. */

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface SdpAttribute {
  readonly name: string;
  /** Absent in a property attribute such as `a=sendonly`. */
  readonly value?: string;
}

/** `c=` (RFC 8866, 5.7). */
export interface SdpConnection {
  readonly family: 'IP4' | 'IP6';
  readonly address: string;
}

/** `o=` (5.2). */
export interface SdpOrigin {
  readonly username: string;
  readonly sessionId: string;
  readonly version: string;
  readonly connection: SdpConnection;
}

/** `m=` (5.14) with what follows it. */
export interface SdpMedia {
  /** `audio`, `video` ... */
  readonly kind: string;
  /** 0 is a rejected stream (RFC 3264, 6). */
  readonly port: number;
  /** Transport, e.g. `RTP/AVP`. */
  readonly protocol: string;
  readonly formats: readonly string[];
  readonly connection?: SdpConnection;
  readonly attributes: readonly SdpAttribute[];
}

export interface SdpDescription {
  readonly origin: SdpOrigin;
  readonly sessionName: string;
  readonly connection?: SdpConnection;
  readonly attributes: readonly SdpAttribute[];
  readonly media: readonly SdpMedia[];
}

/** Rate and name that a payload type stands for. */
export interface RtpMap {
  readonly payloadType: number;
  /** In capitals. */
  readonly encoding: string;
  readonly rate: number;
  /** One unless said (RFC 8866, 6.6). */
  readonly channels: number;
}

/** Static payload types that we know (RFC 3551, table 4); an `rtpmap` may be left out for them. */
const STATIC: Readonly<Record<number, string>> = { 0: 'PCMU', 8: 'PCMA', 9: 'G722', 13: 'CN' };

/** The first attribute of that name. */
export function attribute(attributes: readonly SdpAttribute[], name: string): SdpAttribute | undefined {
  return attributes.find((candidate) => candidate.name === name);
}

/** The payload types of a stream in the order of the `m=` line, which is that of preference (RFC 3264, 5.1). */
export function payloadTypes(media: SdpMedia): RtpMap[] {
  const maps: RtpMap[] = [];
  // One look at the attributes, however many formats there are: a hostile body has thousands of both.
  const rtpmaps = new Map<string, string>();
  for (const { name, value } of media.attributes) {
    const type = name === 'rtpmap' ? /^\S+/.exec(value ?? '')?.[0] : undefined;
    if (type !== undefined && !rtpmaps.has(type)) rtpmaps.set(type, value!);
  }
  for (const format of media.formats) {
    const payloadType = Number(format);
    if (!/^\d{1,3}$/.test(format) || payloadType > 127) continue;
    const [, encoding, rate, channels] =
      /^\d+\s+([^\s/]+)\/(\d+)(?:\/(\d+))?/.exec(rtpmaps.get(format) ?? '') ?? [];
    if (encoding && rate)
      maps.push({
        payloadType,
        encoding: encoding.toUpperCase(),
        rate: Number(rate),
        channels: Number(channels ?? 1),
      });
    else if (STATIC[payloadType])
      maps.push({ payloadType, encoding: STATIC[payloadType], rate: 8000, channels: 1 });
  }
  return maps;
}

/**
 * The direction of a stream, from its writer's side: its own attribute, else the session's, else `sendrecv`
 * (RFC 8866, 6.7).
 */
export function directionOf(description: SdpDescription, media: SdpMedia): Direction {
  for (const attributes of [media.attributes, description.attributes])
    for (const { name } of attributes)
      if (name === 'sendrecv' || name === 'sendonly' || name === 'recvonly' || name === 'inactive')
        return name;
  return 'sendrecv';
}

/** What the other side may do at most (RFC 3264, 6.1). */
export function mirror(direction: Direction): Direction {
  if (direction === 'sendonly') return 'recvonly';
  if (direction === 'recvonly') return 'sendonly';
  return direction;
}
