import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardRing } from '#audio';
import type { CallMonitor } from '#domain';
import { monitorOf } from './monitor.ts';

function setUp() {
  const acts: string[] = [];
  let at = 8_000;
  let ring: HeardRing | null = null;
  let isBridged = false;
  const floor: { speaker: CallMonitor | null } = { speaker: null };
  const media = {
    recorded: (from: number) => ({ at: from, pcm: new Int16Array() }),
    position: () => at,
    cut: () => void acts.push('cut'),
    bridge: ({ heardRing }: { heardRing: SharedArrayBuffer }) => {
      acts.push('bridge');
      ring = new HeardRing(heardRing);
    },
    unbridge: () => void acts.push('unbridge'),
  };
  const make = () =>
    monitorOf({
      ...{ media, floor, isBridged: () => isBridged, ended: new Promise<void>(() => {}) },
      mute: (muted) => void acts.push(muted ? 'mute' : 'unmute'),
    });
  return {
    ...{ acts, make },
    move: (samples: number) => (at += samples),
    join: () => (isBridged = true),
    heard: () => ring!.read(0, ring!.edge),
  };
}

test('one operator at a time; the agent is muted meanwhile and goes on afterwards', () => {
  const { acts, make } = setUp();
  const [one, two] = [make(), make()];
  one.speak(new Int16Array(160));
  assert.deepEqual([one.takeOver(), one.takeOver(), two.takeOver()], [true, true, false]);
  two.handBack();
  two.close();
  assert.deepEqual(acts, ['mute', 'cut', 'bridge']);
  one.close();
  one.close();
  assert.deepEqual(acts.slice(3), ['unbridge', 'unmute']);
  assert.equal(two.takeOver(), true);
});

test('words wait for one another, two seconds of them; what more runs ahead of the line is left out', () => {
  const { make, move, heard } = setUp();
  const monitor = make();
  monitor.takeOver();
  monitor.speak(new Int16Array(160).fill(1));
  assert.equal(heard().length, 160);
  move(8_000);
  monitor.speak(new Int16Array(160).fill(2));
  assert.deepEqual([heard().length, heard()[159], heard()[160]], [320, 1, 2], 'a pause is not in it');
  monitor.speak(new Int16Array(100_000).fill(3));
  assert.equal(heard().length, 160 + 16_000);
  monitor.speak(new Int16Array(160));
  assert.equal(heard().length, 160 + 16_000);
  move(1_600);
  monitor.speak(new Int16Array(16_000));
  assert.equal(heard().length, 160 + 16_000 + 1_600);
});

test('a second leg has the line: nobody takes over, and who had done so does not part it', () => {
  const { acts, make, join } = setUp();
  const monitor = make();
  monitor.takeOver();
  join();
  monitor.handBack();
  assert.deepEqual(acts.slice(3), ['unmute']);
  assert.equal(make().takeOver(), false);
});
