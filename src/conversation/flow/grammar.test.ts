import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Slot } from '#domain';
import { matchGrammar } from '#models';
import { isGoAhead, understand } from '../ear/understand.ts';
import { phrasesFor } from '../language/index.ts';
import { holds } from './conditions.ts';
import { expectationOf, optionKeys } from './grammar.ts';

const english = phrasesFor('en-GB');
const spanish = phrasesFor('es-MX');
const yesNo: Slot = { type: 'yes_no', name: 'ok' };
const team: Slot = {
  type: 'choice',
  name: 'team',
  options: [
    { value: 'sales', phrases: ['sales', 'the sales team'] },
    { value: 'support', phrases: ['support', 'help'] },
  ],
};
const pin: Slot = { type: 'digits', name: 'pin', min: 2, max: 4 };

const heard: [Slot, string, string | null][] = [
  [yesNo, 'Yes, please.', 'yes'],
  [yesNo, 'Yes, that works for me.', 'yes'],
  [yesNo, 'Of course!', 'yes'],
  [yesNo, 'okay', 'yes'],
  [yesNo, 'No, thanks.', 'no'],
  [yesNo, 'not really', 'no'],
  [yesNo, 'of course not', 'no'],
  [yesNo, "no that doesn't work", 'no'],
  [yesNo, 'stop calling me', ':stop'],
  [yesNo, 'hold on', ':wait'],
  [yesNo, 'sorry what', ':repeat'],
  [yesNo, 'who is this', ':who'],
  [yesNo, 'um sure', null],
  [team, "I'd like the sales team", 'sales'],
  [team, 'sales, please', 'sales'],
  [team, 'help', 'support'],
  [team, 'option two', 'support'],
  [team, 'the second world war', null],
  [pin, 'one two three', '123'],
  [pin, 'one', null],
  [pin, 'it is 12', null],
];

for (const [slot, text, value] of heard)
  test(`${slot.type}: "${text}" is ${value}`, () => {
    assert.equal(matchGrammar(text, expectationOf(slot, english).grammar)?.value ?? null, value);
  });

const open: [Slot, string, string, string | null][] = [
  [yesNo, 'um sure', 'answer', 'yes'],
  [team, "well, I'd like the sales team, please", 'answer', 'sales'],
  [yesNo, 'yes I think Tuesday is good', 'answer', 'yes'],
  [yesNo, "no I can't come on Tuesday", 'answer', 'no'],
  [yesNo, "I don't know yet", 'words', null],
  [yesNo, 'right now I am not sure', 'words', null],
  [yesNo, 'please take me off your list right now', 'stop', null],
  [team, 'could you put me through to sales maybe', 'answer', 'sales'],
  [team, 'sales or support whatever', 'words', null],
  [yesNo, '', 'nothing', null],
];

for (const [slot, text, meaning, value] of open)
  test(`open speech: "${text}" is ${meaning} ${value}`, () => {
    const found = understand({ text, value: null, accepted: true }, expectationOf(slot, english), english);
    assert.deepEqual([found.meaning, found.value], [meaning, value]);
  });

test('no phrase is in a grammar twice, and grammars stay small', () => {
  for (const language of [english, spanish])
    for (const slot of [yesNo, team, pin] as Slot[]) {
      const texts: string[] = expectationOf(slot, language).grammar.phrases.map((phrase) => phrase.text);
      assert.equal(new Set(texts).size, texts.length);
      assert.ok(texts.length < 400, String(texts.length));
    }
});

test('Spanish hears Spanish', () => {
  const { grammar } = expectationOf(yesNo, spanish);
  assert.equal(matchGrammar('Sí, claro', grammar)?.value, 'yes');
  assert.equal(matchGrammar('No, gracias', grammar)?.value, 'no');
  assert.equal(matchGrammar('No me llame más', grammar)?.value, ':stop');
  assert.equal(phrasesFor('xx').base, 'en');
});

test('what may mean "go on"', () => {
  for (const text of ['Uh-huh', 'yes', 'okay', 'Hello']) assert.equal(isGoAhead(text, english), true, text);
  for (const text of ['yes that works', 'no', 'wait']) assert.equal(isGoAhead(text, english), false, text);
});

function option(value: string, key?: string) {
  return { value, phrases: [value], ...(key ? { key } : {}) };
}

test('keys: own ones, then by place, then any that is free', () => {
  const keys = (...options: ReturnType<typeof option>[]) =>
    optionKeys({ type: 'choice', name: 'c', options });
  assert.deepEqual(keys(option('a'), option('b')), ['1', '2']);
  assert.deepEqual(keys(option('a', '2'), option('b'), option('c')), ['2', '1', '3']);
});

test('conditions compare texts without case and numbers as numbers', () => {
  const variables = { city: 'Cluj ', age: '18', tags: ['VIP'], empty: '', deep: { n: 3 } };
  const check = (
    variable: string,
    op: Parameters<typeof holds>[0]['op'],
    value?: string | number | boolean,
  ) => holds({ variable, op, ...(value === undefined ? {} : { value }) }, variables);
  assert.equal(check('city', 'equals', 'cluj'), true);
  assert.equal(check('age', 'equals', 18.0), true);
  assert.equal(check('age', 'greater_than', 9), true);
  assert.equal(check('city', 'greater_than', 9), false);
  assert.equal(check('tags', 'contains', 'vip'), true);
  assert.equal(check('city', 'contains', 'lu'), true);
  assert.equal(check('deep.n', 'less_than', 4), true);
  assert.equal(check('empty', 'exists'), false);
  assert.equal(check('gone', 'not_exists'), true);
  assert.equal(check('gone', 'not_equals', 'x'), true);
});
