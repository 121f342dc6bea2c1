import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as holds, constantFrom, property, string } from 'fast-check';
import type { AgentConfig } from '../agents/config.ts';
import { doubleBraces, withDoubleBraces } from './single-braces.ts';

const rows: readonly (readonly [string, string, string])[] = [
  ['one brace becomes two', 'Hi {name}!', 'Hi {{name}}!'],
  ['two stay two', 'Hi {{name}}!', 'Hi {{name}}!'],
  [
    'names have spaces, dots and accents',
    '{first name} {person.city} {año}',
    '{{first name}} {{person.city}} {{año}}',
  ],
  ['blanks inside the braces go', '{ name }', '{{name}}'],
  ['JSON is no placeholder', 'Answer {"a": 1} or {}', 'Answer {"a": 1} or {}'],
  ['side by side', '{a}{b}', '{{a}}{{b}}'],
];

for (const [what, given, wanted] of rows)
  test(`placeholders: ${what}`, () => {
    assert.equal(doubleBraces(given), wanted);
  });

test('placeholders: translating twice changes nothing more', () => {
  holds(
    property(string({ unit: constantFrom('{', '}', 'a', ' ', '"', 'b.c') }), (text) => {
      assert.equal(doubleBraces(doubleBraces(text)), doubleBraces(text));
    }),
  );
});

test('placeholders: an agent says them with one brace too, its tools are left alone', () => {
  const config = {
    ...{ name: '{a}', language: 'en-US', interruptible: true, prompt: 'Hi {a}.', greeting: '{b}!' },
    flow: {
      start: 'x',
      nodes: [{ id: 'x', type: 'end', text: 'Bye {c}, {{d}}.' }],
      edges: [],
    },
    tools: [{ type: 'http', name: 't', url: 'https://a.b', body: '{a}' }],
  } as unknown as AgentConfig;
  const doubled = withDoubleBraces(config);
  assert.deepEqual(doubled, {
    ...config,
    prompt: 'Hi {{a}}.',
    greeting: '{{b}}!',
    flow: { ...config.flow, nodes: [{ id: 'x', type: 'end', text: 'Bye {{c}}, {{d}}.' }] },
  });
  assert.deepEqual(withDoubleBraces(doubled), doubled);
});
