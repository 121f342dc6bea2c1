import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileGrammar } from './grammar-jsgf.ts';
import { readPronunciations } from './pronunciations.ts';
import { judge } from './rejection.ts';

const say = (word: string): boolean => /^[a-z']+$/.test(word);

test('phrases, fillers and digits become one rule', () => {
  const compiled = compileGrammar(
    {
      phrases: [
        { text: 'Yes!', value: 'yes' },
        { text: 'yes', value: 'again' },
        { text: 'at 3', value: '3' },
      ],
      digits: { min: 2, max: 4 },
      fillers: { before: ['um'], after: ['thank you'] },
    },
    say,
  );
  assert.ok(compiled);
  assert.match(compiled.jsgf, /public <answer> = \[ <before> \] \( yes \| at three \| /);
  assert.match(compiled.jsgf, /\| <digit> <digit> \[ <digit> \[ <digit> \]\] \) \[ <after> \];/);
  assert.match(compiled.jsgf, /<after> = thank you;/);
  assert.equal(compiled.words.length, new Set(compiled.words).size);
  for (const word of ['yes', 'at', 'three', 'um', 'thank', 'you', 'oh', 'nine'])
    assert.ok(compiled.words.includes(word), word);
});

test('what cannot be said is left out; nothing left is no grammar', () => {
  const phrases = ['да', 'yes', 'да yes'].map((text) => ({ text, value: text }));
  assert.deepEqual(compileGrammar({ phrases }, say)?.words, ['yes']);
  assert.equal(compileGrammar({ phrases: phrases.slice(0, 1) }, say), null);
});

test('no phrase can break out of its place in the grammar', () => {
  const text = 'yes ; public <evil> = no | { } / \\ " * +';
  const compiled = compileGrammar({ phrases: [{ text, value: 'x' }] }, say);
  assert.match(compiled!.jsgf, /\( yes public evil no \)/);
});

test('the dictionary gives every way to say a word', () => {
  const words = readPronunciations(
    "head\n'em AH M\na AH\nyes Y EH S\nzero Z IH R OW\nzero(2) Z IY R OW\nzeroes Z\n",
  );
  assert.deepEqual(words.of('zero'), ['Z IH R OW', 'Z IY R OW']);
  assert.deepEqual(words.of('zeroes'), ['Z']);
  assert.deepEqual(words.of("'em"), ['AH M']);
  for (const unknown of ['ye', 'eroes', 'YES', '']) assert.deepEqual(words.of(unknown), []);
});

test('a phrase is accepted when it explains the sound about as well as anything could', () => {
  const active = Array.from({ length: 100 }, (_, frame) => frame >= 20 && frame < 70);
  const heard = { words: ['yes'], score: -3000, spans: [{ start: 0.2, duration: 0.5 }] };
  const verdict = (change: Partial<typeof heard>, loop = -2500): boolean =>
    judge({ ...heard, ...change }, () => loop, active).accepted;
  assert.equal(verdict({}), true);
  assert.equal(verdict({ score: -4500 }), false, '40 worse a frame');
  assert.equal(
    verdict({ spans: [{ start: 0.2, duration: 0.3 }] }),
    false,
    'two fifths of the sound unexplained',
  );
  assert.equal(verdict({ words: [] }), false);
  assert.equal(judge(heard, () => -2500, []).accepted, false, 'nothing was said');
  const { confidence } = judge({ ...heard, score: -4500 }, () => -2500, active);
  assert.ok(confidence < 0.5 && judge(heard, () => -2500, active).confidence > 0.5);
});
