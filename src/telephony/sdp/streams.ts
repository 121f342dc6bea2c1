/** The streams that we write: our audio with its attributes, and the refusal of any other. */
import type { Millis } from '#kernel';
import type { CodecName } from '../contract.ts';
import type { Direction, SdpAttribute, SdpMedia } from './description.ts';
import { formatLines } from './formats.ts';

export interface AudioLines {
  readonly port: number;
  readonly rtcpPort: number;
  /** `RTP/AVP`, or as the peer wrote it. */
  readonly protocol: string;
  readonly types: readonly (readonly [number, CodecName])[];
  /** Payload types of telephone-event by clock rate. */
  readonly events: ReadonlyMap<number, number>;
  readonly comfortNoise?: number | undefined;
  readonly direction: Direction;
  readonly rtcpMux: boolean;
  readonly ptimeMs: Millis;
  /** Keys of SRTP. */
  readonly crypto: readonly SdpAttribute[];
}

export function audioLines(lines: AudioLines): SdpMedia {
  const { port, rtcpPort, protocol, types, events, comfortNoise, direction, rtcpMux, ptimeMs, crypto } =
    lines;
  const attributes = types.flatMap(([type, name]) => formatLines(name, type));
  if (comfortNoise !== undefined) attributes.push({ name: 'rtpmap', value: `${comfortNoise} CN/8000` });
  for (const [rate, type] of events)
    attributes.push(
      { name: 'rtpmap', value: `${type} telephone-event/${rate}` },
      // RFC 4733, 2.4.1: the events that we can take, here the sixteen keys.
      { name: 'fmtp', value: `${type} 0-15` },
    );
  const formats = [
    ...types.map(([type]) => type),
    ...(comfortNoise === undefined ? [] : [comfortNoise]),
    ...events.values(),
  ];
  return {
    kind: 'audio',
    port,
    protocol,
    formats: formats.map(String),
    attributes: [
      ...attributes,
      ...crypto,
      { name: 'ptime', value: String(ptimeMs) },
      ...(rtcpMux ? [{ name: 'rtcp-mux' }] : []),
      // RFC 3605, 2.1; beside an offer of multiplexing for a peer that does not know it (RFC 5761, 5.1.3).
      ...(rtcpPort !== port + 1 ? [{ name: 'rtcp', value: String(rtcpPort) }] : []),
      { name: direction },
    ],
  };
}

/** RFC 3264, 6: a stream is rejected by port 0; its formats are there for form's sake. */
export function rejected(stream: SdpMedia): SdpMedia {
  const { kind, protocol, formats } = stream;
  return { kind, port: 0, protocol, formats: formats.slice(0, 1), attributes: [] };
}
