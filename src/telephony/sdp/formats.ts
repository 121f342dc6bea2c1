/** How codecs, keys and comfort noise stand in a description: payload types, `rtpmap` and `fmtp`. */
import type { CodecName } from '../contract.ts';
import type { RtpMap, SdpAttribute, SdpMedia } from './description.ts';

export interface CodecFormat {
  /** Our number in an offer: static, or from the dynamic range (RFC 3551, 6). */
  readonly payloadType: number;
  /** As `a=rtpmap` writes it. */
  readonly rtpmap: string;
  /** Units of the RTP timestamp a second. */
  readonly clockRate: 8000 | 48_000;
  readonly channels: 1 | 2;
  readonly fmtp?: string;
}

/** What we offer. */
export const FORMATS: Readonly<Record<CodecName, CodecFormat>> = {
  PCMU: { payloadType: 0, rtpmap: 'PCMU/8000', clockRate: 8000, channels: 1 },
  PCMA: { payloadType: 8, rtpmap: 'PCMA/8000', clockRate: 8000, channels: 1 },
  // RFC 3551, 4.5.2: G.722 samples at 16 kHz, but its RTP clock stays 8000 for the sake of an old mistake.
  G722: { payloadType: 9, rtpmap: 'G722/8000', clockRate: 8000, channels: 1 },
  opus: {
    payloadType: 111,
    // RFC 7587, 7: always 48000 and 2, whatever is sent; 6.1: what we can use of it is said by the parameters.
    rtpmap: 'opus/48000/2',
    clockRate: 48_000,
    channels: 2,
    fmtp: 'useinbandfec=1;maxplaybackrate=8000;sprop-maxcapturerate=8000;stereo=0',
  },
  L16: { payloadType: 96, rtpmap: 'L16/8000', clockRate: 8000, channels: 1 },
};

/** Our numbers for telephone-event in an offer, by clock rate; in an answer the peer's are kept. */
export const EVENT_TYPES: Readonly<Record<8000 | 48_000, number>> = { 8000: 101, 48000: 110 };

/** Is this line of the peer's one of that codec? */
export function isFormatOf(name: CodecName, { encoding, rate, channels }: RtpMap): boolean {
  const { clockRate, channels: wanted } = FORMATS[name];
  if (encoding !== name.toUpperCase() || rate !== clockRate) return false;
  // Opus packets say themselves how many channels they have (RFC 6716, 3.1): a peer that leaves out "/2" is meant too.
  return name === 'opus' || channels === wanted;
}

/** Attributes of one codec under `type`. */
export function formatLines(name: CodecName, type: number): SdpAttribute[] {
  const { rtpmap, fmtp } = FORMATS[name];
  return [
    { name: 'rtpmap', value: `${type} ${rtpmap}` },
    ...(fmtp === undefined ? [] : [{ name: 'fmtp', value: `${type} ${fmtp}` }]),
  ];
}

/** What the peer wants of Opus that we send to it (RFC 7587, 6.1). */
export interface OpusWishes {
  /** `useinbandfec`: it makes use of redundancy. */
  readonly fec: boolean;
  /** `usedtx`: silence need not be sent. */
  readonly dtx: boolean;
  /** `maxaveragebitrate`, bit/s. */
  readonly maxBitrate?: number;
}

export function opusWishes(media: SdpMedia, type: number): OpusWishes {
  const parameters = formatParameters(media, type);
  const bitrate = Number(parameters.get('maxaveragebitrate'));
  return {
    fec: parameters.get('useinbandfec') === '1',
    dtx: parameters.get('usedtx') === '1',
    // 6.1: 6000 to 510000; what is out of range says nothing.
    ...(bitrate >= 6000 && bitrate <= 510_000 && { maxBitrate: Math.round(bitrate) }),
  };
}

function formatParameters(media: SdpMedia, type: number): Map<string, string> {
  const line = media.attributes.find(
    ({ name, value }) => name === 'fmtp' && value?.split(/\s/, 1)[0] === String(type),
  )?.value;
  const pairs = (line ?? '').replace(/^\S+\s*/, '').split(';');
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
}
