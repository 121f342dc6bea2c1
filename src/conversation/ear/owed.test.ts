import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { settleOwed } from './owed.ts';

test('the words that were taken are told from those after them', () => {
  const cases: readonly (readonly [string, string, string, string, boolean])[] = [
    ['yes', 'Yes.', 'Yes.', '', false],
    ['yes', 'yes but not on Tuesday', 'yes', 'but not on Tuesday', false],
    ['I want too pizzas', 'I want two pizzas', 'I want two pizzas', '', true],
    ['I want too pizzas', 'I want two pizzas and a salad', 'I want two pizzas', 'and a salad', true],
    ['four two', '', '', '', true],
    ['one two three', 'one three', 'one three', '', true],
  ];
  for (const [owed, text, taken, rest, changed] of cases)
    assert.deepEqual(settleOwed(owed, text), { taken, rest, changed }, `${owed} | ${text}`);
});

const words = fc.array(fc.constantFrom('yes', 'no', 'two', 'Tuesday', 'and'), { maxLength: 8 });

test('no word is lost: what was taken and the rest are the whole text', () => {
  fc.assert(
    fc.property(words, words, (owed, text) => {
      const { taken, rest } = settleOwed(owed.join(' '), text.join(' '));
      assert.equal(`${taken} ${rest}`.trim(), text.join(' '));
    }),
  );
  fc.assert(
    fc.property(words, words, (owed, more) => {
      const { rest, changed } = settleOwed(owed.join(' '), [...owed, ...more].join(' '));
      // A longer beginning may fit as well only if words repeat; it is never shorter.
      assert.ok(more.join(' ').endsWith(rest));
      if (more.length === 0) assert.equal(changed, false);
    }),
  );
});
