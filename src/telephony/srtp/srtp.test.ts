import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#kernel';
import type { SrtpSuite } from '../contract.ts';
import { printRtp } from '../rtp/packet.ts';
import { printRtcp } from '../rtp/rtcp.ts';
import { SrtpReceiver, SrtpSender, suiteSizes, type MasterKey } from './index.ts';

const SUITES: readonly SrtpSuite[] = [
  'AES_CM_128_HMAC_SHA1_80',
  'AES_CM_128_HMAC_SHA1_32',
  'AEAD_AES_128_GCM',
];

function keyOf(suite: SrtpSuite, seed = 1): MasterKey {
  const { key, salt } = suiteSizes[suite];
  return { suite, keySalt: seededRandom(seed).bytes(key + salt) };
}

function packet(sequence: number, payload = new Uint8Array(160).fill(sequence), ssrc = 7): Uint8Array {
  return printRtp({ marker: false, payloadType: 0, sequence, timestamp: sequence * 160, ssrc, payload });
}

const report = printRtcp({ ssrc: 7, blocks: [], cname: 'nobody@example' });
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

for (const suite of SUITES) {
  const { rtpTag, rtcpTag } = suiteSizes[suite];

  test(`${suite}: what is protected is read back by the key's holder alone`, () => {
    fc.assert(
      fc.property(seeds, fc.uint8Array({ maxLength: 500 }), (seed, payload) => {
        const plain = packet(0xfffe, payload);
        const sealed = new SrtpSender(keyOf(suite, seed)).rtp(plain)!;
        assert.equal(sealed.length, plain.length + rtpTag);
        assert.deepEqual(
          sealed.subarray(0, 12),
          Buffer.from(plain.subarray(0, 12)),
          'the header is in the clear',
        );
        if (payload.length > 8) assert.notDeepEqual(sealed.subarray(12, -rtpTag), Buffer.from(payload));
        assert.equal(new SrtpReceiver(keyOf(suite, seed + 1)).rtp(Buffer.from(sealed)), 'unauthentic');
        assert.deepEqual(new SrtpReceiver(keyOf(suite, seed)).rtp(sealed), Buffer.from(plain));
      }),
      { numRuns: 40 },
    );
  });

  test(`${suite}: any flipped bit is refused, of RTP and of RTCP`, () => {
    const sender = new SrtpSender(keyOf(suite));
    const receiver = new SrtpReceiver(keyOf(suite));
    const sealed = sender.rtp(packet(1, new Uint8Array(20)))!;
    const sealedReport = sender.rtcp(report)!;
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bytes = Buffer.from(sealed);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(typeof receiver.rtp(bytes), 'string', `RTP, bit ${bit}`);
    }
    for (let bit = 0; bit < sealedReport.length * 8; bit++) {
      const bytes = Buffer.from(sealedReport);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(typeof receiver.rtcp(bytes), 'string', `RTCP, bit ${bit}`);
    }
    assert.ok(receiver.rtp(sealed) instanceof Uint8Array, 'nothing of that moved the receiver');
    assert.ok(receiver.rtcp(sealedReport) instanceof Uint8Array);
  });

  test(`${suite}: three cycles of sequence numbers, in mild disorder, each packet once`, () => {
    const sender = new SrtpSender(keyOf(suite));
    const receiver = new SrtpReceiver(keyOf(suite));
    const sealed: Uint8Array[] = [];
    // Steps of a few hundred lost packets, so that three cycles are few packets.
    for (let i = 30_000; i < 3 * 65_536; i += 311) sealed.push(sender.rtp(packet(i & 0xffff))!);
    for (let i = 0; i + 1 < sealed.length; i += 2) {
      const copies = [sealed[i + 1]!, sealed[i + 1]!].map((bytes) => Buffer.from(bytes));
      assert.ok(receiver.rtp(copies[0]!) instanceof Uint8Array);
      assert.equal(receiver.rtp(copies[1]!), 'replayed');
      // 311 numbers back is beyond the window.
      assert.equal(receiver.rtp(sealed[i]!), 'replayed');
    }
  });

  test(`${suite}: within the window order does not matter, and nothing comes twice`, () => {
    const sender = new SrtpSender(keyOf(suite));
    const receiver = new SrtpReceiver(keyOf(suite));
    const sealed = Array.from({ length: 120 }, (_, i) => sender.rtp(packet((65_480 + i) & 0xffff))!);
    const random = seededRandom(5);
    const shuffled = sealed
      .map((bytes, i) => ({ bytes, at: i + random.bytes(1)[0]! / 4 }))
      .sort((a, b) => a.at - b.at);
    for (const { bytes } of shuffled) {
      const copy = Buffer.from(bytes);
      assert.ok(receiver.rtp(bytes) instanceof Uint8Array);
      assert.equal(receiver.rtp(copy), 'replayed');
    }
  });

  test(`${suite}: reports carry their index and are taken once`, () => {
    const sender = new SrtpSender(keyOf(suite));
    const receiver = new SrtpReceiver(keyOf(suite));
    const [first, second, third] = [1, 2, 3].map(() => sender.rtcp(report)!);
    assert.equal(first!.length, report.length + rtcpTag + 4);
    for (const bytes of [third!, first!, second!]) {
      const copy = Buffer.from(bytes);
      assert.deepEqual(receiver.rtcp(bytes), Buffer.from(report));
      assert.equal(receiver.rtcp(copy), 'replayed');
    }
  });
}

test('sources of one key have counters of their own', () => {
  const key = keyOf('AES_CM_128_HMAC_SHA1_80');
  const receiver = new SrtpReceiver(key);
  for (const ssrc of [1, 2, 3]) {
    const sender = new SrtpSender(key);
    for (const sequence of [65_534, 65_535, 0, 1]) {
      const plain = packet(sequence, new Uint8Array(4), ssrc);
      assert.deepEqual(receiver.rtp(sender.rtp(plain)!), Buffer.from(plain));
    }
  }
});

test('a key stream is used once: a number that was sent is not sent again, nor beyond a lifetime', () => {
  const key = { ...keyOf('AEAD_AES_128_GCM'), lifetime: 3 };
  const sender = new SrtpSender(key);
  assert.ok(sender.rtp(packet(10)));
  assert.equal(sender.rtp(packet(10)), null);
  assert.equal(sender.rtp(packet(9)), null);
  assert.ok(sender.rtp(packet(11)) && sender.rtp(packet(12)));
  assert.equal(sender.rtp(packet(13)), null, 'the lifetime is over');
  const forever = new SrtpSender(keyOf('AEAD_AES_128_GCM'));
  const receiver = new SrtpReceiver(key);
  const taken = [1, 2, 3, 4].map((sequence) => receiver.rtp(forever.rtp(packet(sequence))!));
  assert.equal(taken[3], 'exhausted');
  assert.ok(taken.slice(0, 3).every((bytes) => bytes instanceof Uint8Array));
});

test('any octets are refused without an exception', () => {
  const receivers = SUITES.map((suite) => new SrtpReceiver(keyOf(suite)));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.integer({ min: 0, max: 255 }), (bytes, first) => {
      if (bytes.length > 0) bytes[0] = 0x80 | (first & 0x3f);
      for (const receiver of receivers) {
        assert.equal(typeof receiver.rtp(bytes.slice()), 'string');
        assert.equal(typeof receiver.rtcp(bytes.slice()), 'string');
      }
    }),
    { numRuns: 200 },
  );
});
