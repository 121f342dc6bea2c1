import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Budget, BudgetSpent, readPattern } from './pattern.ts';

const AMPLE = 50_000_000;

function fits(source: string, text: string): boolean {
  const read = readPattern(source);
  assert.ok('pattern' in read, `${source}: ${'fault' in read ? read.fault : ''}`);
  return read.pattern.test(text, new Budget(AMPLE));
}

function steps(source: string, text: string): number {
  const read = readPattern(source);
  assert.ok('pattern' in read);
  const budget = new Budget(AMPLE);
  read.pattern.test(text, budget);
  return AMPLE - budget.left;
}

const character = fc.constantFrom(
  ...[
    'a',
    'b',
    '1',
    ' ',
    '.',
    '-',
    '[ab]',
    '[^a]',
    '[\\d\\-\\]]',
    '[]',
    '[^]',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\.',
  ],
  ...['é', '😀', '\\u{1F600}', '\\ud83d\\ude00', '\\ud83d', '\\p{L}', '\\P{Lu}', '\\x61', '\\/'],
);
const times = fc.constantFrom(
  '',
  '',
  '',
  '*',
  '+',
  '?',
  '{2}',
  '{0}',
  '{1,}',
  '{0,2}',
  '{2,3}',
  '*?',
  '+?',
  '{1,2}?',
);
const { source } = fc.letrec<{ source: string; row: string; piece: string }>((tie) => ({
  source: fc.array(tie('row'), { minLength: 1, maxLength: 3 }).map((rows) => rows.join('|')),
  row: fc.array(tie('piece'), { maxLength: 3 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.tuple(character, times).map((both) => both.join('')),
    fc.constantFrom('^', '$', '\\b', '\\B'),
    fc
      .tuple(tie('source'), fc.constantFrom('(', '(?:'), times)
      .map(([of, open, count]) => `${open}${of})${count}`),
    fc
      .tuple(tie('source'), fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'))
      .map(([of, open]) => `${open}${of})`),
  ),
}));
const text = fc
  .array(fc.constantFrom('a', 'b', '1', ' ', '.', '-', 'é', '😀', '\ud83d', '\n'), { maxLength: 6 })
  .map((characters) => characters.join(''));

/**
 * What ECMA-262 says: a try at each character. Left to seek by itself, V8 also tries between the halves of one where
 * nothing is taken: `/\\B(?!.)/u` finds something in 😀.
 */
function told(source: string, text: string): boolean {
  const engine = new RegExp(source, 'uy');
  let place = 0;
  return [...text, ''].some((character) => {
    engine.lastIndex = place;
    place += character.length;
    return engine.test(text);
  });
}

test('says what RegExp says', () => {
  fc.assert(
    fc.property(source, fc.array(text, { minLength: 4, maxLength: 4 }), (source, texts) => {
      for (const text of texts) assert.equal(fits(source, text), told(source, text), `/${source}/u ${text}`);
    }),
    { numRuns: 300 },
  );
});

test('what schemas are full of', () => {
  assert.equal(fits('^(?<area>\\d{3})-(?:\\d{4}|x)$', '555-1234'), true);
  assert.equal(fits('^(?=.*\\d)(?=.*[a-z]).{4,}$', 'abc1'), true);
  assert.equal(fits('^(?=.*\\d)(?=.*[a-z]).{4,}$', 'abcd'), false);
  assert.equal(fits('^(?!0+$)\\d{5}$', '00000'), false);
  assert.equal(fits('^.{1,5000}$', 'a'.repeat(5_000)), true);
  assert.equal(fits('^.{1,5000}$', 'a'.repeat(5_001)), false);
  assert.equal(fits('(?<=€)\\d+', 'für €12'), true);
});

test('hostile expressions take steps in proportion to the text', () => {
  const hostile = [
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^(a*)*b$',
    '(a*)*(a*)*(a*)*b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(?=(a+)+$)b',
    '(?<!(a+)+)$',
    '^(a?){40}a{40}$',
  ];
  for (const source of hostile) {
    const [one, two, four] = [500, 1_000, 2_000].map((length) => steps(source, `${'a'.repeat(length)}!`));
    assert.ok(two! < 2.1 * one! && four! < 2.1 * two!, `${source}: ${one}, ${two}, ${four}`);
  }
});

function fault(source: string): string {
  const read = readPattern(source);
  return 'fault' in read ? read.fault : 'taken';
}

test('what is not taken says why', () => {
  assert.match(fault('(a)\\1'), /refers back to a group/);
  assert.match(fault('(?<x>a)\\k<x>'), /refers back to a group/);
  assert.match(fault('(?i:a)'), /changes its flags/);
  assert.match(fault('a('), /is no regular expression: /);
  assert.match(fault('a'.repeat(2_001)), /more than 2000 characters/);
  assert.match(fault('((a{200}){200}){200}'), /repeats more than can be judged/);
  assert.match(fault('(((){999}){999}){999999999}'), /repeats more than can be judged/);
});

test('a budget ends what takes too long', () => {
  const read = readPattern('^(a+)+$');
  assert.ok('pattern' in read);
  assert.throws(() => read.pattern.test('a'.repeat(1_000), new Budget(500)), BudgetSpent);
});
