import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardRing, keyTones, muLaw, sines, type LineEvent, type Pcm } from '#audio';
import { seededRandom, VirtualClock } from '#kernel';
import { parseRtp, printRtp, type RtpPacket } from '../rtp/packet.ts';
import { parseRtcp, printRtcp, type RtcpReport } from '../rtp/rtcp.ts';
import { keyPacket } from '../rtp/telephone-event.ts';
import type { Agreement } from '../sdp/index.ts';
import { MediaCall } from './call.ts';
import { RecordingRing } from './recording-ring.ts';
import { TickWheel } from './tick-wheel.ts';

const peer = { address: '192.0.2.9', port: 4000 };
const agreement: Agreement = {
  codec: 'PCMU',
  sendType: 0,
  receiveTypes: [[0, 'PCMU']],
  telephoneEvent: { send: 96, receive: 101 },
  remote: peer,
  remoteRtcp: { ...peer, port: 4001 },
  rtcpMux: false,
  direction: 'sendrecv',
};

/** A call in virtual time whose datagrams are kept; speech is what is loud. */
class Bench {
  readonly clock = new VirtualClock();
  readonly sent: (RtpPacket & { at: number; to: number })[] = [];
  readonly reports: RtcpReport[] = [];
  readonly log: LineEvent[] = [];
  readonly recording = new RecordingRing();
  readonly ring = new HeardRing();
  readonly call: MediaCall;
  #next = 0;

  constructor() {
    this.call = new MediaCall({
      settings: { codecs: ['PCMU'], lostAfterMs: 1000, record: true },
      ring: this.ring.buffer,
      recording: this.recording.buffer,
      cname: 'test',
      clock: this.clock,
      random: seededRandom(7),
      wheel: new TickWheel(this.clock),
      vad: { isSpeech: (frame) => frame.some((sample) => Math.abs(sample) > 500), close: () => undefined },
      onEvent: (event) => this.log.push(event),
    });
    this.call.attach({
      port: 2,
      rtcpPort: 3,
      sendRtp: (bytes, to) => this.sent.push({ ...parseRtp(bytes.slice())!, at: this.clock.monotonic(), to }),
      sendRtcp: (bytes) => this.reports.push(parseRtcp(bytes)!),
      close: async () => undefined,
    });
    this.call.agree(agreement);
    this.call.start();
  }

  receive(packet: Partial<RtpPacket>, from = peer): void {
    const sequence = this.#next++;
    const defaults = { marker: false, payloadType: 0, sequence, timestamp: sequence * 160, ssrc: 5 };
    this.call.onRtp(printRtp({ payload: new Uint8Array(160).fill(0xff), ...defaults, ...packet }), from);
  }

  /** `ms` pass in which the peer sends `pcm`, then silence. */
  async hear(ms: number, pcm: Pcm = new Int16Array(0)): Promise<void> {
    for (let at = 0; at < ms * 8; at += 160) {
      const frame = new Int16Array(160);
      frame.set(pcm.subarray(at, at + 160));
      const payload = new Uint8Array(160);
      muLaw.encode(frame, payload);
      await this.clock.advance(20);
      this.receive({ payload });
    }
  }

  /** Events without those that `play` brings. */
  types(): string[] {
    return this.log.map((event) => event.type);
  }
}

test('sample n leaves n / 8 ms after the start: one packet each 20 ms, numbers and timestamps in step', async () => {
  const bench = new Bench();
  await bench.hear(2000);
  const base = bench.sent[0]!;
  assert.ok(bench.sent.length >= 100);
  bench.sent.forEach((packet, index) => {
    assert.equal(packet.at, index * 20);
    assert.equal(packet.sequence, (base.sequence + index) & 0xffff);
    assert.equal(packet.timestamp, (base.timestamp + index * 160) >>> 0);
    assert.equal(packet.marker, index === 0);
    assert.equal(packet.payload.length, 160);
  });
});

test('after a stall the clock is caught up without a flood, and what nobody could hear is left out', async () => {
  const bench = new Bench();
  await bench.clock.advance(100);
  const before = bench.sent.length;
  const now = bench.clock.monotonic.bind(bench.clock);
  // The thread sleeps for half a second: timers fire late, in one turn.
  bench.clock.monotonic = () => now() + 500;
  await bench.clock.advance(20);
  const burst = bench.sent.slice(before);
  assert.ok(burst.length <= 5, `${burst.length} packets at once`);
  const first = bench.sent[0]!;
  const position = (burst.at(-1)!.timestamp - first.timestamp) >>> 0;
  assert.ok(Math.abs(position / 8 - (now() + 500)) <= 20, 'and the last one is on time');
});

test('the callee barges in: held at the tick after the onset, resumed where it stopped', async () => {
  const bench = new Bench();
  bench.call.command({ type: 'barge-in', settings: { enabled: true, onsetMs: 100, confirmMs: 5000 } });
  bench.call.command({
    type: 'play',
    segment: { utteranceId: 'u', pcm: sines([700], 0, 16_000), last: true },
  });
  await bench.hear(200);
  // A hum of 150 Hz, as a voice has; 100 ms of it make the onset.
  await bench.hear(300, sines([150, 300], 0, 1600));
  const held = bench.log.find((event) => event.type === 'playout-held');
  assert.ok(held?.type === 'playout-held');
  assert.ok(held.at >= 2400 && held.at <= 2560, `held at ${held.at}`);
  assert.equal(held.heard, held.at);
  bench.call.command({ type: 'resume' });
  await bench.hear(40);
  bench.call.command({ type: 'cut' });
  assert.deepEqual(bench.types(), [
    'utterance-started',
    'speech-started',
    'playout-held',
    ...(bench.types().includes('speech-ended') ? ['speech-ended'] : []),
    'playout-resumed',
    'utterance-ended',
  ]);
  const ended = bench.log.at(-1)!;
  assert.ok(ended.type === 'utterance-ended' && ended.cut && ended.heard === held.heard + 320);
  bench.log.forEach((event, index) => assert.equal(event.seq, index + 1));
});

test('keys: as events, as tones, as both at once; each reported once and never as speech', async () => {
  const bench = new Bench();
  await bench.hear(100);
  for (let index = 0; index < 7; index++) {
    await bench.clock.advance(20);
    bench.receive({ payloadType: 101, timestamp: 5 * 160, payload: keyPacket('7', index)!.payload });
  }
  await bench.hear(800, keyTones('8'));
  const digits = (): string[] =>
    bench.log.flatMap((event) => (event.type === 'dtmf-received' ? event.digit : []));
  assert.deepEqual(digits(), ['7', '8']);
  await bench.hear(120, keyTones('9'));
  bench.receive({ payloadType: 101, timestamp: 9999 * 160, payload: keyPacket('9', 6)!.payload });
  await bench.hear(800);
  assert.deepEqual(digits(), ['7', '8', '9']);
  assert.ok(!bench.types().includes('speech-started'));
});

test('keys that we send: seven events at one timestamp, then audio again with a marker', async () => {
  const bench = new Bench();
  bench.call.command({ type: 'keys', digits: '4' });
  await bench.hear(400);
  const events = bench.sent.filter((packet) => packet.payloadType === 96);
  assert.equal(events.length, 7);
  assert.equal(new Set(events.map(({ timestamp }) => timestamp)).size, 1);
  const after = bench.sent[bench.sent.indexOf(events.at(-1)!) + 1]!;
  assert.ok(after.marker && after.payloadType === 0);
});

test('packets go where they come from; strangers and other payload types are ignored', async () => {
  const bench = new Bench();
  await bench.clock.advance(20);
  assert.equal(bench.sent.at(-1)!.to, 4000);
  bench.receive({}, { address: '192.0.2.9', port: 60_000 });
  bench.receive({ payloadType: 18 }, { address: '203.0.113.1', port: 1 });
  bench.receive({}, { address: '203.0.113.1', port: 1 });
  await bench.clock.advance(20);
  assert.equal(bench.sent.at(-1)!.to, 60_000);
  assert.equal(bench.call.stats().packetsReceived, 1);
});

test('media-lost once a silence; on hold nothing is lost and nothing is sent', async () => {
  const bench = new Bench();
  await bench.hear(500);
  await bench.clock.advance(3000);
  const lost = bench.log.filter((event) => event.type === 'media-lost');
  assert.equal(lost.length, 1);
  assert.ok(lost[0]!.silentMs >= 1000 && lost[0]!.silentMs < 1040);
  bench.call.agree({ ...agreement, direction: 'inactive' });
  const sent = bench.sent.length;
  await bench.clock.advance(3000);
  assert.equal(bench.sent.length, sent);
  assert.equal(bench.log.filter((event) => event.type === 'media-lost').length, 1);
  bench.call.agree(agreement);
  await bench.clock.advance(40);
  assert.ok(bench.sent[sent]!.marker);
});

test('reports come from where media does, or from where the description has them', () => {
  const bench = new Bench();
  const [other, stranger] = ['192.0.2.50', '203.0.113.9'].map((address) => ({ address, port: 4001 }));
  bench.call.agree({ ...agreement, remoteRtcp: other! });
  bench.receive({});
  for (const from of [other!, peer]) bench.call.onRtcp(printRtcp({ ssrc: 5, blocks: [] }), from);
  assert.equal(bench.call.stats().packetsRefused, 0);
  bench.call.onRtcp(printRtcp({ ssrc: 5, blocks: [] }), stranger!);
  assert.equal(bench.call.stats().packetsRefused, 1);
});

test('the recording holds both sides in step; RTCP reports and says BYE', async () => {
  const bench = new Bench();
  const said = sines([500], 0, 4000);
  bench.call.command({ type: 'play', segment: { utteranceId: 'u', pcm: sines([900], 0, 4000), last: true } });
  await bench.hear(7000, said);
  const stats = await bench.call.close();
  assert.equal(stats.packetsLost, 0);
  const { pcm } = bench.recording.read(0);
  assert.equal(pcm.length / 2, bench.sent.length * 160);
  const first = pcm.subarray(0, 16_000);
  const [left, right] = [0, 1].map((side) => first.filter((_, index) => index % 2 === side));
  assert.deepEqual(right!.subarray(0, 4000), sines([900], 0, 4000));
  assert.deepEqual(left, bench.ring.read(0, 8000).subarray(0, 8000));
  assert.ok(bench.reports.length >= 2);
  assert.ok(bench.reports[0]!.sender && bench.reports[0]!.blocks[0]?.ssrc === 5);
  assert.equal(bench.reports.at(-1)!.bye, true);
  assert.equal(bench.reports.at(-1)!.cname, 'test');
});
