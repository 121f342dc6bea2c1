import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { AgentConfig } from '#domain';
import { planOf, rig, type Rig, type RigOptions } from '../rig/testing.ts';
import { ScriptedLlm } from '../testing.ts';
import { WordStt, type TimedWord } from './testing.ts';

const prompt = (more: Partial<AgentConfig> = {}) => planOf({ prompt: 'Be kind.', greeting: 'Hi.', ...more });

async function streaming(config: Partial<AgentConfig> = {}, options: RigOptions = {}, finalMs = 300) {
  const stream: NonNullable<RigOptions['stream']> = (line, clock) =>
    new WordStt({ clock, position: () => line.position(), finalMs });
  const call = await rig(prompt(config), { stream, llm: new ScriptedLlm(), ...options });
  await call.advance(1000);
  return { call, stt: call.words! };
}

/** The callee says the words from now on, 300 ms each; the detector hears them unless they are quiet. */
function say(
  { line }: Rig,
  stt: WordStt,
  words: readonly (string | Omit<TimedWord, 'end'>)[],
  quiet = false,
): number {
  const from = line.position();
  const timed = words.map((word, i) => ({
    ...(typeof word === 'string' ? { text: word } : word),
    end: from + (i + 1) * 2400,
  }));
  stt.words.push(...timed);
  if (!quiet) line.speech(from / 8, timed.at(-1)!.end / 8);
  return timed.at(-1)!.end;
}

const said = (call: Rig): string[] => call.facts('callee-said').map((data) => String(data['text']));

test('words gather while the callee speaks and are one turn', async () => {
  const { call, stt } = await streaming();
  say(call, stt, ['I', 'would', 'like', 'a', 'table']);
  await call.advance(3000);
  assert.deepEqual(said(call), ['I would like a table']);
  const partials = call.facts('words-arrived').filter((data) => data['final'] === false);
  assert.ok(partials.length >= 4);
  assert.equal(call.turns().at(-1), 'agent: Okay.');
  assert.equal(stt.streams[0]!.written > 20_000, true);
});

test('who goes on after "and" is waited for, and is still in the same turn', async () => {
  const { call, stt } = await streaming();
  say(call, stt, ['two', 'pizzas', 'and']);
  await call.advance(900 + 800);
  say(call, stt, ['a', 'salad', 'please']);
  await call.advance(3000);
  assert.deepEqual(said(call), ['two pizzas and a salad please']);
});

test('speech that the detector does not hear is a turn by its words', async () => {
  const { call, stt } = await streaming();
  say(call, stt, ['can', 'you', 'hear', 'me'], true);
  await call.advance(4000);
  assert.deepEqual(said(call), ['can you hear me']);
  assert.equal(call.facts('speech-started').length, 0);
});

test('a turn taken on partials is not answered twice when its final comes', async () => {
  const { call, stt } = await streaming({ turns: { preset: 'quick' } }, {}, 1200);
  say(call, stt, ['yes', 'please']);
  await call.advance(4000);
  assert.deepEqual(said(call), ['yes please']);
  assert.equal(call.turns().filter((turn) => turn === 'agent: Okay.').length, 1);
  assert.equal(call.facts('words-corrected').length, 0);
});

test('a final that corrects the words is told, one with more words is another turn', async () => {
  const { call, stt } = await streaming({ turns: { preset: 'quick' } }, {}, 1200);
  say(call, stt, [{ text: 'two', partial: 'too' }, 'pizzas', 'today']);
  await call.advance(4000);
  assert.deepEqual(said(call), ['too pizzas today']);
  assert.deepEqual(
    call.facts('words-corrected').map(({ text, was }) => [text, was]),
    [['two pizzas today', 'too pizzas today']],
  );
  const other = await streaming({ turns: { preset: 'quick' } }, {}, 1200);
  say(other.call, other.stt, ['yes', 'please', { text: 'tomorrow', partial: '' }]);
  await other.call.advance(5000);
  assert.deepEqual(said(other.call), ['yes please', 'tomorrow']);
});

test('"stop calling me" acts on its partial, once', async () => {
  const { call, stt } = await streaming();
  say(call, stt, ['please', 'stop', 'calling', 'me', 'ever', 'again']);
  await call.advance(8000);
  assert.equal(call.facts('stop-requested').length, 1);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['stop-requested'],
  );
});

test('a stream that breaks is opened anew from the beginning of the turn, and no word is lost', async () => {
  const { call, stt } = await streaming();
  say(call, stt, ['I', 'would', 'like', 'a', 'table']);
  await call.advance(1000);
  stt.streams[0]!.fail();
  await call.advance(3000);
  assert.equal(stt.streams.length, 2);
  assert.deepEqual(said(call), ['I would like a table']);
});

test('the second failure in a turn leaves nothing understood; after three such turns the call ends', async () => {
  const { call, stt } = await streaming();
  for (let turn = 1; turn <= 3; turn++) {
    say(call, stt, ['I', 'would', 'like', 'a', 'table']);
    await call.advance(500);
    stt.streams.at(-1)!.fail();
    await call.advance(300);
    stt.streams.at(-1)!.fail();
    await call.advance(6000);
    if (turn === 1) assert.match(call.turns().at(-1)!, /didn't catch that/);
  }
  assert.match(call.turns().at(-1)!, /something went wrong/);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['hearing-failed'],
  );
});

test('a stream that brings no word of a turn and then fails was deaf to it; after three such turns the call ends', async () => {
  const { call, stt } = await streaming();
  for (let turn = 1; turn <= 3; turn++) {
    const now = call.line.position() / 8;
    call.line.speech(now, now + 900);
    await call.advance(4000);
    stt.streams.at(-1)!.fail();
    await call.advance(turn < 3 ? 2000 : 6000);
    if (turn < 3) assert.deepEqual(call.ended, []);
  }
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['hearing-failed'],
  );
});

test('while nobody speaks a broken stream is tried again, with longer and longer pauses', async () => {
  const { call, stt } = await streaming();
  stt.failures.push(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  stt.streams[0]!.fail();
  await call.advance(6000);
  assert.ok(stt.streams.length >= 4 && stt.streams.length <= 7, String(stt.streams.length));
  stt.failures.length = 0;
  say(call, stt, ['are', 'you', 'there', 'now']);
  await call.advance(4000);
  assert.deepEqual(said(call), ['are you there now']);
});

test('voices in the background do not keep a turn open when no more words come', async () => {
  const { call, stt } = await streaming();
  const end = say(call, stt, ['I', 'lost', 'my', 'bag']);
  call.line.speech(end / 8, end / 8 + 8000);
  await call.advance(5000);
  assert.deepEqual(said(call), ['I lost my bag']);
  assert.equal(call.turns().at(-1), 'agent: Okay.');
});

test('a turn detector is asked when speech stops, and its verdict counts', async () => {
  const asked: { samples: number; text: string }[] = [];
  const turn = {
    ...{ contract: 1 as const, provider: 'scripted', modelId: 'scripted', close: () => Promise.resolve() },
    judge: (pcm: Int16Array, text: string) => {
      asked.push({ samples: pcm.length, text });
      return Promise.resolve(0.05);
    },
  };
  const { call, stt } = await streaming({}, { turn });
  const end = say(call, stt, ['it', 'stopped', 'charging', 'yesterday']);
  await call.advance(5000);
  assert.equal(asked.length, 1);
  assert.ok(asked[0]!.samples >= 9600 && asked[0]!.text !== '');
  const [heard] = call.facts('turn-measured');
  assert.ok((heard!['endpoint_ms'] as number) >= 900, JSON.stringify(heard));
  assert.ok(end > 0);
});

const vocabulary = fc.constantFrom(
  'yes',
  'and',
  'um',
  'two',
  'pizzas',
  'hello',
  'stop',
  'please',
  'five',
  '',
);
const schedule = fc.array(
  fc.record({
    words: fc.array(fc.record({ text: vocabulary, partial: vocabulary }), { minLength: 1, maxLength: 6 }),
    quiet: fc.boolean(),
    after: fc.integer({ min: 0, max: 2500 }),
    fail: fc.boolean(),
  }),
  { maxLength: 6 },
);

test('any stream: a call ends in time, and its log replays to the same decisions', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, fc.constantFrom('quick', 'balanced', 'patient'), async (acts, preset) => {
      const { call, stt } = await streaming({ turns: { preset } });
      for (const { words, quiet, after, fail } of acts) {
        say(call, stt, words, quiet);
        await call.advance(after);
        if (fail) stt.streams.at(-1)!.fail();
      }
      await call.advance(6000);
      call.talk.close('bye');
      const { logged, replayed } = call.replayed();
      assert.equal(replayed, logged);
      assert.equal(
        stt.streams.every((stream) => stream.closed),
        true,
      );
    }),
    { numRuns: 20 },
  );
});

test('more words never lose earlier ones: all finals are in turns, in order', async () => {
  const plain = fc.array(fc.constantFrom('two', 'pizzas', 'tomorrow', 'evening', 'table', 'window'), {
    minLength: 1,
    maxLength: 8,
  });
  const spans = fc.array(fc.record({ words: plain, after: fc.integer({ min: 0, max: 3000 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(spans, fc.constantFrom(100, 300, 1200), async (acts, finalMs) => {
      const { call, stt } = await streaming({ turns: { preset: 'quick' } }, {}, finalMs);
      const all: string[] = [];
      for (const { words, after } of acts) {
        say(call, stt, words);
        all.push(...words);
        await call.advance(words.length * 300 + after);
      }
      await call.advance(8000);
      assert.equal(said(call).join(' '), all.join(' '));
    }),
    { numRuns: 20 },
  );
});

test('who takes up the word again is not cut off by the watch over the words before the pause', async () => {
  // The watch would ring 1.2 s after the last words that came in time: in one of these ticks the speech is found.
  for (let pause = 1000; pause <= 1180; pause += 20) {
    const { call, stt } = await streaming();
    say(call, stt, ['let', 'me', 'see']);
    await call.advance(900 + pause);
    say(call, stt, ['Thursday', 'after', 'four']);
    await call.advance(3000);
    assert.deepEqual(said(call), ['let me see Thursday after four'], String(pause));
  }
});
