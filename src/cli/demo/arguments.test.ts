import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArguments } from './arguments.ts';

test('what may be said', () => {
  assert.deepEqual(readArguments([]), { json: false, to: null });
  assert.deepEqual(readArguments(['--json', '--to', 'sip:anna@127.0.0.1:5070']), {
    json: true,
    to: 'sip:anna@127.0.0.1:5070',
  });
});

for (const args of [['--jsn'], ['--to'], ['--to', '+15550100'], ['extra']])
  test(`refused with a reason: ${args.join(' ')}`, () => {
    assert.throws(() => readArguments(args), { name: 'AppError', code: 'arguments-invalid' });
  });
