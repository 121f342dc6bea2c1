/** RTP of our own making, sent in real time: what no telephone of the harness can be brought to send. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setInterval } from 'node:timers/promises';

/** One packet: when it is sent since the first, and its timestamp then; at 8 kHz. */
export interface TimedPacket {
  readonly atMs: number;
  readonly type: number;
  readonly payload: Uint8Array;
}

export interface RtpSource {
  /** A description that names it, PCMU and comfort noise (RFC 3389). */
  readonly sdp: string;
  /** Sends them to that port as their time comes; resolves after the last. */
  send(port: number, packets: readonly TimedPacket[]): Promise<void>;
  close(): void;
}

const UNITS_PER_MS = 8;

export async function openRtpSource(ssrc: number): Promise<RtpSource> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  // Nobody may be there yet, or any more.
  socket.on('error', () => undefined);
  let sequence = 0;
  const packet = ({ atMs, type, payload }: TimedPacket): Buffer => {
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8(type, 1);
    header.writeUInt16BE(sequence++ & 0xffff, 2);
    header.writeUInt32BE(atMs * UNITS_PER_MS, 4);
    header.writeUInt32BE(ssrc, 8);
    return Buffer.concat([header, payload]);
  };
  return {
    sdp: [
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=audio ${socket.address().port} RTP/AVP 0 13`,
      '',
    ].join('\r\n'),
    async send(port, packets) {
      const began = performance.now();
      const waiting = [...packets];
      for await (const _ of setInterval(5)) {
        while (waiting[0] && performance.now() - began >= waiting[0].atMs)
          socket.send(packet(waiting.shift()!), port, '127.0.0.1');
        if (waiting.length === 0) return;
      }
    },
    close: () => socket.close(),
  };
}

/** `pcm` as PCMU, 20 ms a packet, from `atMs` on. */
export function spokenAt(atMs: number, coded: Uint8Array): TimedPacket[] {
  return Array.from({ length: Math.floor(coded.length / 160) }, (_, index) => ({
    ...{ atMs: atMs + 20 * index, type: 0 },
    payload: coded.subarray(160 * index, 160 * index + 160),
  }));
}
