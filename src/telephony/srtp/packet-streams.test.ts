import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { PacketStreams } from './packet-streams.ts';

const key = Uint8Array.from({ length: 16 }, (_, i) => 7 * i);
const salt = Uint8Array.from({ length: 14 }, (_, i) => 200 - 11 * i);

/** RFC 3711, 4.1.1 by the platform's own counter mode. */
function expected(length: number, ssrc: number, index: number): Buffer {
  const sum = [...salt].reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
  const iv = (sum << 16n) ^ (BigInt(ssrc) << 64n) ^ (BigInt(index) << 16n);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.from(iv.toString(16).padStart(32, '0'), 'hex'));
  return cipher.update(Buffer.alloc(length));
}

test('streams made ahead are those of their packets, in any order, of any source and length', () => {
  const packet = fc.record({
    ssrc: fc.constantFrom(1, 0xffff_fffe),
    index: fc.oneof(fc.integer({ min: 0xfff8, max: 0x1_0010 }), fc.constant(2 ** 48 - 2)),
    length: fc.integer({ min: 1, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 30 }), (packets) => {
      const streams = new PacketStreams(key, salt);
      for (const { ssrc, index, length } of packets) {
        const bytes = Buffer.alloc(length + 3);
        streams.apply(bytes, 2, 2 + length, ssrc, index);
        assert.deepEqual(bytes.subarray(2, 2 + length), expected(length, ssrc, index));
        assert.deepEqual([bytes[0], bytes[1], bytes[length + 2]], [0, 0, 0]);
      }
    }),
    { numRuns: 100 },
  );
});
