import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from '#domain';
import { planOf, rig } from '../rig/testing.ts';

export const appointment: Flow = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Hello {{name}}, this is the clinic.' },
    {
      id: 'confirm',
      type: 'ask',
      text: 'Does Tuesday at three work for you?',
      slot: { type: 'yes_no', name: 'works' },
      retries: 2,
    },
    { id: 'choose', type: 'decide' },
    { id: 'good', type: 'end', text: 'Great, see you then.' },
    { id: 'bad', type: 'end', text: 'Okay, we will call you again.' },
  ],
  edges: [
    { from: 'hello', to: 'confirm' },
    { from: 'confirm', to: 'choose' },
    { from: 'choose', to: 'good', when: { variable: 'works', op: 'equals', value: 'yes' } },
    { from: 'choose', to: 'bad' },
  ],
};

test('says, asks, decides and ends, turn by turn', async () => {
  const call = await rig(planOf({ flow: appointment }, { variables: { name: 'Ann' } }));
  await call.advance(5000);
  await call.say('yes that works');
  await call.advance(2000);
  assert.deepEqual(call.turns(), [
    'agent: Hello Ann, this is the clinic. Does Tuesday at three work for you?',
    'callee: yes that works',
    'agent: Great, see you then.',
  ]);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
});
