import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { silentLogger, VirtualClock } from '#kernel';
import { ModelError, type ModelSwitch, type SttModel, type SttStreamEvent } from '#models';
import { Breakers } from './chain-breakers.ts';
import { chainStt } from './chain-stt.ts';
import { MOST_KEPT, Replay } from './chain-stt-replay.ts';

const error = (provider: string) => new ModelError({ provider, fault: 'connectivity', message: 'gone' });

/** A stream whose events the test tells; it keeps what was written. */
function streaming(provider: string) {
  const heard: number[] = [];
  const stream = { tell: (_event: SttStreamEvent) => {}, finalized: 0, closed: 0 };
  const model: SttModel = {
    ...{ contract: 2, provider, modelId: 'm' },
    capabilities: { languages: ['en'], openVocabulary: true, streaming: true },
    warm: async () => {},
    recognize: async () => {
      throw error(provider);
    },
    open(_request, on) {
      stream.tell = on;
      return {
        write: (pcm) => void heard.push(...pcm),
        finalize: () => void stream.finalized++,
        close: () => void stream.closed++,
      };
    },
    close: async () => {},
  };
  return { model, heard, stream };
}

/** Understands whole utterances only: the number of its samples. */
const whole: SttModel = {
  ...{ contract: 2, provider: 'whole', modelId: 'm' },
  capabilities: { languages: ['en'], openVocabulary: false, streaming: false },
  warm: async () => {},
  recognize: async (pcm) => ({ text: `${pcm.length} samples`, value: null, confidence: 1, accepted: true }),
  close: async () => {},
};

function chainOf(...models: SttModel[]) {
  const breakers = new Breakers(new VirtualClock());
  const switches: ModelSwitch[] = [];
  const links = models.map((model) => ({ model, breaker: breakers.of(model.provider) }));
  const options = { logger: silentLogger, onSwitch: (change: ModelSwitch) => void switches.push(change) };
  const told: SttStreamEvent[] = [];
  const chain = chainStt(links, options);
  const ear = chain.open!({ language: 'en', grammar: null }, (event) => told.push(event));
  return { chain, ear, told, switches };
}
const count = (from: number, to: number) =>
  Int16Array.from({ length: to - from }, (_, index) => from + index);
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

test('a stream that breaks: the next one hears again what came after the last final', () => {
  const [one, two] = [streaming('one'), streaming('two')];
  const { ear, told, switches } = chainOf(one.model, two.model);
  ear.write(count(0, 100));
  one.stream.tell({ type: 'final', text: 'hello', confidence: 1, start: 0, end: 60 });
  ear.write(count(100, 150));
  ear.finalize();
  one.stream.tell({ type: 'failed', error: error('one') });
  assert.deepEqual(two.heard, [...count(60, 150)]);
  assert.equal(two.stream.finalized, 1, 'what was asked is asked again');
  ear.write(count(150, 160));
  two.stream.tell({ type: 'final', text: 'world', confidence: 0.9, start: 5, end: 95 });
  two.stream.tell({ type: 'settled' });
  assert.deepEqual(told, [
    { type: 'final', text: 'hello', confidence: 1, start: 0, end: 60 },
    { type: 'final', text: 'world', confidence: 0.9, start: 65, end: 155 },
    { type: 'settled' },
  ]);
  assert.deepEqual(
    switches.map(({ from, to }) => [from, to]),
    [['one/m', 'two/m']],
  );
  one.stream.tell({ type: 'partial', text: 'late' });
  assert.equal(told.length, 3, 'the old stream is not heard any more');
});

test('the last failure is told once, and nothing after it', () => {
  const [one, two] = [streaming('one'), streaming('two')];
  const { ear, told, switches } = chainOf(one.model, two.model);
  one.stream.tell({ type: 'failed', error: error('one') });
  two.stream.tell({ type: 'failed', error: error('two') });
  two.stream.tell({ type: 'settled' });
  ear.write(count(0, 10));
  assert.deepEqual(
    told.map(({ type }) => type),
    ['failed'],
  );
  assert.equal(switches.at(-1)?.to, null);
});

test('a recogniser of whole utterances takes over from a stream', async () => {
  const one = streaming('one');
  const { ear, told } = chainOf(one.model, whole);
  ear.write(count(0, 100));
  ear.finalize();
  one.stream.tell({ type: 'failed', error: error('one') });
  await settled();
  assert.deepEqual(told, [
    { type: 'final', text: '100 samples', confidence: 1, start: 0, end: 100 },
    { type: 'settled' },
  ]);
  ear.write(count(100, 130));
  ear.finalize();
  await settled();
  assert.deepEqual(told.slice(2), [
    { type: 'final', text: '30 samples', confidence: 1, start: 100, end: 130 },
    { type: 'settled' },
  ]);
  ear.close();
});

test('a whole utterance goes from link to link as well', async () => {
  const { chain } = chainOf(streaming('one').model, whole);
  const { text } = await chain.recognize(
    count(0, 7),
    { language: 'en', grammar: null },
    new AbortController().signal,
  );
  assert.equal(text, '7 samples');
});

test('law: what has no words yet is kept whole and in order, up to the limit', () => {
  const step = fc.oneof(
    fc.record({ add: fc.integer({ min: 0, max: 3000 }) }),
    fc.record({ forget: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const replay = new Replay();
      let covered = 0;
      for (const one of steps) {
        if ('add' in one) replay.add(count(replay.written, replay.written + one.add));
        else replay.forget((covered = Math.max(covered, Math.floor(replay.written * one.forget))));
        const start = Math.max(covered, replay.written - MOST_KEPT);
        assert.equal(replay.start, start);
        const kept = replay.pieces().flatMap((piece) => [...piece]);
        assert.deepEqual(kept, [...count(start, replay.written)]);
      }
    }),
    { numRuns: 40 },
  );
});
