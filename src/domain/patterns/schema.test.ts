import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as Schema from 'typebox/schema';
import { Budget, BudgetSpent } from './pattern.ts';
import { faultyPatterns, safeSchema } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

const HOSTILE = '^(a+)+$';
/** Would take an engine that goes back longer than anyone waits. */
const LONG = `${'a'.repeat(400)}!`;

function fits(schema: Json, value: unknown, steps = 1_000_000): boolean {
  return Schema.Errors(safeSchema(schema, value, new Budget(steps)), value)[0];
}

const name = fc.constantFrom('a', 'ab', 'b', 'pattern', 'type', 'enum');
const { schema, value } = fc.letrec<{ schema: Json | boolean; value: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Json | boolean>(
      true,
      false,
      {},
      { type: 'string', pattern: '^a' },
      { pattern: 'b$' },
      { type: 'string', minLength: 2 },
      { type: ['string', 'object'] },
      { enum: ['a', 1, { pattern: 'a' }] },
      { const: { pattern: 'a' } },
      { $ref: '#/$defs/some' },
    ),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('schema') }),
    fc.record({ if: tie('schema'), else: tie('schema') }),
    fc.record({ items: tie('schema'), uniqueItems: fc.boolean() }),
    fc.record({ propertyNames: tie('schema') }),
    fc.record({
      properties: fc.dictionary(name, tie('schema'), { maxKeys: 2 }),
      unevaluatedProperties: tie('schema'),
    }),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
        patternProperties: fc.dictionary(fc.constantFrom('^a', 'b', '^pat.*n$'), tie('schema'), {
          maxKeys: 2,
        }),
        required: fc.array(name, { maxLength: 1 }),
        additionalProperties: tie('schema'),
      },
      { requiredKeys: ['type'] },
    ),
  ),
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('a', 'ab', 'b', '', 1, null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}));

test('judges as the schema itself would', () => {
  fc.assert(
    fc.property(schema, schema, value, (schema, some, value) => {
      const whole = { $defs: { some }, allOf: [schema] };
      let wanted: boolean;
      try {
        [wanted] = Schema.Errors(whole, value);
      } catch (thrown) {
        if (thrown instanceof RangeError) return;
        throw thrown;
      }
      assert.equal(fits(whole, value), wanted);
    }),
    { numRuns: 400 },
  );
});

test('a hostile expression is harmless wherever it stands', () => {
  const text = { pattern: HOSTILE };
  const cases: readonly (readonly [Json, unknown])[] = [
    [text, LONG],
    [{ properties: { pattern: text } }, { pattern: LONG }],
    [{ items: [text] }, [LONG]],
    [{ $defs: { x: text }, $ref: '#/$defs/x' }, LONG],
    [{ definitions: { 'a/b c': text }, anyOf: [{ $ref: '#/definitions/a~1b%20c' }] }, LONG],
    [{ propertyNames: text }, { [LONG]: 1 }],
    [{ patternProperties: { [HOSTILE]: {} }, additionalProperties: false }, { [LONG]: 1 }],
    [{ dependencies: { x: { properties: { y: text } } } }, { x: 1, y: LONG }],
  ];
  for (const [schema, value] of cases) {
    assert.equal(fits(schema, value), false, JSON.stringify(schema));
    assert.deepEqual(faultyPatterns(schema), []);
  }
});

test('data that looks like a schema is never judged by', () => {
  const text = { pattern: HOSTILE };
  const lures: readonly (readonly [Json, unknown])[] = [
    [{ enum: [text, LONG], $ref: '#/enum/0' }, LONG],
    [{ default: text, $ref: '#/default' }, LONG],
    [{ 'x-more': { $id: 'https://x/y', ...text }, $ref: 'https://x/y' }, LONG],
    [{ 'x-more': { $anchor: 'y', ...text }, $ref: '#y' }, LONG],
    [{ properties: { patternProperties: { [HOSTILE]: false } }, $ref: '#/properties' }, { [LONG]: 1 }],
  ];
  for (const [schema, value] of lures) assert.equal(fits(schema, value), true, JSON.stringify(schema));
});

test('references that multiply run out of steps, not of time', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, level) => {
      const next = { $ref: `#/$defs/d${level + 1}` };
      return [`d${level}`, { allOf: [next, next] }];
    }),
  );
  const schema = { $defs: { ...doubling, d60: { type: 'string' } }, $ref: '#/$defs/d0' };
  assert.throws(() => fits(schema, 'a'), BudgetSpent);
  const tree = {
    type: 'object',
    properties: { left: { $ref: '#' }, right: { $ref: '#' } },
    additionalProperties: false,
  };
  assert.equal(fits(tree, { left: { left: {}, right: { left: {} } } }), true);
  assert.equal(fits(tree, { left: { left: {}, right: { more: {} } } }), false);
});

test('names the expressions that cannot be used', () => {
  const schema = {
    properties: { zip: { pattern: '(a)\\1' }, pattern: { pattern: '^a' } },
    patternProperties: { '(?i:x)': { items: [{ pattern: '(' }] } },
    enum: [{ pattern: '(' }],
  };
  const found = faultyPatterns(schema).map(({ keys, fault }) => `${keys.join('.')} ${fault}`);
  assert.match(found[0]!, /^properties\.zip\.pattern refers back/);
  assert.match(found[1]!, /^patternProperties\.\(\?i:x\) changes its flags/);
  assert.match(found[2]!, /^patternProperties\.\(\?i:x\)\.items\.0\.pattern is no regular expression/);
  assert.equal(found.length, 3);
  assert.equal(fits(schema, { zip: 'ab' }), false, 'the enum still refuses');
});
