/** What reaches a call through its wire: strangers, replays and forgeries, in plain RTP and in SRTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardRing } from '#audio';
import { seededRandom, VirtualClock } from '#kernel';
import type { RtpTrace, SrtpSuite } from '../contract.ts';
import type { MediaSource } from '../rtp/latch.ts';
import { parseRtp, printRtp, type RtpPacket } from '../rtp/packet.ts';
import { parseRtcp, printRtcp } from '../rtp/rtcp.ts';
import type { Agreement, SrtpKeys } from '../sdp/index.ts';
import { SrtpReceiver, SrtpSender, suiteSizes } from '../srtp/index.ts';
import { MediaCall } from './call.ts';
import { TickWheel } from './tick-wheel.ts';

const PEER = { address: '192.0.2.9', port: 4000 };
const STRANGER = { address: '203.0.113.1', port: 4000 };
const PLAIN: Agreement = {
  ...{ codec: 'PCMU', sendType: 0, receiveTypes: [[0, 'PCMU']], telephoneEvent: null },
  ...{ remote: PEER, remoteRtcp: { ...PEER, port: 4001 }, rtcpMux: false, direction: 'sendrecv' },
};

function keys(suite: SrtpSuite, seed = 1): SrtpKeys {
  const { key, salt } = suiteSizes[suite];
  const master = (one: number) => ({ suite, keySalt: seededRandom(one).bytes(key + salt) });
  return { send: master(seed), receive: master(seed + 100) };
}

class Bench {
  readonly clock = new VirtualClock();
  readonly sent: { bytes: Uint8Array; to: number; rtcp: boolean }[] = [];
  readonly call: MediaCall;

  constructor(agreement: Agreement = PLAIN) {
    this.call = new MediaCall({
      settings: { codecs: ['PCMU'], lostAfterMs: 60_000, record: false },
      ring: new HeardRing().buffer,
      recording: null,
      cname: 'test',
      clock: this.clock,
      random: seededRandom(7),
      wheel: new TickWheel(this.clock),
      vad: { isSpeech: () => false, close: () => undefined },
      onEvent: () => undefined,
    });
    this.call.attach({
      ...{ port: 2, rtcpPort: 3, close: async () => undefined },
      sendRtp: (bytes, to) => this.sent.push({ bytes: bytes.slice(), to, rtcp: false }),
      sendRtcp: (bytes, to) => this.sent.push({ bytes: bytes.slice(), to, rtcp: true }),
    });
    this.call.agree(agreement);
    this.call.start();
  }

  receive(bytes: Uint8Array, from: MediaSource = PEER): void {
    this.call.onRtp(Buffer.from(bytes), from);
  }

  /** Where our next packet goes. */
  async target(): Promise<number> {
    await this.clock.advance(20);
    return this.sent.filter(({ rtcp }) => !rtcp).at(-1)!.to;
  }
}

function packet(sequence: number, more: Partial<RtpPacket> = {}): Uint8Array {
  const payload = new Uint8Array(160).fill(0xff);
  const usual = { marker: false, payloadType: 0, sequence, timestamp: sequence * 160, ssrc: 5, payload };
  return printRtp({ ...usual, ...more });
}

test('a third party takes nothing over: not by the same SSRC, a new one, the next numbers, or a report', async () => {
  const bench = new Bench();
  for (let i = 0; i < 20; i++) {
    bench.receive(packet(i));
    await bench.clock.advance(20);
  }
  const before = bench.call.stats();
  for (let i = 20; i < 60; i++) {
    bench.receive(packet(i), STRANGER);
    bench.receive(packet(i, { ssrc: 77 }), STRANGER);
    bench.receive(packet(i + 30_000), STRANGER);
    bench.receive(packet(i), { ...PEER, port: 4002 });
    bench.call.onRtcp(printRtcp({ ssrc: 5, blocks: [], bye: true }), STRANGER);
    bench.receive(printRtcp({ ssrc: 5, blocks: [] }), STRANGER);
    if (i % 2 === 0) bench.receive(packet(i));
    await bench.clock.advance(20);
  }
  const after = bench.call.stats();
  assert.equal(after.packetsReceived - before.packetsReceived, 20);
  assert.equal(after.packetsRefused - before.packetsRefused, 40 * 6);
  assert.equal(await bench.target(), PEER.port);
});

test('an SSRC of the peer changes only after two packets in sequence', async () => {
  const bench = new Bench();
  for (let i = 0; i < 5; i++) bench.receive(packet(i));
  bench.receive(packet(900, { ssrc: 9 }));
  bench.receive(packet(700, { ssrc: 10 }));
  bench.receive(packet(5));
  assert.equal(bench.call.stats().packetsReceived, 6);
  bench.receive(packet(901, { ssrc: 9 }));
  bench.receive(packet(902, { ssrc: 9 }));
  bench.receive(packet(903, { ssrc: 9 }));
  assert.equal(bench.call.stats().packetsReceived, 8);
});

for (const suite of ['AES_CM_128_HMAC_SHA1_80', 'AEAD_AES_128_GCM'] as const)
  test(`${suite}: only what the key's holder sent is heard and decides where we send`, async () => {
    const srtp = keys(suite);
    const bench = new Bench({ ...PLAIN, srtp });
    const theirs = new SrtpSender(srtp.receive);
    // From an address that the description did not name, before the peer: plain, forged, and too short.
    bench.receive(packet(1), STRANGER);
    bench.receive(new SrtpSender(keys(suite, 9).receive).rtp(packet(1))!, STRANGER);
    bench.receive(packet(1).subarray(0, 14), STRANGER);
    assert.equal(await bench.target(), PEER.port);
    const moved = { ...PEER, port: 61_000 };
    const sealed = theirs.rtp(packet(1))!;
    bench.receive(sealed, moved);
    assert.equal(await bench.target(), 61_000);
    // Replayed after the silence that lets a plain peer move.
    await bench.clock.advance(3000);
    bench.receive(sealed, STRANGER);
    assert.equal(await bench.target(), 61_000);
    const stats = bench.call.stats();
    assert.deepEqual([stats.packetsReceived, stats.packetsRefused, stats.srtp], [1, 4, suite]);
  });

test('what leaves under SRTP is the key holder’s to read, reports too, and again after a new description', async () => {
  const srtp = keys('AES_CM_128_HMAC_SHA1_32');
  const bench = new Bench({ ...PLAIN, srtp });
  await bench.clock.advance(3000);
  bench.call.agree({ ...PLAIN, srtp: { ...srtp }, direction: 'sendonly' });
  await bench.clock.advance(3000);
  const ours = new SrtpReceiver(srtp.send);
  assert.ok(bench.sent.length > 300);
  let reports = 0;
  for (const { bytes, rtcp } of bench.sent) {
    const plain = rtcp ? ours.rtcp(bytes) : ours.rtp(bytes);
    assert.ok(plain instanceof Uint8Array, `${String(plain)}: the key stream began anew`);
    if (rtcp) reports++;
    assert.ok(rtcp ? parseRtcp(plain) : parseRtp(plain));
  }
  assert.ok(reports >= 1);
});

test('the trace tells headers and lengths as they are on the wire, and ends', async () => {
  const srtp = keys('AES_CM_128_HMAC_SHA1_80');
  const bench = new Bench({ ...PLAIN, srtp });
  const told: RtpTrace[] = [];
  bench.call.trace((one) => told.push(one));
  const sealed = new SrtpSender(srtp.receive).rtp(packet(3))!;
  bench.receive(sealed);
  await bench.clock.advance(20);
  const [received, sent] = told;
  assert.deepEqual(
    [received!.direction, received!.kind, received!.remote, received!.localPort, received!.length],
    ['received', 'rtp', PEER, 2, 182],
  );
  assert.deepEqual(Buffer.from(received!.header), Buffer.from(packet(3).subarray(0, 12)));
  assert.deepEqual([sent!.direction, sent!.header.length, sent!.length], ['sent', 12, 182]);
  bench.call.trace(null);
  await bench.clock.advance(100);
  assert.ok(told.every(({ at }) => at <= received!.at + 20));
});
