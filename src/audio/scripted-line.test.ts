import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { ScriptedLine } from './scripted-line.ts';

const ramp = (length: number, from = 1): Int16Array => Int16Array.from({ length }, (_, i) => from + i);
const brief = (line: ScriptedLine): string[] => line.log.map((event) => `${event.type}@${event.at}`);

test('an utterance plays whole, segment by segment, and is kept at its position', async () => {
  const line = new ScriptedLine();
  await line.advance(40);
  line.play({ utteranceId: 'u', pcm: ramp(200), last: false });
  line.play({ utteranceId: 'u', pcm: ramp(200, 201), last: true });
  await line.advance(100);
  assert.deepEqual(brief(line), ['utterance-started@320', 'utterance-ended@800']);
  assert.deepEqual(line.played().slice(320, 720), ramp(400));
  assert.deepEqual(line.log[1], {
    type: 'utterance-ended',
    utteranceId: 'u',
    heard: 400,
    cut: false,
    seq: 2,
    at: 800,
  });
});

test('barge-in holds at the tick after the onset, resume goes on where it stopped, cut counts what left', async () => {
  const line = new ScriptedLine();
  line.setBargeIn({ enabled: true, onsetMs: 100, confirmMs: 5000 });
  line.play({ utteranceId: 'u', pcm: ramp(8000), last: true });
  line.speech(200, 400);
  await line.advance(400);
  // Speech from sample 1600; 100 ms of it are complete at 2400, and the frame of that tick is silent.
  const held = line.log.find((event) => event.type === 'playout-held');
  assert.deepEqual(held, { type: 'playout-held', utteranceId: 'u', heard: 2400, seq: 3, at: 2400 });
  line.resume();
  await line.advance(100);
  assert.deepEqual(line.played().slice(3200, 3202), Int16Array.of(2401, 2402));
  line.cut();
  line.play({ utteranceId: 'u', pcm: ramp(8000), last: true });
  await line.advance(40);
  assert.deepEqual(line.log.at(-1), {
    type: 'utterance-ended',
    utteranceId: 'u',
    heard: 3200,
    cut: true,
    by: 'command',
    seq: line.log.length,
    at: 4000,
  });
  assert.ok(
    line
      .played()
      .slice(4000)
      .every((sample) => sample === 0),
  );
});

test('what the callee says is heard at its place and bounded by speech events', async () => {
  const line = new ScriptedLine();
  const pcm = new Int16Array(1600).fill(3000);
  line.say(pcm, 100);
  await line.advance(1000);
  assert.deepEqual(line.heard(800, 2400), pcm);
  const ended = line.log.find((event) => event.type === 'speech-ended');
  assert.equal(ended?.type === 'speech-ended' && ended.start, 800);
  assert.equal(ended?.type === 'speech-ended' && ended.end, 2400);
  assert.equal(ended?.at, 2400 + 1600, 'after 200 ms of hangover');
});

test('alarms fall due at the first tick at or after their sample; keys and clock keep step', async () => {
  const clock = new VirtualClock();
  const line = new ScriptedLine({ clock });
  let fired = -1;
  clock.after(100, () => (fired = line.position()));
  line.setAlarm('late', 801);
  line.setAlarm('never', 400);
  line.clearAlarm('never');
  line.press('5', 60);
  line.sendDigits('12');
  await line.advance(400);
  assert.deepEqual(brief(line), ['dtmf-received@480', 'alarm-reached@960']);
  assert.equal(line.sentDigits, '12');
  assert.equal(fired, 640);
});
