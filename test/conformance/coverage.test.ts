/** What counts as exercised, and what a table is told of the rest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCoverage, type LeftOut } from './coverage.ts';
import { operationsOf, pathsOf } from './documented.ts';

const part = { type: 'object', properties: { id: { type: 'string' } } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const document = {
  paths: {
    '/calls/{callId}': {
      get: {
        parameters: [
          { name: 'deep', in: 'query' },
          { name: 'callId', in: 'path' },
        ],
        responses: { 200: json({ properties: { rows: { type: 'array', items: part } } }) },
      },
    },
    '/calls/tags': {
      post: {
        requestBody: json({
          anyOf: [
            { $ref: '#/parts/Tag' },
            { properties: { free: { type: 'object' }, no: { type: 'null' } } },
          ],
        }),
        responses: {},
      },
    },
  },
  parts: { Tag: { properties: { word: {}, more: { $ref: '#/parts/Tag' } } } },
};

test('fields stand flat: through references, alternatives and lists, but not for ever; null alone is none', () => {
  const [tags, call] = operationsOf(document);
  assert.deepEqual(
    tags!.sent.map(({ path }) => path),
    ['word', 'more', 'free'],
  );
  assert.deepEqual([call!.name, call!.query], ['GET /calls/{callId}', ['deep']]);
  assert.deepEqual(
    call!.answers['200']!.map(({ path }) => path),
    ['rows', 'rows[].id'],
  );
  assert.ok(call!.matches.test('/calls/1') && !call!.matches.test('/calls/1/notes'));
});

test('what is null is not there', () => {
  assert.deepEqual(
    [...pathsOf({ rows: [{ id: 1, at: null }], list: [] })],
    ['rows', 'rows[]', 'rows[].id', 'list'],
  );
});

/** What the report says of Meetzy's document after these. */
function faultsOf(leftOut: LeftOut, ...statuses: readonly number[]): string {
  const coverage = openCoverage('meetzy', leftOut);
  for (const status of statuses)
    coverage.record({
      ...{ method: 'POST', url: '/meetzy/call', status, body: { phone: '+1', playbook_id: null } },
      answer: { success: true },
    });
  try {
    coverage.report(1, () => {});
  } catch (cause) {
    return (cause as Error).message;
  }
  return '';
}

test('refused requests exercise nothing; accepted ones their operation, what they hold and what is answered', () => {
  const [refused, accepted] = [faultsOf({}, 400), faultsOf({}, 200)];
  for (const name of ['POST /call', 'POST /call phone', 'POST /call > success']) {
    assert.match(refused, new RegExp(`not exercised: ${name}$`, 'm'));
    assert.doesNotMatch(accepted, new RegExp(`not exercised: ${name}$`, 'm'));
  }
  for (const name of ['POST /call playbook_id', 'POST /call > id', 'GET /calls \\?status'])
    assert.match(accepted, new RegExp(`not exercised: ${name}$`, 'm'));
});

test('what is left out is documented, not exercised, and explained', () => {
  const told = faultsOf(
    { 'POST /call phone': 'x', 'POST /call voice_id': 'x', nobody: 'x', '?status': 'x' },
    200,
  );
  assert.match(told, /^left out, exercised: POST \/call phone$/m);
  assert.match(told, /^left out, not documented: nobody$/m);
  assert.match(told, /^not in docs\/dialect-fields\.md: nobody$/m);
  assert.doesNotMatch(
    told,
    /not exercised: POST \/call voice_id$|not in docs.*voice_id|not exercised: GET \/calls \?status/m,
  );
});
