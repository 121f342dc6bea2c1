import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emissionOf, isEventFilter, passes } from './event.ts';
import { reasonToDisable, signingSecrets, FAILING_LIMIT_MS } from './endpoint.ts';

test('filters: all, a noun, a type; what can match nothing is none', () => {
  for (const good of ['*', 'call.*', 'call.ended', 'lead.completed', 'webhook-endpoint.*'])
    assert.ok(isEventFilter(good), good);
  for (const bad of [
    '',
    'call',
    'call.',
    'call.*.x',
    'Call.ended',
    'call.ended ',
    'kall.*',
    'call.finished',
    'lead.finished',
    'agent.*',
    '**',
  ])
    assert.ok(!isEventFilter(bad), bad);
  assert.ok(
    passes('call.ended', ['call.*']) && passes('call.ended', ['*']) && passes('call.ended', ['call.ended']),
  );
  assert.ok(!passes('call.ended', ['call.answered', 'lead.*']));
});

const told = (type: string, data = {}, at = 0) => emissionOf({ at, type, data })?.type;

test('what a log tells: the life of the call, not its second legs nor every wait for a line', () => {
  assert.equal(told('call-accepted'), 'call.accepted');
  assert.equal(told('attempt-started', { number: 1, from: null }), 'call.dialing');
  assert.equal(told('attempt-started', { number: 1 }), 'call.ringing');
  assert.equal(told('attempt-started', { number: 2, from: null }), undefined);
  const wait = { stage: 'attempt', verdict: 'defer', rule: 'r' };
  assert.equal(told('dial-decided', { ...wait, until: 59_999 }), undefined);
  assert.equal(told('dial-decided', { ...wait, until: 60_000 }), 'call.deferred');
  assert.equal(told('dial-decided', { ...wait, stage: 'acceptance', until: 1e9 }), undefined);
  assert.equal(told('agent-said', { text: 'x' }), undefined);
  assert.deepEqual(emissionOf({ at: 0, type: 'analysis-finished', data: { rerun: true } })?.data, {
    rerun: true,
  });
});

const judge = (failingSince: number | null, ok: boolean, status: number | null, now: number) =>
  reasonToDisable({ failingSince }, { ok, status }, now) !== null;

test('an endpoint is switched off when it is gone, or after five days of nothing but failures', () => {
  assert.equal(judge(0, false, 500, FAILING_LIMIT_MS - 1), false);
  assert.equal(judge(0, false, 500, FAILING_LIMIT_MS), true);
  assert.equal(judge(0, true, 200, FAILING_LIMIT_MS), false);
  assert.equal(judge(null, false, 410, 0), true);
});

test('the old secret signs beside the new one until its time is over', () => {
  const secrets = { secret: 'b', oldSecret: 'a', oldSecretUntil: 10 };
  assert.deepEqual(signingSecrets(secrets, 9), ['b', 'a']);
  assert.deepEqual(signingSecrets(secrets, 10), ['b']);
  assert.deepEqual(signingSecrets({ secret: null, oldSecret: null, oldSecretUntil: null }, 0), []);
});
