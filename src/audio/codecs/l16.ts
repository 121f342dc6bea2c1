/** L16: linear PCM in network byte order (RFC 3551, 4.5.11), here one channel at the line's rate. */
import { roomFor, type LineCodec } from './codec.ts';

export const l16: LineCodec = {
  name: 'L16',
  stateless: true,
  encode(pcm, out, offset) {
    for (let i = 0; i < pcm.length; i++) {
      const sample = pcm[i]!;
      out[offset + 2 * i] = sample >> 8;
      out[offset + 2 * i + 1] = sample;
    }
    return pcm.length * 2;
  },
  decode(payload, room) {
    const pcm = roomFor(payload.length >> 1, room);
    for (let i = 0; i < pcm.length; i++) pcm[i] = (payload[2 * i]! << 8) | payload[2 * i + 1]!;
    return pcm;
  },
};
