/**
 * Lets a media session speak RTP with a Media Stream: it sends and hears G.711 on a port of this machine and does not know
 * who its peer is, so that the clock, the heard ledger and the recording are those of every call. What it sends is paced
 * by that clock; nothing waits at Twilio but what is on the way.
 */
import { randomHex, type Logger, type Random } from '#kernel';
import type { StreamSocket } from '../contract.ts';
import { parseRtp, printRtp } from '../rtp/packet.ts';
import { openRtpSockets, type RtpSockets } from '../rtp/socket.ts';
import { printMedia, type StreamMessage } from './stream-messages.ts';

/** PCMU (RFC 3551, table 4). */
const PCMU = 0;
/** A second of audio in base64; a connection that holds more is stuck, and late speech is worse than none. */
const MOST_BUFFERED = 16_000;

export interface RtpLeg {
  /** Describes this end: the answer to the media session's offer. */
  readonly sdp: string;
  /** From now on audio goes there. */
  connect(streamSid: string, socket: StreamSocket): void;
  /** Where the media session is, if that was not known at first. */
  aim(port: number): void;
  take(media: Extract<StreamMessage, { event: 'media' }>): void;
  /** 20 ms pieces that a stuck connection cost the callee. */
  readonly dropped: number;
  close(): Promise<void>;
}

export interface RtpLegOptions {
  /** Where both ends bind, e.g. `127.0.0.1`. */
  readonly address: string;
  /** Of the media session; absent until `aim`. */
  readonly port?: number;
  readonly random: Random;
  readonly logger: Logger;
}

export async function openRtpLeg({ address, port, random, logger }: RtpLegOptions): Promise<RtpLeg> {
  let session = port ?? null;
  let streamSid = '';
  let socket: StreamSocket | null = null;
  let dropped = 0;
  // RFC 3550, 5.1: all three begin at random.
  let sequence = chance(random, 2);
  const base = chance(random, 4);
  const ssrc = chance(random, 4);
  const sockets: RtpSockets = await openRtpSockets({
    address,
    port: 0,
    onRtp: (bytes, from) => {
      // Nobody else speaks to the callee: the media session binds where we do.
      const isOurs = from.port === session && from.address === address;
      const packet = isOurs ? parseRtp(bytes) : null;
      if (!packet || packet.payloadType !== PCMU || !socket) return;
      if (socket.bufferedAmount > MOST_BUFFERED) dropped++;
      else socket.send(printMedia(streamSid, packet.payload));
    },
    onRtcp: () => undefined,
    onError: (error) => logger.warn('twilio-rtp-error', { error }),
  });
  return {
    sdp: describe(address, sockets.port),
    get dropped() {
      return dropped;
    },
    connect(sid, to) {
      streamSid = sid;
      socket = to;
    },
    aim(at) {
      session = at;
    },
    take({ timestampMs, payload }) {
      if (session === null) return;
      const timestamp = (base + timestampMs * 8) >>> 0;
      const packet = { marker: false, payloadType: PCMU, sequence, timestamp, ssrc, payload };
      sequence = (sequence + 1) & 0xffff;
      sockets.sendRtp(printRtp(packet), session, address);
    },
    async close() {
      socket = null;
      await sockets.close();
    },
  };
}

function chance(random: Random, bytes: number): number {
  return Number.parseInt(randomHex(random, bytes), 16);
}

/** RFC 8866; no telephone-event: keys travel as tones, which Twilio passes on. */
function describe(address: string, port: number): string {
  const family = address.includes(':') ? 'IP6' : 'IP4';
  return [
    'v=0',
    `o=- 1 1 IN ${family} ${address}`,
    's=-',
    `c=IN ${family} ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP ${PCMU}`,
    `a=rtpmap:${PCMU} PCMU/8000`,
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\r\n');
}
