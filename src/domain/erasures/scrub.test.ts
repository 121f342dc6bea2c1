import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ERASED, scrub } from './scrub.ts';

test('figures and own words stay, what people said or are does not', () => {
  assert.deepEqual(
    scrub({
      text: 'I am Ana',
      start_ms: 5,
      interrupted: true,
      to: '+34600111222',
      outcome: { code: 'completed', end_reason: { code: 'callee-hung-up', detail: 'Ana hung up.' } },
      plan: { variables: { name: 'Ana' } },
      usage: [{ provider: 'openai', model: 'gpt-5', units: 3 }],
      kind: '+34600111222',
    }),
    {
      text: ERASED,
      start_ms: 5,
      interrupted: true,
      to: ERASED,
      outcome: { code: 'completed', end_reason: { code: 'callee-hung-up', detail: ERASED } },
      plan: {},
      usage: [{ provider: 'openai', model: 'gpt-5', units: 3 }],
      kind: ERASED,
    },
  );
});

test('no number of a telephone and no sentence is left, wherever it stood', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('code', 'text', 'by', 'x'), fc.jsonValue()), (rest) => {
      const left = JSON.stringify(
        scrub({ ...rest, code: '+34600111222', by: 'Ana Ruiz', deep: [{ rule: 'a b' }, 'Ana Ruiz'] }),
      );
      assert.ok(!left.includes('600111222') && !left.includes('Ana Ruiz') && !left.includes('a b'));
    }),
  );
});
