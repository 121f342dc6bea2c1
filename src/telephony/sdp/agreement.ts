/** What one stream of the peer's description means for us (RFC 3264, sections 6 and 7). */
import type { Millis } from '#kernel';
import type { CodecName } from '../contract.ts';
import { ipVersion } from './address.ts';
import {
  attribute,
  directionOf,
  payloadTypes,
  type Direction,
  type SdpDescription,
  type SdpMedia,
} from './description.ts';
import { isFormatOf, type OpusWishes } from './formats.ts';
import type { SrtpKeys } from './security.ts';

/** A host and port; `null` as address: not known until its first packet comes (a host name, which is not resolved). */
export interface MediaAddress {
  readonly address: string | null;
  readonly port: number;
}

/** What was agreed, enough for the media thread to run the stream. */
export interface Agreement {
  readonly codec: CodecName;
  /** Payload type that we send `codec` with: the peer's number for it. */
  readonly sendType: number;
  /** Codec by payload type for what arrives: every one that both listed. */
  readonly receiveTypes: readonly (readonly [number, CodecName])[];
  /** Payload types of telephone-event, sent and received; `null`: not agreed. */
  readonly telephoneEvent: { readonly send: number; readonly receive: number } | null;
  /** Clock rate of each payload type of telephone-event that may arrive, when not only `telephoneEvent.receive` at 8 kHz. */
  readonly eventRates?: readonly (readonly [type: number, rate: number])[];
  /** Clock rate of the events that we send; 8000 unless said. */
  readonly eventSendRate?: number;
  /** Payload type of comfort noise that may arrive besides the static one, 13 (RFC 3389, 4). */
  readonly comfortNoise?: number;
  /** Audio in one packet of ours; 20 ms unless said. */
  readonly ptimeMs?: Millis;
  /** What the peer wants of our Opus. */
  readonly opus?: OpusWishes;
  readonly remote: MediaAddress;
  readonly remoteRtcp: MediaAddress;
  /** RTCP on the RTP port (RFC 5761). */
  readonly rtcpMux: boolean;
  /** Our direction. */
  readonly direction: Direction;
  /** Absent: plain RTP. */
  readonly srtp?: SrtpKeys;
}

/** Our preference decides among what the peer listed. */
export function commonCodecs(
  media: SdpMedia,
  ours: readonly CodecName[],
): { name: CodecName; type: number }[] {
  const listed = payloadTypes(media);
  return ours.flatMap((name) => {
    const map = listed.find((line) => isFormatOf(name, line));
    return map ? [{ name, type: map.payloadType }] : [];
  });
}

/** The peer's payload types of telephone-event (RFC 4733, 7.1.1) by clock rate. */
export function eventTypes(media: SdpMedia): Map<number, number> {
  const types = new Map<number, number>();
  for (const { encoding, rate, payloadType } of payloadTypes(media))
    if (encoding === 'TELEPHONE-EVENT' && !types.has(rate)) types.set(rate, payloadType);
  return types;
}

/** The peer's payload type of comfort noise (RFC 3389, 4), if it listed one. */
export function comfortNoiseType(media: SdpMedia): number | undefined {
  return payloadTypes(media).find(({ encoding, rate }) => encoding === 'CN' && rate === 8000)?.payloadType;
}

/** Where the peer wants RTP and RTCP, and what its direction leaves us. */
export function remoteOf(
  description: SdpDescription,
  media: SdpMedia,
): {
  remote: MediaAddress;
  remoteRtcp: MediaAddress;
  held: boolean;
  direction: Direction;
} {
  const host = (media.connection ?? description.connection)!.address;
  // RFC 3264, 8.4: an address of all zeros is the old way to say "send neither RTP nor RTCP".
  const held = host === '0.0.0.0' || host === '::';
  const address = ipVersion(host) && !held ? host : null;
  const remote = { address, port: media.port };
  return { remote, remoteRtcp: rtcpOf(media, remote), held, direction: directionOf(description, media) };
}

/** RTCP goes to the next higher port (RFC 3550, 11) unless `a=rtcp` names another (RFC 3605, 2.1). */
function rtcpOf(media: SdpMedia, remote: MediaAddress): MediaAddress {
  const value = attribute(media.attributes, 'rtcp')?.value ?? '';
  const [, port, host] = /^(\d{1,5})(?:\s+IN\s+IP[46]\s+(\S+))?$/.exec(value) ?? [];
  if (!port || Number(port) === 0 || Number(port) > 65_535)
    return { address: remote.address, port: Math.min(remote.port + 1, 65_535) };
  return { address: host && ipVersion(host) ? host : remote.address, port: Number(port) };
}
