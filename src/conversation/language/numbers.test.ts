import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainWords } from '#models';
import { digitWordsOf, phrasesFor, spokenLanguages, wordsIn } from './index.ts';
import { readNumbers } from './read-numbers.ts';

/** Those of which the number words are known. */
const WORDED = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'sv'];

for (const base of WORDED)
  test(`${base}: 0 to 9999 in words and back`, () => {
    const { numbers } = phrasesFor(base).values;
    for (let value = 0; value < 10_000; value++) {
      const words = numbers.say(value);
      const found = readNumbers(plainWords(words), numbers).map((it) => it.value);
      assert.deepEqual(found, [value], words);
    }
  });

const read: [string, string, number[]][] = [
  ['en', 'one hundred and five', [105]],
  ['en', 'twelve hundred', [1200]],
  ['en', 'twenty fifteen', [20, 15]],
  ['en', 'one two three', [1, 2, 3]],
  ['en', 'between five and six', [5, 6]],
  ['en', 'it is 42, not forty one', [42, 41]],
  ['en', 'seven thousand and two of them', [7002]],
  ['es', 'treinta y una', [31]],
  ['es', 'tres y diez', [3, 10]],
  ['es', 'doscientas cincuenta', [250]],
  ['fr', 'quatre-vingt-dix-sept', [97]],
  ['fr', 'soixante et onze', [71]],
  ['fr', 'nonante-deux', [92]],
  ['de', 'zweiundzwanzig', [22]],
  ['de', 'ein und zwanzig', [21]],
  ['de', 'neunzehnhundertfünfundachtzig', [1985]],
  ['it', 'duemilaventitré', [2023]],
  ['pt', 'duzentas e vinte e uma', [221]],
  ['nl', 'vijfendertig', [35]],
  ['pl', 'dwadzieścia dwie', [22]],
  ['ro', 'o mie nouă sute optzeci', [1980]],
  ['sv', 'tjugofem', [25]],
];
for (const [tag, text, values] of read)
  test(`${tag}: "${text}" is ${values.join(', ')}`, () => {
    const found = readNumbers(plainWords(text), phrasesFor(tag).values.numbers);
    assert.deepEqual(
      found.map(({ value }) => value),
      values,
    );
  });

test('numerals become words of their own language, or stay', () => {
  assert.deepEqual(wordsIn('a las 3', phrasesFor('es')), ['a', 'las', 'tres']);
  assert.deepEqual(wordsIn('um 15 Uhr', phrasesFor('de')), ['um', 'funfzehn', 'uhr']);
  assert.deepEqual(wordsIn('at 3', phrasesFor('en')), ['at', 'three']);
  assert.deepEqual(wordsIn('3番', phrasesFor('ja')), ['3', '番']);
  assert.deepEqual(wordsIn('我要3', phrasesFor('zh')), ['我', '要', '3']);
});

test('every language knows its ten digits where it knows its numbers', () => {
  for (const base of WORDED)
    assert.deepEqual(new Set(Object.values(digitWordsOf(phrasesFor(base)))).size, 10, base);
  assert.equal(digitWordsOf(phrasesFor('pt-BR'))['meia'], '6');
});

test('every language is whole: nothing said is empty, nothing heard is twice or both yes and no', () => {
  for (const base of spokenLanguages) {
    const { say, hear } = phrasesFor(base);
    const spoken = Object.values(say).map((it) =>
      typeof it === 'string' ? it : (it as (...args: unknown[]) => string)([], true),
    );
    for (const text of spoken) assert.notEqual(text.trim(), '', base);
    for (const [kind, phrases] of Object.entries(hear))
      if (Array.isArray(phrases))
        for (const phrase of phrases) assert.notEqual(phrase, '', `${base} ${kind}`);
    const words = (texts: readonly string[]): Set<string> =>
      new Set(texts.map((text) => wordsIn(text, phrasesFor(base)).join(' ')));
    const no = words(hear.no);
    for (const yes of words(hear.yes)) assert.ok(!no.has(yes), `${base}: ${yes}`);
    for (const stop of words(hear.stop)) assert.ok(!words(hear.repeat).has(stop), `${base}: ${stop}`);
    for (const kind of [
      'yes',
      'no',
      'greeting',
      'stop',
      'repeat',
      'who',
      'wait',
      'carriers',
      'numbers',
    ] as const)
      assert.ok(hear[kind].length >= 4, `${base} ${kind}`);
    assert.ok(hear.carriers.every((it) => it.includes('%')));
  }
});

test('regions speak their own way', () => {
  assert.ok(phrasesFor('es-MX').hear.greeting.includes('bueno'));
  assert.ok(!phrasesFor('es-MX').hear.yes.includes('bueno'));
  assert.ok(phrasesFor('es-ES').hear.yes.includes('vale'));
  assert.ok(!phrasesFor('es-AR').hear.yes.includes('vale'));
  assert.match(phrasesFor('en-GB').say.pressDigits, /hash/);
  assert.match(phrasesFor('en-US').say.pressDigits, /pound/);
  assert.match(phrasesFor('pt-PT').say.notUnderstood, /percebi/);
  assert.equal(phrasesFor('es'), phrasesFor('es-ES'));
  assert.equal(phrasesFor('zh-Hans-CN').base, 'zh');
});
