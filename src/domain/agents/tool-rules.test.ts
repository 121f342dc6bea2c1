import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentFaults, jsonSchemaFaults } from './arguments.ts';
import { toolFaults } from './tool-rules.ts';
import { answersTo, callableNames, type Tool } from './tools-schema.ts';

const http = {
  type: 'http',
  name: 'look',
  description: '',
  method: 'GET',
  url: 'https://x.test/',
  timeout_ms: 1000,
} as const;
const calendar = {
  type: 'book_appointment',
  provider: 'cal_com',
  key: 'k',
  calendar: '1',
  days: 1,
  notice_hours: 1,
  max_slots: 1,
  timeout_ms: 1000,
} as const;
const mcp = { type: 'mcp', name: 'crm', url: 'https://m.test/', timeout_ms: 1000 } as const;

const cases: readonly (readonly [string, readonly Tool[], readonly (readonly [string, string])[]])[] = [
  ['sound tools', [http, calendar, mcp, { type: 'end_call' }], []],
  [
    'a signature of a header that is not sent',
    [
      {
        ...http,
        auth: { type: 'hmac', secret: 's', header: 'X-Signature', timestamp_header: 'X-At' },
        headers: { 'X-Now': '1' },
      },
    ],
    [['tools[0].auth.timestamp_header', 'header-missing']],
  ],
  [
    'one that is',
    [
      {
        ...http,
        auth: { type: 'hmac', secret: 's', header: 'X-Signature', timestamp_header: 'X-At' },
        headers: { 'x-at': '{{tool_call.unix_s}}' },
      },
    ],
    [],
  ],
  ['a name twice', [http, http], [['tools[1].name', 'unique']]],
  [
    'a name that a calendar has',
    [calendar, { ...http, name: 'book_appointment_slots' }],
    [['tools[1].name', 'unique']],
  ],
  ['the name of a built-in tool', [{ ...http, name: 'end_call' }], [['tools[0].name', 'reserved']]],
  [
    'parameters that are no schema',
    [{ ...http, parameters: { properties: { a: { type: 'string', pattern: '(' } } } }],
    [['tools[0].parameters', 'json-schema']],
  ],
  [
    'parameters of a list',
    [{ ...http, parameters: { type: 'array' } }],
    [['tools[0].parameters', 'json-schema']],
  ],
  ['an address of another kind', [{ ...http, url: 'ftp://x.test/' }], [['tools[0].url', 'url']]],
  ['an address from a variable', [{ ...http, url: '{{base}}/orders' }], []],
  [
    'a Cal.com calendar by name',
    [{ ...calendar, calendar: 'half-hour' }],
    [['tools[0].calendar', 'event-type']],
  ],
  [
    'GoHighLevel without a location',
    [{ ...calendar, provider: 'gohighlevel', calendar: 'abc' }],
    [['tools[0].location', 'required']],
  ],
];

for (const [what, tools, expected] of cases)
  test(what, () => {
    assert.deepEqual(
      toolFaults(tools, '').map(({ param, rule }) => [param, rule]),
      expected,
    );
  });

test('names under which a tool is called', () => {
  assert.deepEqual(callableNames({ ...calendar, name: 'visit' }), ['visit_slots', 'visit_book']);
  assert.equal(answersTo(mcp, 'crm_find'), true);
  assert.equal(answersTo(mcp, 'crm_'), false);
  assert.equal(answersTo(http, 'look'), true);
});

test('arguments are judged by name', () => {
  const schema = {
    type: 'object',
    properties: {
      kind: { enum: ['a', 'b'] },
      count: { type: 'integer', minimum: 2 },
      who: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
    },
    required: ['kind'],
    additionalProperties: false,
  };
  assert.deepEqual(argumentFaults(schema, { kind: 'a', count: 2, who: { id: 'x' } }), []);
  const faults = argumentFaults(schema, { kind: 'c', count: 1, who: {}, more: 1 }).join('\n');
  for (const words of [
    /kind must be one of: a, b\./,
    /count must be >= 2\./,
    /who\.id is missing\./,
    /more is not an argument\./,
  ])
    assert.match(faults, words);
  assert.deepEqual(argumentFaults(schema, {}), ['kind is missing.']);
});

test('an expression that would be judged slowly is named, and one that is stored is harmless', () => {
  const slow = { type: 'object', properties: { zip: { type: 'string', pattern: '^(a+)+$' } } };
  assert.deepEqual(argumentFaults(slow, { zip: 'aaa' }), []);
  assert.match(argumentFaults(slow, { zip: `${'a'.repeat(400)}!` }).join(), /^zip must match pattern/);
  assert.match(argumentFaults(slow, { zip: 'a'.repeat(1_000_000) }).join(), /too long to be held against/);
  const back = { type: 'object', properties: { zip: { type: 'string', pattern: '^(a+)\\1+$' } } };
  assert.deepEqual(argumentFaults(back, { zip: `${'a'.repeat(400)}!` }), []);
  const [fault] = jsonSchemaFaults(back, 'tools[0].parameters');
  assert.deepEqual([fault?.param, fault?.rule], ['tools[0].parameters.properties.zip.pattern', 'pattern']);
  assert.match(fault?.message ?? '', /cannot be used: it refers back to a group/);
});
