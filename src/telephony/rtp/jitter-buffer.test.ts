import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { JitterBuffer, type HeardFrame } from './jitter-buffer.ts';

const FIRST_STAMP = 0xffff_fe00; // Wraps within the fourth packet.

/** A far end that counts its samples: sample n of the stream has the value n + 1. */
function packet(index: number, size = 160) {
  return {
    sequence: 65_536 + index,
    timestamp: (FIRST_STAMP + index * size) >>> 0,
    pcm: Int16Array.from({ length: size }, (_, i) => ((index * size + i) % 30_000) + 1),
  };
}

class Listener {
  readonly frames: HeardFrame[] = [];
  readonly buffer = new JitterBuffer((frame) => this.frames.push(frame));

  /** All that was released, and proof that it is gapless. */
  heard(): number[] {
    let next = 0;
    const samples: number[] = [];
    for (const { start, pcm, kind } of this.frames) {
      assert.equal(start, next, 'frames follow each other');
      assert.ok(kind === 'silence' || pcm.length === 160);
      next += pcm.length;
      samples.push(...pcm);
    }
    return samples;
  }

  voice(): number[] {
    return this.frames.flatMap(({ kind, pcm }) => (kind === 'voice' ? [...pcm] : []));
  }
}

const count = (length: number, from = 1): number[] => Array.from({ length }, (_, i) => from + i);

test('what comes in order is heard on arrival, at the place it ended', () => {
  const far = new Listener();
  for (let i = 0; i < 5; i++) {
    far.buffer.push(packet(i), 1000 + (i + 1) * 160);
    assert.equal(far.buffer.cursor, 1000 + (i + 1) * 160, 'no delay');
  }
  assert.deepEqual(far.heard().slice(1000), count(800));
});

test('any disorder within the wait gives the same audio as order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 5, maxLength: 60 }), (lateness) => {
      const far = new Listener();
      // Each packet up to 1 tick late; packets of one tick arrive in reverse.
      const arrivals = lateness.map((late, index) => ({ index, tick: index + 1 + (index === 0 ? 0 : late) }));
      for (let tick = 1; tick <= lateness.length + 2; tick++) {
        for (const { index } of arrivals.filter((arrival) => arrival.tick === tick).toReversed())
          far.buffer.push(packet(index), tick * 160);
        far.buffer.advance(tick * 160, 0);
      }
      assert.deepEqual(far.voice(), count(lateness.length * 160));
      assert.equal(far.buffer.late, 0);
    }),
  );
});

test('a lost packet is waited for, then hidden by a fading guess; the time line stays', () => {
  const far = new Listener();
  for (let tick = 1; tick <= 10; tick++) {
    if (tick !== 5) far.buffer.push(packet(tick - 1), tick * 160);
    far.buffer.advance(tick * 160, 0);
    if (tick === 5) assert.equal(far.frames.at(-1)!.start, 480, 'nothing yet in place of the fifth');
  }
  const heard = far.heard();
  assert.deepEqual(heard.slice(0, 640), count(640));
  const guess = far.frames.find(({ kind }) => kind === 'concealed');
  assert.equal(guess?.start, 640);
  assert.equal(guess.pcm[0], 640, 'it goes on from the last sample');
  assert.ok(Math.abs(guess.pcm[159]!) < 480);
  assert.deepEqual(heard.slice(800 + 32), count(800 - 32, 833));
  assert.equal(far.buffer.concealed, 160);
});

test('silence of the sender is no loss: numbers go on, time jumps', () => {
  const far = new Listener();
  far.buffer.push(packet(0), 160);
  for (let tick = 2; tick < 50; tick++) far.buffer.advance(tick * 160, 0);
  far.buffer.push({ ...packet(49), sequence: 65_537 }, 8000);
  assert.deepEqual(far.heard().slice(7840), count(160, 7841));
  assert.equal(far.buffer.late, 0);
});

test('a packet that comes too late is counted once, repetitions are not, and the wait grows', () => {
  const far = new Listener();
  for (let tick = 1; tick <= 12; tick++) {
    if (tick !== 5) far.buffer.push(packet(tick - 1), tick * 160);
    far.buffer.push(packet(0), tick * 160);
    far.buffer.advance(tick * 160, 0);
  }
  far.buffer.push(packet(4), 12 * 160);
  far.buffer.push(packet(4), 12 * 160);
  assert.equal(far.buffer.late, 1);
  // The next gap is given one more frame.
  far.buffer.push(packet(13), 14 * 160);
  far.buffer.advance(15 * 160, 0);
  assert.equal(far.buffer.cursor, 12 * 160, 'without the late one this would be concealed by now');
});

test('a new source and a jump of the timestamp are mapped to now', () => {
  const far = new Listener();
  far.buffer.push(packet(0), 160);
  far.buffer.restart();
  far.buffer.push({ ...packet(7), sequence: 5, timestamp: 99 }, 480);
  assert.equal(far.buffer.cursor, 480);
  far.buffer.push({ ...packet(8), sequence: 6, timestamp: 1_000_000 }, 640);
  assert.equal(far.buffer.cursor, 640);
  assert.deepEqual(far.heard().slice(320), count(320, 1121));
});

test('clock skew is followed: a far clock 0.2 % fast or slow stays within 60 ms of now', () => {
  for (const rate of [0.998, 1.002]) {
    const far = new Listener();
    for (let i = 0; i < 3000; i++) {
      const at = Math.round((i + 1) * 160 * rate);
      far.buffer.push(packet(i), at);
      far.buffer.advance(at, 0);
      assert.ok(Math.abs(at - far.buffer.cursor) <= 480, `${rate}: ${at - far.buffer.cursor} at packet ${i}`);
    }
    far.heard();
  }
});

test('packets of 10, 30 and 60 ms are cut into frames', () => {
  for (const size of [80, 240, 480]) {
    const far = new Listener();
    for (let i = 0; i < 12; i++) far.buffer.push(packet(i, size), (i + 1) * size);
    assert.deepEqual(far.voice(), count(Math.floor((12 * size) / 160) * 160));
  }
});

test('packets without audio take their number and leave no guess behind', () => {
  const far = new Listener();
  far.buffer.push(packet(0), 160);
  for (let i = 1; i < 6; i++) {
    far.buffer.push({ ...packet(1), sequence: 65_536 + i, pcm: null }, (i + 1) * 160);
    far.buffer.advance((i + 1) * 160, 0);
  }
  far.buffer.push(packet(6), 7 * 160);
  assert.equal(far.buffer.concealed, 0);
  assert.deepEqual(far.heard().slice(960), count(160, 961));
});

test('nothing that arrives can make it throw or lose the time line', () => {
  const hostile = fc.record({
    sequence: fc.integer({ min: 60_000, max: 70_000 }),
    timestamp: fc.integer({ min: 0, max: 0xffff_ffff }),
    size: fc.integer({ min: 1, max: 1600 }),
    wait: fc.integer({ min: 0, max: 4000 }),
  });
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 100 }), (packets) => {
      const far = new Listener();
      let at = 0;
      for (const { sequence, timestamp, size, wait } of packets) {
        at += wait;
        far.buffer.push({ sequence, timestamp, pcm: new Int16Array(size) }, at);
        far.buffer.advance(at, 20);
        assert.ok(far.buffer.cursor >= at - 160 - 1600 - 160);
        assert.ok(far.buffer.cursor <= at + 3 * 8000, 'never far ahead of now');
      }
      far.heard();
    }),
  );
});
