import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientFiles } from './files.ts';
import { methodName } from './names.ts';
import { typeOf } from './types.ts';

test('methods are named without the noun of their class', () => {
  const names = [
    ['createCall', 'calls', 'create'],
    ['hangUpCall', 'calls', 'hangUp'],
    ['sayInCall', 'calls', 'say'],
    ['listCallEvents', 'calls', 'listEvents'],
    ['markProductionVersion', 'agents', 'markProductionVersion'],
    ['listSuppressions', 'suppressions', 'list'],
    ['createPhoneBookEntry', 'phone-books', 'createEntry'],
    ['putPrices', 'prices', 'put'],
    ['getOrganization', 'organization', 'get'],
    ['listBatches', 'batches', 'list'],
    ['getBatch', 'batches', 'get'],
    ['listMemories', 'memories', 'list'],
  ] as const;
  for (const [operation, tag, name] of names) assert.equal(methodName(operation, tag), name);
});

const type = (schema: object) => typeOf(schema, () => undefined).replaceAll(/\s+/g, ' ');

test('schemas as types', () => {
  assert.equal(type({ enum: ['a', null] }), '"a" | null');
  assert.equal(type({ type: ['integer', 'null'] }), 'number | null');
  assert.equal(
    type({ type: 'array', items: { $ref: '#/components/schemas/Number' } }),
    'readonly (PhoneNumber)[]',
  );
  assert.equal(
    type({ type: 'object', additionalProperties: { type: 'string' } }),
    'Readonly<Record<string, string>>',
  );
  assert.equal(
    type({ type: 'object', required: ['a'], properties: { a: {}, 'b-c': { type: 'null', default: 3 } } }),
    '{ readonly a: unknown; /** Default: 3. */ readonly "b-c"?: null; }',
  );
});

test('two operations of one name keep their own; a list has an iterator, a stream a follower', () => {
  const page = {
    type: 'object',
    properties: { data: { type: 'array', items: { type: 'string' } }, next_cursor: { type: 'string' } },
  };
  const get = (operationId: string, more: object = {}) => ({
    get: {
      operationId,
      tags: ['events'],
      parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
      responses: { 200: { content: { 'application/json': { schema: page } } } },
      ...more,
    },
  });
  const text = clientFiles({
    components: { schemas: {} },
    paths: { '/a': get('listEvents'), '/b': get('listEvent', { description: 'With text/event-stream.' }) },
  })['events.ts']!;
  for (const method of ['list(', 'each(', 'listEvent(', 'eachEvent(', 'followEvent('])
    assert.ok(text.includes(`\n${method}`) || text.includes(` ${method}`), method);
});
