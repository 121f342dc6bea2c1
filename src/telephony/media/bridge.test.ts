/** Two legs in virtual time, each on its own clock: what one hears is what the other's peer gets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findClip, HeardRing, keyTones, muLaw, sines, type LineEvent, type Pcm } from '#audio';
import { randomUnit, seededRandom, VirtualClock } from '#kernel';
import { parseRtp, printRtp } from '../rtp/packet.ts';
import { keyPacket } from '../rtp/telephone-event.ts';
import type { Agreement } from '../sdp/index.ts';
import { Bridge } from './bridge.ts';
import { MediaCall } from './call.ts';
import { TickWheel } from './tick-wheel.ts';

const FRAME = 160;

/** One leg whose peer sends and hears. */
class Leg {
  readonly ring = new HeardRing();
  readonly events: LineEvent[] = [];
  /** What the peer was sent: when, and 160 samples of it. */
  readonly sent: { at: number; pcm: Pcm }[] = [];
  readonly call: MediaCall;
  readonly #port: number;
  #sequence = 0;

  constructor(clock: VirtualClock, wheel: TickWheel, port: number) {
    this.#port = port;
    const peer = { address: '192.0.2.1', port };
    this.call = new MediaCall({
      ...{ ring: this.ring.buffer, recording: null, cname: 'leg', clock, random: seededRandom(port), wheel },
      settings: { codecs: ['PCMU'], lostAfterMs: 60_000, record: false },
      vad: { isSpeech: () => false, close: () => undefined },
      onEvent: (event) => this.events.push(event),
    });
    this.call.attach({
      ...{ port: 2, rtcpPort: 3, sendRtcp: () => undefined, close: async () => undefined },
      sendRtp: (bytes) => {
        const { payloadType, payload } = parseRtp(bytes.slice())!;
        const pcm = new Int16Array(FRAME);
        if (payloadType === 0) pcm.set(muLaw.decode(payload));
        this.sent.push({ at: clock.monotonic(), pcm });
      },
    });
    const agreement: Agreement = {
      ...{ codec: 'PCMU', sendType: 0, receiveTypes: [[0, 'PCMU']], direction: 'sendrecv', rtcpMux: false },
      ...{
        telephoneEvent: { send: 96, receive: 101 },
        remote: peer,
        remoteRtcp: { ...peer, port: port + 1 },
      },
    };
    this.call.agree(agreement);
  }

  /** The peer's next packet comes now. */
  receive(pcm: Pcm, key?: { payload: Uint8Array; timestamp: number }): void {
    const payload = new Uint8Array(FRAME);
    muLaw.encode(pcm, payload);
    const sequence = this.#sequence++;
    const packet = { marker: false, sequence, timestamp: sequence * FRAME, ssrc: 9 };
    const bytes = key
      ? printRtp({ ...packet, payloadType: 101, ...key })
      : printRtp({ ...packet, payloadType: 0, payload });
    this.call.onRtp(bytes, { address: '192.0.2.1', port: this.#port });
  }

  /** Everything the peer heard, and when its first sample left, ms. */
  heard(): { from: number; pcm: Pcm } {
    const pcm = new Int16Array(this.sent.length * FRAME);
    this.sent.forEach(({ pcm: frame }, index) => pcm.set(frame, index * FRAME));
    return { from: this.sent[0]!.at, pcm };
  }
}

/** A voice-like sweep that correlates at one place only. */
function sweep(length: number): Pcm {
  return Int16Array.from(
    { length },
    (_, i) => 8000 * Math.sin(2 * Math.PI * (200 + (1400 * i) / length) * (i / 8000)),
  );
}

/** Two bridged legs whose peers' packets come with up to `jitterMs` of delay. */
async function bridged(jitterMs: number, ms: number) {
  const clock = new VirtualClock();
  const random = seededRandom(3);
  const [a, b] = [new Leg(clock, new TickWheel(clock), 4000), new Leg(clock, new TickWheel(clock), 5000)];
  a.call.start();
  await clock.advance(7);
  b.call.start();
  a.call.fillWith({ kind: 'bridge', ring: b.ring.buffer });
  b.call.fillWith({ kind: 'bridge', ring: a.ring.buffer });
  const clip = sweep(8 * ms);
  /** Milliseconds at which the first packet came. */
  const firstAt = clock.monotonic() + 20;
  for (let n = 0; n * 20 < ms; n++) {
    const frame = clip.subarray(n * FRAME, (n + 1) * FRAME);
    for (const leg of [a, b])
      clock.after(20 + Math.floor(randomUnit(random) * jitterMs), () => leg.receive(frame));
    await clock.advance(20);
  }
  return { a, b, clip, firstAt, clock };
}

for (const [jitterMs, most] of [
  [0, 40],
  [15, 60],
] as const)
  test(`both hear each other, at most ${most} ms later, with packets up to ${jitterMs} ms late`, async (t) => {
    const { a, b, clip, firstAt, clock } = await bridged(jitterMs, 4000);
    await clock.advance(200);
    for (const leg of [a, b]) {
      const { from, pcm } = leg.heard();
      // The last second: whatever the beginning cost has been settled by then.
      const part = clip.subarray(16_000, 28_000);
      const { correlation, at } = findClip(pcm, part)!;
      // Sample n of the clip was spoken up to 20 ms before its packet came, at n / 8 ms after the first one.
      const addedMs = from + at / 8 - (firstAt + 2000);
      t.diagnostic(`correlation ${correlation.toFixed(4)}, ${addedMs} ms from packet to packet`);
      assert.ok(correlation > 0.98, `correlation ${correlation}`);
      assert.ok(addedMs >= 0 && addedMs <= most, `${addedMs} ms`);
    }
  });

test('what may wait is heard whole though it comes at once, and the next words without their pause', async () => {
  const { a, clock } = await bridged(0, 100);
  const ring = new HeardRing();
  a.call.fillWith({ kind: 'bridge', ring: ring.buffer, waits: 16_000 });
  const clip = sweep(14_400);
  ring.write(0, clip.subarray(0, 12_800));
  const before = a.sent.length;
  await clock.advance(2_000);
  ring.write(12_800, clip.subarray(12_800));
  await clock.advance(400);
  const pcm = Int16Array.from(a.sent.slice(before).flatMap((frame) => [...frame.pcm]));
  for (const part of [clip.subarray(0, 12_800), clip.subarray(12_800)]) {
    const { correlation } = findClip(pcm, part)!;
    assert.ok(correlation > 0.98, `correlation ${correlation}`);
  }
});

test('our own words go before what the other leg says; after unbridge there is silence', async () => {
  const { a, b, clock } = await bridged(0, 400);
  const before = a.sent.length;
  const words = sines([900], 0, 3 * FRAME);
  a.call.command({ type: 'play', segment: { utteranceId: 'u', pcm: words, last: true } });
  for (let n = 0; n < 10; n++) {
    b.receive(new Int16Array(FRAME).fill(5000));
    await clock.advance(20);
  }
  const frames = a.sent.slice(before).map(({ pcm }) => pcm);
  const own = frames.filter((pcm) => (findClip(pcm, words.subarray(0, FRAME))?.correlation ?? 0) > 0.95);
  assert.ok(own.length >= 1, 'our words left');
  assert.ok(
    frames.at(-1)!.every((sample) => Math.abs(sample - 5000) < 200),
    'then the other leg again',
  );
  a.call.fillWith(null);
  b.receive(new Int16Array(FRAME).fill(5000));
  await clock.advance(40);
  assert.ok(a.sent.at(-1)!.pcm.every((sample) => Math.abs(sample) < 10));
});

test('keys as events are told apart from tones in the audio, which cross the bridge by themselves', async () => {
  const { a, clock } = await bridged(0, 400);
  for (let index = 0; index < 7; index++) {
    a.receive(new Int16Array(FRAME), { timestamp: 20 * FRAME, payload: keyPacket('7', index)!.payload });
    await clock.advance(20);
  }
  const tones = keyTones('8');
  for (let at = 0; at < 8000; at += FRAME) {
    const frame = new Int16Array(FRAME);
    frame.set(tones.subarray(at, at + FRAME));
    a.receive(frame);
    await clock.advance(20);
  }
  const keys = a.events.flatMap((event) =>
    event.type === 'dtmf-received' ? [[event.digit, event.inBand ?? false]] : [],
  );
  assert.deepEqual(keys, [
    ['7', false],
    ['8', true],
  ]);
});

test('a soft ringing tone: one second in five', async () => {
  const clock = new VirtualClock();
  const leg = new Leg(clock, new TickWheel(clock), 4000);
  leg.call.start();
  leg.call.fillWith({ kind: 'ringing' });
  await clock.advance(10_000);
  const loud = leg.sent.filter(({ pcm }) => pcm.some((sample) => Math.abs(sample) > 300)).length;
  assert.ok(loud >= 98 && loud <= 101, `${loud} of ${leg.sent.length} frames sound`);
  assert.ok(leg.sent.every(({ pcm }) => pcm.every((sample) => Math.abs(sample) < 1000)));
});

test('a clock that runs away is followed: the delay never grows beyond its bound', () => {
  const ring = new HeardRing();
  const bridge = new Bridge(ring.buffer);
  const frame = new Int16Array(FRAME);
  let edge = 0;
  let worst = 0;
  for (let tick = 0; tick < 5000; tick++) {
    // The other clock is 1 % faster, and now and then a burst comes at once.
    const length = tick % 100 === 99 ? 2 * FRAME : FRAME;
    const burst = tick === 2500 ? 20 * FRAME : 0;
    const pcm = Int16Array.from({ length: length + burst }, (_, i) => (edge + i) % 30_000);
    ring.write(edge, pcm);
    edge += pcm.length;
    bridge.fill(frame.fill(-1));
    if (frame[0] !== -1) worst = Math.max(worst, (edge - frame[0]!) % 30_000);
  }
  assert.ok(worst <= 5 * FRAME, `${worst / 8} ms behind`);
});
