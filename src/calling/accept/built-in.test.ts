import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiName, CreateCall } from '#domain';
import { createIdSource, seededRandom, spellHex, spellNative, VirtualClock } from '#kernel';
import { builtInVariables, callerNumber, callerNumberNames, incomingVariables } from './built-in.ts';

const id = createIdSource(new VirtualClock(), seededRandom(1)).next();
const wish = (api: ApiName, from: string | null = null) =>
  ({ to: '+34600000002', from, person: { name: 'Ann' }, source: { api, data: {} } }) as unknown as CreateCall;

test('call_id is spelled as the answers of the API that made the call', () => {
  const spelled = {
    native: spellNative('call', id),
    dial: spellHex(id),
    meetzy: id,
    synthflow: id,
    flireo: id,
  };
  for (const [api, wanted] of Object.entries(spelled))
    assert.equal(builtInVariables(wish(api as ApiName), id)['call_id'], wanted);
});

test("Synthflow's names of the numbers stand beside ours; the caller's is known when it has been chosen", () => {
  const variables = builtInVariables(wish('synthflow', '+15550100001'), id);
  assert.deepEqual(
    ['user_phone_number', 'to_phone_number', 'from_phone_number', 'from_number', 'to_number', 'name'].map(
      (name) => variables[name],
    ),
    ['+34600000002', '+34600000002', '+15550100001', '+15550100001', '+34600000002', 'Ann'],
  );
  assert.equal('from_phone_number' in builtInVariables(wish('synthflow'), id), false);
  assert.equal('user_phone_number' in builtInVariables(wish('native', '+15550100001'), id), false);
  assert.deepEqual(callerNumberNames('synthflow'), ['from_number', 'our_number', 'from_phone_number']);
  assert.deepEqual(callerNumber('native', '+1555'), { from_number: '+1555', our_number: '+1555' });
});

test('whichever way it goes, a call tells its id, its direction, our number and what the customer noted', () => {
  const metadata = { crm: 7 };
  const out = builtInVariables({ ...wish('flireo', '+1555'), metadata }, id);
  const into = incomingVariables({ metadata }, id, '+34600000002', '+1555');
  const names = ['call_uuid', 'call_direction', 'call_metadata', 'our_number'];
  assert.deepEqual(
    names.map((name) => out[name]),
    [id, 'outbound', metadata, '+1555'],
  );
  assert.deepEqual(
    names.map((name) => into[name]),
    [id, 'inbound', metadata, '+1555'],
  );
  assert.deepEqual([into['from_number'], into['to_number']], ['+34600000002', '+1555']);
});
