import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { matchGrammar, spokenWords } from './grammar.ts';

test('the words of a text as they are spoken', () => {
  const cases: readonly (readonly [string, string])[] = [
    ["Yes, that's fine!", "yes that's fine"],
    ['At 3 or 15 or 42 or 90', 'at three or fifteen or forty two or ninety'],
    ['room 101', 'room one zero one'],
    ['code 07', 'code zero seven'],
    ['Café “Crème” & co.', 'cafe creme and co'],
    ['‘Uh-huh’', 'uh huh'],
    ['  ', ''],
  ];
  for (const [text, words] of cases) assert.equal(spokenWords(text).join(' '), words, text);
});

test('saying what was already in words changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = spokenWords(text);
      assert.deepEqual(spokenWords(words.join(' ')), words);
    }),
  );
});

const grammar = {
  phrases: [
    { text: 'Yes', value: 'yes' },
    { text: 'No, thanks.', value: 'no' },
    { text: 'at 3', value: 'three' },
  ],
  digits: { min: 3, max: 4 },
  fillers: { before: ['um', 'well'], after: ['please', 'thank you'] },
};

test('phrases match by words, fillers around them do not count', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['YES.', 'yes'],
    ['no thanks', 'no'],
    ['at three', 'three'],
    ['Um, yes, please!', 'yes'],
    ['well no thanks thank you', 'no'],
    ['yes no', null],
    ['um', null],
    ['', null],
    ['yesterday', null],
  ];
  for (const [text, value] of cases)
    assert.deepEqual(matchGrammar(text, grammar)?.value ?? null, value, text);
});

test('digits match as words and as numerals, of the right number', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['one two three', '123'],
    ['oh four zero', '040'],
    ['4 2 7', '427'],
    ['1234 please', '1234'],
    ['12 34', '1234'],
    ['one two', null],
    ['12345', null],
    ['one two tree', null],
  ];
  for (const [text, value] of cases)
    assert.deepEqual(matchGrammar(text, grammar)?.value ?? null, value, text);
});
