import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { placeholders, render } from './template.ts';

const cases: [string, Record<string, unknown>, string, string[]][] = [
  ['Hi {{name}}.', { name: 'Ann' }, 'Hi Ann.', []],
  ['Hi {{ name }}, ok?', {}, 'Hi, ok?', ['name']],
  [
    '{{person.first name}} and {{a.b.c}}',
    { person: { 'first name': 'Bo' }, a: { b: { c: 3 } } },
    'Bo and 3',
    [],
  ],
  ['{{a.b}}', { 'a.b': 'flat wins' }, 'flat wins', []],
  ['Is {{day}} at {{time}} fine?', { time: 'three' }, 'Is at three fine?', ['day']],
  ['{{greeting}}, welcome', {}, 'welcome', ['greeting']],
  ['Hello {{x}}! Bye.', { x: null }, 'Hello! Bye.', ['x']],
  ['{{}} {{ }}done', {}, 'done', []],
  ['{{x}}', { x: '{{y}}', y: 'no' }, 'y', []],
  ['Dates: {{list}}', { list: ['Monday', 'Friday'] }, 'Dates: Monday, Friday', []],
  ['{{toString}}{{__proto__.x}}', {}, '', ['toString', '__proto__.x']],
  ['  kept  as  is ', {}, '  kept  as  is ', []],
];

for (const [text, variables, expected, missing] of cases)
  test(`render ${JSON.stringify(text)}`, () => {
    assert.deepEqual(render(text, variables), { text: expected, missing });
  });

test('placeholders are named once, in order, with normal spacing', () => {
  assert.deepEqual(placeholders('{{b}} {{ a }} {{b}} {{first  name}}'), ['b', 'a', 'first name']);
});

test('no braces ever remain, whatever the text and the values', () => {
  const piece = fc.constantFrom('{{', '}}', '{', '}', 'name', ' ', '.', ',', '{{name}}', '{{ no }}');
  const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (template, value) => {
      assert.doesNotMatch(render(template, { name: value }).text, /\{\{|\}\}/);
    }),
  );
});
