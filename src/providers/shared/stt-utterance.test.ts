import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { ModelError, type SttRequest, type SttStreamEvent } from '#models';
import { recognition, recognizeByStream } from './stt-utterance.ts';

const grammar = { phrases: [{ text: 'yes', value: 'agreed' }], digits: { min: 2, max: 4 } };
const request: SttRequest = { language: 'en', grammar: null };

test('segments are one text; without a grammar all of it counts', () => {
  const heard = recognition(
    [
      { text: 'I think', confidence: 0.9 },
      { text: ' ', confidence: 0.1 },
      { text: 'so. ', confidence: 0.7 },
    ],
    request,
  );
  assert.deepEqual(heard, { text: 'I think so.', value: null, confidence: 0.1, accepted: true });
  assert.deepEqual(recognition([], request), { text: '', value: null, confidence: 0, accepted: false });
});

const value = (text: string): unknown => {
  const heard = recognition([{ text, confidence: 1 }], { ...request, grammar });
  return [heard.value, heard.accepted];
};

test('with a grammar only its words count', () => {
  assert.deepEqual(value('Yes!'), ['agreed', true]);
  assert.deepEqual(value('4 2 7'), ['427', true]);
  assert.deepEqual(value('Never.'), [null, false]);
});

function played(...events: SttStreamEvent[]) {
  const clock = new VirtualClock();
  const done: string[] = [];
  const aborting = new AbortController();
  const heard = recognizeByStream(
    (on) => ({
      write: (pcm) => void done.push(`write ${pcm.length}`),
      finalize() {
        done.push('finalize');
        clock.after(10, () => events.forEach(on));
      },
      close: () => void done.push('close'),
    }),
    { pcm: new Int16Array(80), request, signal: aborting.signal, clock, provider: 'vendor' },
  );
  return { heard, clock, done, aborting };
}

test('writes, finalizes, gathers, closes', async () => {
  const { heard, clock, done } = played(
    { type: 'partial', text: 'on' },
    { type: 'final', text: 'one', confidence: 0.8 },
    { type: 'final', text: 'two', confidence: 0.9 },
    { type: 'settled' },
  );
  await clock.advance(10);
  assert.equal((await heard).text, 'one two');
  assert.deepEqual(done, ['write 80', 'finalize', 'close']);
  assert.equal(clock.timers, 0);
});

test('what the stream failed of is thrown', async () => {
  const error = new ModelError({ provider: 'vendor', fault: 'quota', message: 'no credit' });
  const { heard, clock, done } = played({ type: 'failed', error });
  const failed = assert.rejects(heard, error);
  await clock.advance(10);
  await failed;
  assert.deepEqual(done.at(-1), 'close');
});

test('an abort, before or meanwhile, and a stream that tells nothing', async () => {
  const { heard, aborting, done } = played();
  const aborted = assert.rejects(heard, { fault: 'aborted' });
  aborting.abort();
  await aborted;
  assert.deepEqual(done.at(-1), 'close');
  const silent = played();
  const late = assert.rejects(silent.heard, { fault: 'timeout' });
  await silent.clock.advance(12_000);
  await late;
  assert.equal(silent.clock.timers, 0);
});
