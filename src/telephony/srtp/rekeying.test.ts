/** Key identifiers (RFC 3711, 3.1) and a new key within a session (3.3.1). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#kernel';
import type { SrtpSuite } from '../contract.ts';
import { printRtp } from '../rtp/packet.ts';
import { printRtcp } from '../rtp/rtcp.ts';
import { SrtpReceiver, SrtpSender, suiteSizes, type MasterKey } from './index.ts';

const MKI = Uint8Array.of(0, 9, 200);

function keyOf(suite: SrtpSuite, seed: number): MasterKey {
  const { key, salt } = suiteSizes[suite];
  return { suite, keySalt: seededRandom(seed).bytes(key + salt) };
}

function packet(sequence: number): Uint8Array {
  const payload = new Uint8Array(40).fill(sequence);
  return printRtp({ marker: false, payloadType: 0, sequence, timestamp: sequence * 160, ssrc: 7, payload });
}

const report = printRtcp({ ssrc: 7, blocks: [], cname: 'nobody@example' });

/** As a peer writes it that names its key: before the tag, which with AEAD is part of the cipher text. */
function named(sealed: Uint8Array, tag: number, mki: Uint8Array): Buffer {
  const at = sealed.length - tag;
  return Buffer.concat([sealed.subarray(0, at), mki, sealed.subarray(at)]);
}

for (const suite of ['AES_CM_128_HMAC_SHA1_80', 'AES_CM_128_HMAC_SHA1_32', 'AEAD_AES_128_GCM'] as const) {
  const isAead = suite === 'AEAD_AES_128_GCM';
  const [rtpTag, rtcpTag] = isAead ? [0, 0] : [suiteSizes[suite].rtpTag, suiteSizes[suite].rtcpTag];

  test(`${suite}: an MKI is cut out where it is ours, and refused where it is not`, () => {
    const sender = new SrtpSender(keyOf(suite, 1));
    const receiver = new SrtpReceiver({ ...keyOf(suite, 1), mki: MKI });
    assert.deepEqual(receiver.rtp(named(sender.rtp(packet(1))!, rtpTag, MKI)), Buffer.from(packet(1)));
    assert.deepEqual(receiver.rtcp(named(sender.rtcp(report)!, rtcpTag, MKI)), Buffer.from(report));
    assert.equal(
      receiver.rtp(
        named(
          sender.rtp(packet(2))!,
          rtpTag,
          MKI.map((octet) => octet + 1),
        ),
      ),
      'unauthentic',
    );
    assert.equal(receiver.rtp(sender.rtp(packet(3))!), 'unauthentic', 'none at all');
    assert.equal(receiver.rtcp(sender.rtcp(report)!), 'unauthentic');
    for (let length = 0; length < 30; length++)
      assert.equal(typeof receiver.rtp(new Uint8Array(length).fill(0x80)), 'string');
    assert.deepEqual(receiver.rtp(named(sender.rtp(packet(4))!, rtpTag, MKI)), Buffer.from(packet(4)));
  });

  test(`${suite}: with a new key the counters go on; who begins anew is understood, the old key is not`, () => {
    const [first, second] = [keyOf(suite, 1), keyOf(suite, 2)];
    const before = new SrtpSender(first);
    const heard = new SrtpReceiver(first);
    for (const sequence of [0xfffe, 0xffff, 0, 1])
      assert.ok(heard.rtp(before.rtp(packet(sequence))!) instanceof Uint8Array);
    before.rtcp(report);
    const after = new SrtpSender(second, before);
    const sealed = [packet(2), packet(3)].map((plain) => after.rtp(plain)!);
    const receiver = new SrtpReceiver(second, heard);
    assert.equal(receiver.rtp(before.rtp(packet(4))!), 'unauthentic');
    for (const [at, each] of sealed.entries())
      assert.deepEqual(receiver.rtp(Buffer.from(each)), Buffer.from(packet(at + 2)));
    assert.equal(receiver.rtp(Buffer.from(sealed[0]!)), 'replayed');
    assert.equal(new SrtpReceiver(second).rtp(Buffer.from(sealed[0]!)), 'unauthentic', 'the second cycle');
    // SRTCP's index goes on too (3.4).
    const trailer = after.rtcp(report)!;
    const word = Buffer.from(trailer).readUInt32BE(trailer.length - rtcpTag - 4);
    assert.equal(word & 0x7fff_ffff, 1);
    assert.ok(receiver.rtcp(trailer) instanceof Uint8Array);
    // Twice renewed before a packet came, by a peer that counts from zero.
    const third = keyOf(suite, 3);
    const anew = new SrtpReceiver(third, new SrtpReceiver(keyOf(suite, 4), receiver));
    const zero = new SrtpSender(third);
    for (const sequence of [4, 5])
      assert.deepEqual(anew.rtp(zero.rtp(packet(sequence))!), Buffer.from(packet(sequence)));
  });
}
