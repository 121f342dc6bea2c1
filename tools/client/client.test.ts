import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientFiles } from './files.ts';
import { layOut, type Piece } from './layout.ts';
import { methodName, nounOf, singular } from './names.ts';
import { nameShapes } from './naming.ts';
import { comment, Writer } from './render.ts';
import type { Document, Schema } from './schema.ts';
import { Shapes } from './shapes.ts';

const noDocument: Document = { components: { schemas: {} }, paths: {} };
const asIs = async (text: string): Promise<string> => text;
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A document of one tag's operations, each with its body and its answer. */
function documentOf(operations: Readonly<Record<string, { body?: Schema; answer?: Schema }>>): Document {
  const paths = Object.entries(operations).map(([operationId, { body, answer }]) => [
    `/${operationId}`,
    {
      post: {
        operationId,
        tags: ['shops'],
        ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
        responses: { 200: { content: { 'application/json': answer ? { schema: answer } : {} } } },
      },
    },
  ]);
  return { ...noDocument, paths: Object.fromEntries(paths) as Document['paths'] };
}

const text = { type: 'string' };
const object = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
});

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
  assert.equal(nounOf('listPhoneBookEntries'), 'PhoneBookEntry');
  for (const word of ['Analysis', 'Status', 'Analytics', 'Address']) assert.equal(singular(word), word);
});

test('schemas as types', () => {
  const shapes = new Shapes({ Number: object({ e164: text }) });
  const writer = new Writer(new Map());
  const type = (schema: Schema): string => plain(writer.use(shapes.of(schema), () => undefined));
  assert.equal(type({ enum: ['a', null] }), '"a" | null');
  assert.equal(type({ type: ['integer', 'null'] }), 'number | null');
  assert.equal(
    type({ type: 'array', items: { $ref: '#/components/schemas/Number' } }),
    'readonly ({ readonly e164?: string; })[]',
  );
  assert.equal(type({ type: 'object', additionalProperties: text }), 'Readonly<Record<string, string>>');
  assert.equal(
    type({ type: 'object', required: ['a'], properties: { a: {}, 'b-c': { type: 'null', default: 3 } } }),
    '{ readonly a: unknown; /** Default: 3. */ readonly "b-c"?: null; }',
  );
  assert.equal(
    comment(`${'word '.repeat(30).trim()} */\n@throws X`).split('\n').length,
    6,
    'wrapped, and no end of a comment within',
  );
});

test('the same shape is the same, whatever names it; null stands apart', () => {
  const shapes = new Shapes({ Name: object({ first: text, last: text }) });
  const inline = shapes.of(object({ first: text, last: text }));
  assert.equal(shapes.of({ $ref: '#/components/schemas/Name' }), inline);
  assert.notEqual(shapes.of(object({ first: text, last: text }, 'first')), inline);
  const nullable = shapes.of({ anyOf: [object({ first: text, last: text }), { type: 'null' }] });
  assert.ok(nullable.kind === 'nullable' && nullable.of === inline);
});

test('what is said twice has one name, of the thing it belongs to; a thing extends what it has', () => {
  const hours = object({ from: text, to: text }, 'from', 'to');
  const shop = { name: text, hours, street: text };
  const document = documentOf({
    createShop: { body: object(shop, 'name'), answer: object({ ...shop, id: text }, 'name', 'id') },
    updateShop: { body: object(shop), answer: object({ ...shop, id: text }, 'name', 'id') },
    getShop: { answer: object({ ...shop, id: text }, 'name', 'id') },
  });
  const shapes = new Shapes({});
  const named = nameShapes(document, shapes);
  assert.deepEqual(
    [...named.values()].map(({ name }) => name),
    ['Shop', 'CreateShopBody', 'UpdateShopBody', 'ShopHours'],
  );
  const writer = new Writer(named);
  const declared = [...named.keys()].map((shape) => plain(writer.declare(shape, () => undefined)));
  assert.equal(
    declared[0],
    'export interface Shop extends CreateShopBody { readonly id: string; }',
    'its members of one name are not said again',
  );
  assert.match(declared[1]!, /readonly hours\?: ShopHours;/);
  assert.equal(declared[2], 'export type UpdateShopBody = Partial<CreateShopBody>;');
});

test('options are known by their literal; a union holds another', () => {
  const auth = (type: string): Schema => object({ type: { const: type }, [type]: text }, 'type');
  const document = documentOf({
    createShop: { body: object({ auth: { anyOf: [auth('basic'), auth('bearer')] } }) },
    createDesk: { body: object({ auth: { anyOf: [auth('basic'), auth('bearer'), auth('hmac')] } }) },
    getDesk: { answer: object({ auth: { anyOf: [auth('basic'), auth('bearer')] }, id: text }) },
    getHall: { answer: object({ auth: { anyOf: [auth('basic'), auth('bearer'), auth('hmac')] }, id: text }) },
  });
  const shapes = new Shapes({});
  const named = nameShapes(document, shapes);
  const writer = new Writer(named);
  const declared = [...named.keys()].map((shape) => plain(writer.declare(shape, () => undefined)));
  assert.ok(declared.includes('export type Auth = BasicAuth | BearerAuth;'), declared.join('\n'));
  assert.ok(
    declared.some((one) => one.startsWith('export type DeskAuth = Auth | ')),
    declared.join('\n'),
  );
});

test('two operations of one name keep their own; a list has an iterator, a stream a follower', async () => {
  const page = object({ data: { type: 'array', items: text }, next_cursor: text });
  const get = (operationId: string, more: object = {}) => ({
    get: {
      operationId,
      tags: ['events'],
      parameters: [{ name: 'cursor', in: 'query', schema: text }],
      responses: {
        200: { content: { 'application/json': { schema: page } } },
        404: { description: '`event-unknown`' },
      },
      ...more,
    },
  });
  const files = await clientFiles(
    {
      components: { schemas: {} },
      paths: {
        '/a': get('listEvents'),
        '/b/{id}': get('listEvent', { description: 'With text/event-stream.' }),
      },
    },
    asIs,
  );
  for (const method of ['list', 'each', 'listEvent', 'eachEvent', 'followEvent'])
    assert.match(files['events.ts']!, new RegExp(`(^|\\W)${method}\\(`), method);
  assert.match(files['events.ts']!, /@throws ParleyError `event-unknown`/);
  assert.match(files['error-codes.ts']!, /'event-unknown'/);
});

const piece = (name: string, lines: number, uses: readonly string[], isClass = false): Piece => ({
  ...{ name, isClass, uses: new Set(uses) },
  text: Array.from({ length: lines }, () => name).join('\n'),
});

test('a file that is too long gives its types away; what two use is shared', () => {
  const files = layOut([
    piece('shops', 300, ['Shop', 'Hours'], true),
    piece('desks', 20, ['Hours'], true),
    piece('Shop', 60, ['Shelf']),
    piece('Shelf', 10, []),
    piece('Hours', 10, []),
  ]);
  assert.deepEqual(
    [...files].map(([file, inside]) => [file, inside.map(({ name }) => name)]),
    [
      ['shops-types', ['Shop', 'Shelf']],
      ['shops', ['shops']],
      ['desks', ['desks']],
      ['shared', ['Hours']],
    ],
  );
});
