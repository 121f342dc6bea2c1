import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineCore } from './core.ts';
import { defaultSpeechSettings } from './speech.ts';
import type { LineEvent } from './step.ts';

/** A line that plays something long and is told, frame by frame, what the detector finds. */
class Bench {
  readonly log: LineEvent[] = [];
  readonly core = new LineCore(defaultSpeechSettings, (event) => this.log.push(event));
  at = 0;

  constructor(confirmMs = 500) {
    this.core.command({ type: 'barge-in', settings: { enabled: true, onsetMs: 60, confirmMs } }, 0);
    const segment = { utteranceId: 'u', pcm: new Int16Array(80_000).fill(1), last: true };
    this.core.command({ type: 'play', segment }, 0);
    this.hear('..');
  }

  /** `S` speech, `q` what the detector still calls speech, `.` none; 20 ms each. */
  hear(frames: string): this {
    for (const frame of frames) {
      this.core.tick(this.at, new Int16Array(160));
      this.at += 160;
      this.core.hear({ start: this.at - 160, speech: frame !== '.', quiet: frame === 'q' }, this.at);
    }
    return this;
  }

  only(type: LineEvent['type']): LineEvent | undefined {
    return this.log.find((event) => event.type === type);
  }
}

test('the line holds after the onset and cuts when the confirming time was voiced', () => {
  const bench = new Bench().hear('S'.repeat(30));
  const start = 320;
  const held = bench.only('playout-held');
  assert.equal(held?.at, start + 60 * 8);
  const ended = bench.only('utterance-ended');
  assert.ok(ended?.type === 'utterance-ended' && ended.cut);
  assert.equal(ended.by, 'line');
  assert.equal(ended.at, start + 500 * 8);
  assert.ok(held.type === 'playout-held' && ended.heard === held.heard, 'nothing left after the hold');
});

test('pauses and the detector’s tail are not voiced: a backchannel shorter than the confirming time never cuts', () => {
  const bench = new Bench().hear(`${'S'.repeat(12)}....${'S'.repeat(12)}qqqqqq${'.'.repeat(20)}`);
  assert.ok(bench.only('playout-held'));
  assert.equal(bench.only('utterance-ended'), undefined);
  const ended = bench.only('speech-ended');
  assert.equal(ended?.type === 'speech-ended' && ended.end, (2 + 28) * 160, 'and is not part of the speech');
  assert.equal(ended?.at, (2 + 28) * 160 + 200 * 8);
});

test('a keep begins the count anew; who goes on then is not ignored for ever', () => {
  const bench = new Bench().hear('S'.repeat(20));
  bench.core.command({ type: 'keep' }, bench.at);
  bench.hear('S'.repeat(24));
  assert.equal(bench.only('utterance-ended'), undefined);
  bench.hear('S');
  assert.equal(bench.only('utterance-ended')?.at, (2 + 20 + 25) * 160);
});

test('what was resumed, or may not be interrupted, is not cut by the line', () => {
  const resumed = new Bench().hear('S'.repeat(10));
  resumed.core.command({ type: 'resume' }, resumed.at);
  resumed.hear('S'.repeat(40));
  assert.equal(resumed.only('utterance-ended'), undefined);
  const firm = new Bench();
  firm.core.command({ type: 'barge-in', settings: { enabled: false, onsetMs: 60, confirmMs: 500 } }, 0);
  firm.hear('S'.repeat(60));
  assert.equal(firm.only('playout-held'), undefined);
});

test('alarms are told between ticks, each once, in the order of their time', () => {
  const bench = new Bench();
  bench.core.command({ type: 'set-alarm', name: 'b', at: 500 }, 320);
  bench.core.command({ type: 'set-alarm', name: 'a', at: 400 }, 320);
  bench.core.ring(399);
  assert.equal(bench.only('alarm-reached'), undefined);
  bench.core.ring(510);
  bench.core.ring(520);
  const rung = bench.log.flatMap((event) => (event.type === 'alarm-reached' ? [[event.name, event.at]] : []));
  assert.deepEqual(rung, [
    ['a', 510],
    ['b', 510],
  ]);
});

function order(frames: string): (string | number)[] {
  const bench = new Bench();
  bench.core.command({ type: 'set-alarm', name: 'end', at: bench.at + 200, unlessOnset: true }, bench.at);
  const from = bench.at;
  bench.hear(frames);
  return bench.log
    .filter(({ type }) => type === 'speech-started' || type === 'alarm-reached')
    .flatMap(({ type, at }) => [type, (at - from) / 8]);
}

test('an alarm that may wait lets beginning speech be told first; a click delays it by no more than its gap', () => {
  assert.deepEqual(order('.....'), ['alarm-reached', 40]);
  assert.deepEqual(order('SSSS'), ['speech-started', 60, 'alarm-reached', 60]);
  assert.deepEqual(order('.S....'), ['alarm-reached', 80]);
});
