import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { createRig, type Rig } from '../shared/testing.ts';
import { toCommand } from './control.ts';
import { flireo } from './routes.ts';

const commands: readonly (readonly [object, object])[] = [
  [
    { type: 'inject-context', content: 'VIP', trigger_response: true },
    { type: 'inform', text: 'VIP', respond: true },
  ],
  [
    { type: 'inject-context', content: 'VIP' },
    { type: 'inform', text: 'VIP', respond: false },
  ],
  [
    { type: 'say', content: 'Hi.', end_after: true },
    { type: 'say', text: 'Hi.', interruptible: true, end: true },
  ],
  [
    { type: 'say', content: 'Hi.' },
    { type: 'say', text: 'Hi.', interruptible: true, end: false },
  ],
  [
    { type: 'end-call', message: 'Bye.' },
    { type: 'end', say: 'Bye.' },
  ],
  [
    { type: 'end-call', message: ' ' },
    { type: 'end', say: null },
  ],
  [
    { type: 'transfer', destination: '+31200000009', message: 'One moment.' },
    {
      type: 'transfer',
      to: '+31200000009',
      mode: 'blind',
      announcement: 'One moment.',
      briefing: null,
      confirm: false,
    },
  ],
  [
    { type: 'transfer', destination: 'sip:desk@a.test' },
    {
      type: 'transfer',
      to: 'sip:desk@a.test',
      mode: 'blind',
      announcement: null,
      briefing: null,
      confirm: false,
    },
  ],
];
for (const [body, command] of commands)
  test(`flireo control ${JSON.stringify(body)}`, () => assert.deepEqual(toCommand(body), command));

const refused: readonly (readonly [object, RegExp])[] = [
  [{}, /type: Is required: one of inject-context, say, end-call, transfer/],
  [{ type: 'mute' }, /type: Is "mute"/],
  [{ type: 'say' }, /content: Is required/],
  [{ type: 'say', content: 'x'.repeat(2001) }, /content: Has 2001 characters/],
  [{ type: 'say', content: 'x', end_after: 1 }, /end_after: Must be true or false/],
  [{ type: 'transfer' }, /destination: Is required/],
  [{ type: 'transfer', destination: 'the desk' }, /destination: Must be a number/],
];
for (const [body, message] of refused)
  test(`flireo control refuses ${JSON.stringify(body).slice(0, 60)}`, () => {
    assert.throws(
      () => toCommand(body),
      (error) => error instanceof AppError && message.test(error.message),
    );
  });

const tell = (rig: Rig, id: string, payload: object, base = '/flireo') =>
  rig.app.inject({ method: 'POST', url: `${base}/calls/${id}/control`, headers: rig.headers, payload });

async function ready(status: 'in_progress' | 'ringing') {
  const rig = await createRig(flireo);
  const payload = { destination: '+31600000002', agent_id: rig.addAgent().id };
  await rig.app.inject({ method: 'POST', url: '/flireo/calls/outbound', headers: rig.headers, payload });
  const call = [...rig.calls.values()][0]!;
  rig.change(call.id, { status });
  return { rig, call };
}

test('flireo: a running call is told, by its id or its room', async () => {
  const { rig, call } = await ready('in_progress');
  for (const name of [call.id, `outbound-${call.id.slice(-8)}`]) {
    const answer = await tell(rig, name, { type: 'say', content: 'Hi.' });
    assert.deepEqual([answer.statusCode, answer.json()], [200, { success: true, message: 'Command sent' }]);
  }
  assert.equal(rig.told.length, 2);
});

test('flireo: 400 for a call that is not in progress or a bad command, 404 for an unknown call', async () => {
  const { rig, call } = await ready('ringing');
  const early = await tell(rig, call.id, { type: 'end-call' });
  assert.deepEqual([early.statusCode, early.json<{ error: string }>().error], [400, 'Bad Request']);
  assert.equal((await tell(rig, call.id, { type: 'say' })).statusCode, 400);
  assert.equal((await tell(rig, rig.newId(), { type: 'end-call' })).statusCode, 404);
  assert.deepEqual(rig.told, []);
});

test('flireo: ten commands a minute to one call, at whatever base; then 429 with the seconds', async () => {
  const { rig, call } = await ready('in_progress');
  for (let i = 0; i < 10; i++) {
    const base = i % 2 === 0 ? '/flireo' : '/flireo/api/v1';
    assert.equal((await tell(rig, call.id, { type: 'say', content: 'Hi.' }, base)).statusCode, 200);
    await rig.clock.advance(1000);
  }
  const over = await tell(rig, call.id, { type: 'say', content: 'Hi.' });
  assert.equal(over.statusCode, 429);
  assert.equal(over.headers['retry-after'], '50');
  const { code, retry_after } = over.json<Record<string, unknown>>();
  assert.deepEqual([code, retry_after], ['rate_limit_exceeded', 50]);
  await rig.clock.advance(50_000);
  assert.equal((await tell(rig, call.id, { type: 'say', content: 'Hi.' })).statusCode, 200);
  assert.equal(rig.told.length, 11);
});
