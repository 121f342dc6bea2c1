import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, invalidRequest, notFound } from '#kernel';
import { isTimeZone } from './time-zone.ts';
import { wordError } from './wording.ts';

const vocabulary = {
  nouns: { agent: 'playbook' },
  params: { to: 'phone', agent_id: 'playbook_id', variables: 'custom' },
};

test('wording: fields get the names of the vendor, inner paths stay', () => {
  const error = invalidRequest([
    { param: 'to', message: 'Bad.' },
    { param: 'variables.a.to', message: 'Missing.', rule: 'required' },
    { param: 'other[0].to', message: 'Odd.' },
  ]);
  const { message, param, faults, missing, status } = wordError(error, vocabulary);
  assert.equal(message, 'phone: Bad. custom.a.to: Missing. other[0].to: Odd.');
  assert.deepEqual([param, missing, status], ['phone', false, 400]);
  assert.deepEqual(
    faults.map((fault) => fault.param),
    ['phone', 'custom.a.to', 'other[0].to'],
  );
});

test('wording: a thing is called as the vendor calls it; what the vendor has no noun for stays', () => {
  assert.match(
    wordError(notFound('agent', 'agent_id'), vocabulary).message,
    /^No playbook .* playbook_id\.$/,
  );
  assert.match(wordError(notFound('call'), vocabulary).message, /^No call with this id/);
});

test('wording: a denial is a 400 that says its rule once, a wrong method an unknown path', () => {
  const denial = (message: string) =>
    wordError(
      new AppError({ code: 'dial-denied', status: 403, message, extra: { rule: 'destination' } }),
      vocabulary,
    );
  assert.deepEqual(
    [denial('No.').message, denial('No.').status, denial('No.').rule],
    ['destination: No.', 400, 'destination'],
  );
  assert.equal(denial('The destination list says no.').message, 'The destination list says no.');
  assert.equal(
    wordError(new AppError({ code: 'method-not-allowed', status: 405, message: 'No.' }), vocabulary).status,
    404,
  );
});

test('time zones: IANA names as the runtime knows them, no offsets', () => {
  for (const name of ['Europe/Madrid', 'US/Pacific', 'UTC', 'America/Argentina/Ushuaia'])
    assert.ok(isTimeZone(name), name);
  for (const name of ['', '+02:00', 'Mars/Base', 'Europe', '1']) assert.ok(!isTimeZone(name), name);
});
