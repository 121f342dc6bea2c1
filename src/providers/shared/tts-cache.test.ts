import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { ModelError, type SpokenChunk, type TtsModel, type TtsRequest } from '#models';
import { cachedTts } from './tts-cache.ts';

const request: TtsRequest = { text: 'Hello there.', voice: 'tone', language: 'en', speed: 1 };
const signal = new AbortController().signal;

/** 800 samples a word, one chunk a word, one word each 100 ms. */
class SlowTts implements TtsModel {
  readonly contract = 1;
  readonly provider = 'slow';
  readonly modelId = 'slow';
  readonly capabilities = { languages: ['en'], voices: [], streaming: true };
  readonly clock = new VirtualClock();
  readonly asked: string[] = [];
  stopped = 0;
  closed = 0;
  fails = false;

  async *speak({ text }: TtsRequest, stop: AbortSignal): AsyncGenerator<SpokenChunk> {
    this.asked.push(text);
    for (const [i, word] of text.split(' ').entries()) {
      await new Promise<void>((resolve) => {
        this.clock.after(100, resolve);
        stop.addEventListener('abort', () => resolve(), { once: true });
      });
      if (stop.aborted) {
        this.stopped++;
        throw new ModelError({ provider: 'slow', fault: 'aborted', message: 'Stopped.' });
      }
      if (this.fails && i === 1)
        throw new ModelError({ provider: 'slow', fault: 'unavailable', message: 'Broken.' });
      const start = i * 800;
      yield { pcm: new Int16Array(800).fill(i + 1), words: [{ text: word, start, end: start + 800 }] };
    }
  }

  async close(): Promise<void> {
    this.closed++;
  }
}

async function all(chunks: AsyncIterable<SpokenChunk>): Promise<SpokenChunk[]> {
  const found: SpokenChunk[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return found;
}

function faultOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (thrown: ModelError) => thrown.fault,
  );
}

test('a text that comes again comes from memory, with its words', async () => {
  const slow = new SlowTts();
  const tts = cachedTts(slow, { maxBytes: 100_000 });
  const first = all(tts.speak(request, signal));
  await slow.clock.advance(200);
  const again = await all(tts.speak(request, signal));
  assert.deepEqual(again, await first);
  assert.deepEqual(
    again.flatMap(({ words }) => words!.map(({ text }) => text)),
    ['Hello', 'there.'],
  );
  assert.equal(slow.asked.length, 1);
});

test('another voice, language, speed or text is another utterance', async () => {
  const slow = new SlowTts();
  const tts = cachedTts(slow, { maxBytes: 1_000_000 });
  const others = [{}, { voice: 'other' }, { language: 'es' }, { speed: 1.1 }, { text: 'Hello  there.' }];
  const runs = others.map((other) => all(tts.speak({ ...request, ...other }, signal)));
  await slow.clock.advance(500);
  await Promise.all(runs);
  assert.equal(slow.asked.length, others.length);
});

test('equal requests at once share one synthesis, each from its first chunk', async () => {
  const slow = new SlowTts();
  const tts = cachedTts(slow, { maxBytes: 100_000 });
  const heard: number[] = [];
  const first = (async () => {
    for await (const { pcm } of tts.speak(request, signal)) heard.push(pcm[0]!);
  })();
  await slow.clock.advance(100);
  assert.deepEqual(heard, [1], 'heard while it is made');
  const second = all(tts.speak(request, signal));
  await slow.clock.advance(100);
  await first;
  assert.equal((await second).length, 2);
  assert.equal(slow.asked.length, 1);
});

test('who gives up does not take it from the others; when the last one does, it stops and is not kept', async () => {
  const slow = new SlowTts();
  const tts = cachedTts(slow, { maxBytes: 100_000 });
  const [one, other] = [new AbortController(), new AbortController()];
  const runs = [one, other].map((abort) => faultOf(all(tts.speak(request, abort.signal))));
  await slow.clock.advance(100);
  one.abort();
  assert.equal(await runs[0], 'aborted');
  assert.equal(slow.stopped, 0);
  other.abort();
  assert.equal(await runs[1], 'aborted');
  await slow.clock.advance(0);
  assert.equal(slow.stopped, 1);
  const anew = all(tts.speak(request, signal));
  await slow.clock.advance(200);
  assert.equal((await anew).length, 2);
  assert.equal(slow.asked.length, 2);
});

test('what failed is not kept, and everyone who waited is told', async () => {
  const slow = new SlowTts();
  slow.fails = true;
  const tts = cachedTts(slow, { maxBytes: 100_000 });
  const runs = [faultOf(all(tts.speak(request, signal))), faultOf(all(tts.speak(request, signal)))];
  await slow.clock.advance(200);
  assert.deepEqual(await Promise.all(runs), ['unavailable', 'unavailable']);
  slow.fails = false;
  const anew = all(tts.speak(request, signal));
  await slow.clock.advance(200);
  assert.equal((await anew).length, 2);
});

test('the least recently used goes first when the bytes are used up', async () => {
  const slow = new SlowTts();
  const say = async (text: string): Promise<void> => {
    const run = all(tts.speak({ ...request, text }, signal));
    await slow.clock.advance(100);
    await run;
  };
  // One word is 1,600 bytes and its time; two of them fit.
  const tts = cachedTts(slow, { maxBytes: 3500 });
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await say(text);
  assert.deepEqual(slow.asked, ['a', 'b', 'c', 'b']);
});

test('closing stops what is in the making and closes the model', async () => {
  const slow = new SlowTts();
  const tts = cachedTts(slow, { maxBytes: 100_000 });
  const run = faultOf(all(tts.speak(request, signal)));
  await slow.clock.advance(100);
  await tts.close();
  assert.equal(await run, 'aborted');
  assert.equal(slow.closed, 1);
});
