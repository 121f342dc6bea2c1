import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, createIdSource, seededRandom, spellEpoch, VirtualClock } from '#kernel';
import { Fields } from '../shared/fields.ts';
import { customVariables } from './custom-variables.ts';
import { etaSeconds } from './eta.ts';
import { toCreateCall } from './map-request.ts';

const id = createIdSource(new VirtualClock(), seededRandom(1)).next();
const body = (more: Record<string, unknown> = {}) => ({
  model_id: id,
  phone: '+15550100002',
  name: 'Ada',
  ...more,
});

const shapes: readonly (readonly [string, unknown, Record<string, string>])[] = [
  ['key and value', [{ key: 'Company', value: 'Acme' }], { Company: 'Acme' }],
  [
    'an object',
    { Company: 'Acme', n: 2, ok: true, no: null, o: { a: 1 } },
    { Company: 'Acme', n: '2', ok: 'true', no: '', o: '{"a":1}' },
  ],
  ['texts', ['Company: Acme', 'at : 10:30', 'empty:'], { Company: 'Acme', at: '10:30', empty: '' }],
  ['mixed, the later wins', [{ key: 'a', value: 1 }, 'a: 2'], { a: '2' }],
  ['null', null, {}],
  ['an empty list', [], {}],
];
for (const [what, given, wanted] of shapes)
  test(`synthflow custom_variables: ${what}`, () => {
    const fields = new Fields(body({ custom_variables: given }));
    assert.deepEqual(customVariables(fields), wanted);
    assert.deepEqual(fields.faults, []);
  });

test('synthflow: the whole request', () => {
  const input = toCreateCall(
    body({
      custom_variables: { name: 'Miss Ada', user_phone_number: 'x' },
      lead_email: 'ada@example.org',
      lead_timezone: 'US/Arizona',
      prompt: 'Call {name} of {Company}, {{kept}}.',
      greeting: 'Hi {name}!',
      external_webhook_url: 'https://hooks.example.org/s',
      external_id: 'x-1',
      start_date: 'ignored',
    }),
  );
  assert.deepEqual(input.agent, {
    kind: 'saved',
    agentId: id,
    versionId: null,
    ifVersionUnknown: 'production',
  });
  assert.deepEqual(input.person, { name: 'Ada', email: 'ada@example.org', time_zone: 'US/Arizona' });
  assert.deepEqual(input.overrides, {
    machineDefaults: { on_machine: 'hang_up' },
    prompt: 'Call {{name}} of {{Company}}, {{kept}}.',
    greeting: 'Hi {{name}}!',
  });
  assert.deepEqual(input.variables, {
    name: 'Miss Ada',
    lead_email: 'ada@example.org',
  });
  assert.deepEqual(input.pendingFeatures, []);
  assert.equal(input.unresolvedVariables, 'omit');
});

test('synthflow: empty texts are not given; an empty name is', () => {
  const input = toCreateCall(
    body({ name: '', prompt: '', greeting: '', from_phone_number: '', external_webhook_url: '' }),
  );
  const { person, overrides, from, pendingFeatures } = input;
  const machineDefaults = { on_machine: 'hang_up' };
  assert.deepEqual([person, overrides, from, pendingFeatures], [{}, { machineDefaults }, null, []]);
});

test('synthflow: a custom variable does not hide what the engine knows of the call', () => {
  const system = ['call_id', 'user_phone_number', 'from_phone_number', 'to_phone_number'];
  const given = Object.fromEntries([...system, 'Call_id'].map((name) => [name, 'mine']));
  assert.deepEqual(toCreateCall(body({ custom_variables: given })).variables, {
    name: 'Ada',
    Call_id: 'mine',
  });
});

test('synthflow: an id in the older spelling is read', () => {
  const { agent } = toCreateCall(body({ model_id: spellEpoch(id) }));
  assert.equal(agent.kind === 'saved' && agent.agentId, id);
});

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['a body that is text', 'x', /body: Must be a JSON object, not string/],
  ['nothing', {}, /model_id: Is required\. phone: Is required\. name: Is required\./],
  ['an agent that can be none', body({ model_id: 'nope' }), /model_id: No agent has this id/],
  ['a caller id that is no number', body({ from_phone_number: 'Ada' }), /from_phone_number: Must be one of/],
  ['an unknown zone', body({ lead_timezone: 'Mars/Base' }), /lead_timezone: Must be an IANA time zone/],
  ['a zone that is an offset', body({ lead_timezone: '+02:00' }), /lead_timezone/],
  [
    'a webhook that is no URL',
    body({ external_webhook_url: 'ftp://x' }),
    /external_webhook_url: Must be an absolute http/,
  ],
  ['variables as text', body({ custom_variables: 'a: b' }), /custom_variables: Must be a list or an object/],
  ['a variable without name', body({ custom_variables: [{ value: 1 }] }), /custom_variables\[0\]/],
  ['a text without colon', body({ custom_variables: ['a'] }), /custom_variables\[0\]/],
];
for (const [what, given, message] of refused)
  test(`synthflow refuses ${what}`, () => {
    assert.throws(
      () => toCreateCall(given),
      (error) => error instanceof AppError && error.status === 400 && message.test(error.message),
    );
  });

const calm = {
  waiting: 1,
  live: 0,
  personBusy: false,
  concurrency: 5,
  callsPerSecond: 2,
  meanCallMs: 40_000,
};
const etas: readonly (readonly [string, Partial<typeof calm>, number])[] = [
  ['at once', {}, 1],
  ['four before it at two a second', { waiting: 5, concurrency: 50 }, 3],
  ['two places too few', { live: 6 }, 17],
  ['the person talks', { personBusy: true, live: 1 }, 21],
];
for (const [what, more, wanted] of etas)
  test(`synthflow eta: ${what}`, () => {
    assert.equal(etaSeconds({ ...calm, ...more }), wanted);
  });
