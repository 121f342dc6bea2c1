import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { isRtcp, parseRtp, printRtp } from './packet.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

test('what is printed is read back', () => {
  fc.assert(
    fc.property(
      fc.record({
        marker: fc.boolean(),
        payloadType: fc.integer({ min: 0, max: 127 }),
        sequence: fc.integer({ min: 0, max: 0xffff }),
        timestamp: fc.integer({ min: 0, max: 0xffff_ffff }),
        ssrc: fc.integer({ min: 0, max: 0xffff_ffff }),
        payload: fc.uint8Array({ maxLength: 400 }),
      }),
      (packet) => assert.deepEqual(parseRtp(printRtp(packet)), structuredClone(packet)),
    ),
  );
});

test('CSRC list, header extension and padding are no payload', () => {
  const packet = parseRtp(
    bytes('b2 80 0001 00000002 00000003  0000000a 0000000b  bede 0001 11223344  aabb 00000004'),
  );
  assert.ok(packet);
  assert.deepEqual([...packet.payload], [0xaa, 0xbb]);
  assert.equal(packet.marker, true);
});

test('hostile sizes are refused', () => {
  for (const hex of [
    '',
    '80 00 0001 00000002 000000',
    '40 00 0001 00000002 00000003', // version 1
    '8f 00 0001 00000002 00000003 00', // 15 CSRC announced
    '90 00 0001 00000002 00000003 bede ffff 00', // extension longer than the packet
    '90 00 0001 00000002 00000003 be', // extension header cut off
    'a0 00 0001 00000002 00000003 00', // padding of zero
    'a0 00 0001 00000002 00000003 ff', // more padding than there is
  ])
    assert.equal(parseRtp(bytes(hex)), null, hex);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (junk) => void parseRtp(junk)));
});

test('RTCP is told from RTP on one port', () => {
  assert.ok(isRtcp(bytes('80 c8 0001 00000001')));
  assert.ok(!isRtcp(bytes('80 80 0001 00000002 00000003')));
});
