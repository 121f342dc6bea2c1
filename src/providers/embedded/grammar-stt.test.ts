/**
 * Rates on synthetic voices only: upper bounds. The border of rejection was chosen on other voices, but of the same
 * synthesizer (espeak-ng); the noise threshold was chosen on four of these very voices. So these are floors against
 * regressions, no measure of quality; `npm run bench -- recognition` measures more widely.
 */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { silentLogger } from '#kernel';
import { ModelError, type Grammar, type Recognition, type SttModel } from '#models';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { throughLine, type LineOptions } from '../../../fixtures/speech/line.ts';
import { speakWith, TEST_VOICES, type TestVoice } from '../../../fixtures/speech/voices.ts';
import { createGrammarStt } from './grammar-stt.ts';

let stt: SttModel;
before(async () => {
  stt = await createGrammarStt({ logger: silentLogger });
});
after(() => stt.close());

const never = new AbortController().signal;
const phrases = (value: string, ...texts: string[]) => texts.map((text) => ({ text, value }));

const YES_NO: Grammar = {
  phrases: [
    ...phrases('yes', 'yes', 'yeah', 'yep', 'sure', 'okay', 'that works for me', 'sounds good', 'correct'),
    ...phrases('no', 'no', 'nope', 'no way', 'not really', 'not interested', "i don't think so"),
  ],
  fillers: { before: ['um', 'well'], after: ['please', 'thanks', 'thank you', 'that works for me'] },
};
/** As large as a conversation's: what steers it is listened for beside the answers, and nothing is optional. */
const ASKED: Grammar = {
  phrases: [
    ...YES_NO.phrases,
    ...phrases('yes', 'right', 'absolutely', 'perfect', 'of course', 'yes please', 'yes that works', 'i do'),
    ...phrases('no', 'no thanks', 'no thank you', 'not at all', 'never', "i can't", "i don't", 'not now'),
    ...phrases('stop', 'stop calling me', "don't call me again", 'never call me again'),
    ...phrases('repeat', 'sorry what', 'pardon', 'can you repeat that', 'say that again', 'what did you say'),
    ...phrases('who', 'who is this', 'who are you', 'who is calling', 'what is this about'),
    ...phrases('wait', 'hold on', 'one moment', 'just a second', 'wait a moment', 'hello', 'uh huh', 'i see'),
  ],
};
const CHOICE: Grammar = {
  phrases: ['sales', 'support', 'billing', 'operator'].flatMap((name) =>
    phrases(name, name, `i want ${name}`, `i need ${name}`),
  ),
  fillers: { after: ['please'] },
};

const hear = (pcm: Int16Array, grammar: Grammar): Promise<Recognition> =>
  stt.recognize(pcm, { language: 'en-US', grammar }, never);

/** How many of the sentences, by each voice, got the value expected (`null`: rejected); reported with the test. */
async function count(
  context: TestContext,
  grammar: Grammar,
  sentences: readonly (readonly [text: string, value: string | null])[],
  voices: readonly TestVoice[],
  line: LineOptions = {},
): Promise<number> {
  const pairs = voices.flatMap((voice) => sentences.map(([text, value]) => ({ voice, text, value })));
  const heard = await Promise.all(
    pairs.map(({ voice, text }) => hear(throughLine(speakWith(voice, text), line), grammar)),
  );
  const wrong = pairs.filter(({ value }, i) => heard[i]!.value !== value);
  context.diagnostic(`${pairs.length - wrong.length} of ${pairs.length}`);
  return (pairs.length - wrong.length) / pairs.length;
}

const ANSWERS = [
  ['yes', 'yes'],
  ['yes please', 'yes'],
  ['yes, that works for me', 'yes'],
  ['no', 'no'],
  ['no thanks', 'no'],
  ['not interested', 'no'],
] as const;
const FOREIGN = [
  ['Who is this, please?', null],
  ['What is the weather like today?', null],
  ['My name is Robert Miller and I live in Boston.', null],
  ['I am driving right now.', null],
] as const;

test('the clips of callees (the embedded voices are their kin: no measure of quality)', async () => {
  const cases = [
    ['yes_works_slt', 'yes', 'yes that works for me'],
    ['no_thanks_slt', 'no', 'no thanks'],
    ['callback_slt', null, ''],
    ['hold_on_slt', null, ''],
  ] as const;
  for (const [clip, value, text] of cases) {
    const heard = await hear(readClip(clip), YES_NO);
    assert.deepEqual([heard.value, heard.text, heard.accepted], [value, text, value !== null], clip);
    assert.ok(heard.confidence > 0.5 === heard.accepted, `${clip}: ${heard.confidence}`);
  }
});

test('yes and no by other voices through mu-law', async (context) => {
  const voices = ['festival-kal', 'espeak-en-us+klatt4'] as const;
  assert.ok((await count(context, YES_NO, ANSWERS, voices)) >= 0.9);
});

test('one word is enough in a large grammar', async (context) => {
  const sentences = [
    ['yes', 'yes'],
    ['sure', 'yes'],
    ['no', 'no'],
    ['nope', 'no'],
  ] as const;
  const voices = ['festival-kal', 'espeak-en-us', 'espeak-en-us+f2', 'espeak-en-us+f4'] as const;
  assert.ok((await count(context, ASKED, sentences, voices)) >= 0.9);
});

test('choices by other voices', async (context) => {
  const sentences = ['sales', 'billing please', 'I need support', 'operator'] as const;
  const values = ['sales', 'billing', 'support', 'operator'];
  const share = await count(
    context,
    CHOICE,
    sentences.map((text, i) => [text, values[i]!]),
    ['festival-kal', 'espeak-en-us+f4'],
  );
  assert.ok(share >= 0.9);
});

test('single digits and strings of four by other voices: weak, keep the keypad open', async (context) => {
  const voices = ['espeak-en-us+f2'] as const;
  const singles = [...'0123456789'].map((digit) => [digit, digit] as const);
  assert.ok((await count(context, { phrases: [], digits: { min: 1, max: 1 } }, singles, voices)) >= 0.8);
  const strings = ['4 7 1 9', '2 0 8 5', '1 2 3 4'].map((text) => [text, text.replaceAll(' ', '')] as const);
  assert.ok((await count(context, { phrases: [], digits: { min: 4, max: 4 } }, strings, voices)) >= 0.65);
});

test('answers with digital silence around them, soft and loud', async (context) => {
  const voices = ['espeak-en-us'] as const;
  for (const line of [{ noise: null }, { level: -36 }, { level: -12 }])
    assert.ok((await count(context, YES_NO, ANSWERS.slice(1, 4), voices, line)) >= 0.8, JSON.stringify(line));
});

test('answers in white noise 20 dB below the voice', async (context) => {
  assert.ok((await count(context, YES_NO, ANSWERS, TEST_VOICES.slice(1, 3), { noise: -40 })) >= 0.8);
});

test('sentences of other topics are mostly rejected', async (context) => {
  const voices = ['festival-kal', 'espeak-en-us+f2'] as const;
  assert.ok((await count(context, CHOICE, FOREIGN, voices)) >= 0.8, 'few long phrases');
  assert.ok((await count(context, ASKED, FOREIGN, voices)) >= 0.7, 'many short phrases');
  assert.ok((await count(context, YES_NO, FOREIGN, voices)) >= 0.6, 'short phrases, more of them optional');
});

test('tones, keys and noise are rejected', async () => {
  for (const clip of ['linenoise_m50', 'dtmf_1', 'ringback_us', 'busy_us'])
    for (const grammar of [YES_NO, ASKED, CHOICE]) {
      const heard = await hear(readClip(clip), grammar);
      assert.deepEqual([heard.text, heard.value, heard.accepted], ['', null, false], clip);
    }
  for (const pcm of [new Int16Array(0), new Int16Array(8000), new Int16Array(8000 * 21)])
    assert.equal((await hear(pcm, YES_NO)).accepted, false);
});

test('a word of no dictionary is pronounced by spelling', async () => {
  const grammar = {
    phrases: [...phrases('k', 'kubernetes'), ...phrases('f', 'synthflow'), ...phrases('x', 'да')],
  };
  const pcm = throughLine(speakWith('espeak-en-us', 'kubernetes'));
  assert.equal((await hear(pcm, grammar)).value, 'k');
});

test('grammars do not disturb each other, and the same sound gives the same answer', async () => {
  const pcm = readClip('no_thanks_slt');
  const first = await hear(pcm, YES_NO);
  for (let i = 0; i < 3; i++) {
    await hear(readClip('hold_on_slt'), CHOICE);
    assert.deepEqual(await hear(pcm, YES_NO), first);
  }
});

const refused = (request: Parameters<SttModel['recognize']>[1], message: RegExp) =>
  assert.rejects(stt.recognize(new Int16Array(8000), request, never), (thrown: unknown) => {
    assert.ok(thrown instanceof ModelError, String(thrown));
    assert.equal(thrown.fault, 'bad-request');
    assert.match(thrown.message, message);
    return true;
  });

test('refuses what it cannot hear, saying what it can', async () => {
  await refused({ language: 'es', grammar: YES_NO }, /English only, not "es"/);
  await refused({ language: 'en', grammar: null }, /only what a grammar holds/);
  await refused({ language: 'en', grammar: { phrases: [] } }, /Give phrases or digits/);
  await refused(
    { language: 'en', grammar: { phrases: phrases('x', 'да', '...') } },
    /can be said in English/,
  );
  await refused({ language: 'en', grammar: { phrases: [], digits: { min: 3, max: 2 } } }, /not 3 to 2/);
});

test('leaves no handler of uncaught exceptions behind', async () => {
  const { loadRecogniser } = await import('./soundswallower.ts');
  const before = process.listenerCount('uncaughtException');
  await loadRecogniser();
  assert.equal(process.listenerCount('uncaughtException'), before);
});
