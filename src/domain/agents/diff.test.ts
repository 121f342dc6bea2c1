import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesBetween, valueAt, type Change } from './diff.ts';

test('fields that came, went and changed are named by their place', () => {
  const before = { name: 'Ann', tools: [{ type: 'end_call' }, { type: 'send_dtmf' }], 'a/b~c': 1 };
  const after = { name: 'Bea', tools: [{ type: 'end_call', description: 'Done.' }], language: 'es' };
  assert.deepEqual(changesBetween(before, after), [
    { op: 'replace', path: '/name', from: 'Ann', value: 'Bea' },
    { op: 'add', path: '/tools/0/description', value: 'Done.' },
    { op: 'remove', path: '/tools/1', from: { type: 'send_dtmf' } },
    { op: 'remove', path: '/a~1b~0c', from: 1 },
    { op: 'add', path: '/language', value: 'es' },
  ]);
  assert.equal(valueAt(before, '/a~1b~0c'), 1);
  assert.equal(valueAt(before, '/tools/7/type'), undefined);
});

test('applied to the one they give the other', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), fc.dictionary(fc.string(), json), (before, after) => {
      const [one, other] = [clean(before), clean(after)];
      const changes = changesBetween(one, other);
      assert.deepEqual(changes.reduce(apply, structuredClone(one)), other);
      assert.deepEqual(changesBetween(other, other), []);
    }),
    { numRuns: 300, seed: 7 },
  );
});

/** As JSON keeps it: no member called `__proto__`, no negative zero. */
function clean(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'));
}

function apply(document: unknown, { op, path, value }: Change): unknown {
  if (path === '') return value;
  const keys = path.split('/').slice(1);
  const above = keys
    .slice(0, -1)
    .map((key) => `/${key}`)
    .join('');
  const parent = valueAt(document, above) as Record<string, unknown>;
  const key = keys.at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~');
  if (op !== 'remove') parent[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return document;
}
