import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { CalleeTurn } from '../core/signal.ts';
import { dropped, settleOwed, settleTurns } from './owed.ts';
import type { Owed } from './state.ts';

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

const owed = (text: string, before = ''): Owed => ({
  text,
  turn: { text: `${before} ${text}`.trim() } as CalleeTurn,
});
const told = (of: ReturnType<typeof settleTurns>) => ({
  owed: of.owed.map(({ text }) => text),
  rest: of.rest,
  corrected: of.corrected.map(({ turn, was }) => `${was} > ${turn.text}`),
});

test('a final of the first words leaves the others owed', () => {
  const first = settleTurns([owed('two two')], 'two');
  assert.deepEqual(told(first), { owed: ['two'], rest: '', corrected: [] });
  assert.deepEqual(told(settleTurns(first.owed, 'two')), { owed: [], rest: '', corrected: [] });
  const wrong = settleTurns([owed('too pizzas please', 'yes')], 'two pizzas');
  assert.deepEqual(wrong.owed[0]!.turn.text, 'yes two pizzas please');
  assert.deepEqual(told(wrong).corrected, ['yes too pizzas please > yes two pizzas please']);
  assert.deepEqual(told(settleTurns(wrong.owed, 'please sir')), { owed: [], rest: 'sir', corrected: [] });
});

test('finals settle the turns that were taken on their words one after another', () => {
  const both = [owed('two'), owed('tomorrow evening')];
  assert.deepEqual(told(settleTurns(both, 'two')), { owed: ['tomorrow evening'], rest: '', corrected: [] });
  assert.deepEqual(told(settleTurns(both, 'two tomorrow')), { owed: ['evening'], rest: '', corrected: [] });
  assert.deepEqual(told(settleTurns(both, 'two tomorrow morning please')), {
    owed: [],
    rest: 'please',
    corrected: ['tomorrow evening > tomorrow morning'],
  });
});

test('words that no final brings are lost to the turn when no more finals come', () => {
  const { owed: left } = settleTurns([owed('yes please')], 'yes');
  assert.deepEqual(
    dropped(left).map(({ turn, was }) => `${was} > ${turn.text}`),
    ['yes please > yes'],
  );
  assert.deepEqual(dropped([owed('yes')]), []);
});
