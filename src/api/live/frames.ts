/**
 * Audio on the WebSocket. To the listener: 4 bytes, big-endian, the sample index since the answer (8 kHz), then pairs
 * of samples, callee first. From the operator: samples of one channel, no header. `l16`: 16 bit, big-endian (RFC 3551,
 * 4.5.11); `pcmu`: G.711 mu-law, one byte (4.5.14).
 */
import { muLaw } from '#audio';
import type { MonitoredAudio } from '#domain';

export type LiveFormat = 'l16' | 'pcmu';

const HEADER_BYTES = 4;

export function toListener({ at, pcm }: MonitoredAudio, format: LiveFormat): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + pcm.length * (format === 'l16' ? 2 : 1));
  frame.writeUInt32BE(at >>> 0, 0);
  if (format === 'pcmu') muLaw.encode(pcm, frame, HEADER_BYTES);
  else for (let i = 0; i < pcm.length; i++) frame.writeInt16BE(pcm[i]!, HEADER_BYTES + i * 2);
  return frame;
}

export function fromOperator(bytes: Buffer, format: LiveFormat): Int16Array {
  if (format === 'pcmu') return muLaw.decode(bytes);
  // Half a sample at the end is none.
  return Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16BE(i * 2));
}
