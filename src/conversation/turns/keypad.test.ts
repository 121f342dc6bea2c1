import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow, Slot } from '#domain';
import { planOf, rig, type Rig } from '../rig/testing.ts';

const asking = (slot: Slot, retries = 1): Flow => ({
  start: 'q',
  nodes: [
    { id: 'q', type: 'ask', text: 'What is it?', slot, retries },
    { id: 'end', type: 'end', text: 'You said {{it}}.' },
    { id: 'lost', type: 'end', text: 'Never mind.' },
  ],
  edges: [
    { from: 'q', to: 'end' },
    { from: 'q', to: 'lost', on: 'no_match' },
  ],
});

const pin: Slot = { type: 'digits', name: 'it', min: 3, max: 6 };

async function press(call: Rig, keys: string): Promise<void> {
  for (const key of keys) {
    call.line.press(key);
    await call.advance(200);
  }
}

test('digits end with the pound key, at their most, or with a pause', async () => {
  for (const [keys, said] of [
    ['1234#', '1234'],
    ['123456', '123456'],
    ['0042', '0042'],
  ] as const) {
    const call = await rig(planOf({ flow: asking(pin) }));
    await call.advance(1500);
    await press(call, keys);
    await call.advance(5000);
    assert.deepEqual(call.turns().slice(1), [`callee: ${said}`, `agent: You said ${[...said].join(' ')}.`]);
    assert.equal(call.facts('callee-said')[0]!['via'], 'keypad');
  }
});

test('too few digits are no answer; the last attempt says how to enter them', async () => {
  const call = await rig(planOf({ flow: asking(pin) }));
  await call.advance(1500);
  await press(call, '12#');
  await call.advance(9000);
  assert.match(call.turns().at(-1)!, /catch that\. What is it\? You can also enter it on your keypad/);
  await press(call, '#');
  await call.advance(3000);
  assert.equal(call.turns().at(-1), 'agent: Never mind.');
});

test('spoken digits fill the same slot', async () => {
  const call = await rig(planOf({ flow: asking(pin) }));
  await call.advance(1500);
  await call.say('one two three four', 1200, 4000);
  assert.deepEqual(call.turns().slice(1), ['callee: one two three four', 'agent: You said 1 2 3 4.']);
});

test('a key acts at once, even while the agent must not be interrupted', async () => {
  const call = await rig(planOf({ flow: asking({ type: 'yes_no', name: 'it' }), interruptible: false }));
  await call.advance(200);
  await press(call, '2');
  await call.advance(3000);
  assert.match(call.turns()[0]!, /^agent: What.* —$/);
  assert.deepEqual(call.turns().slice(1), ['callee: 2', 'agent: You said no.']);
});

test('options have keys of their own or by their place; a key of none is no answer', async () => {
  const slot: Slot = {
    type: 'choice',
    name: 'it',
    options: [
      { value: 'sales', phrases: ['sales'] },
      { value: 'help', phrases: ['help', 'support'], key: '1' },
      { value: 'other', phrases: ['something else'] },
    ],
  };
  const first = await rig(planOf({ flow: asking(slot) }));
  await first.advance(1500);
  await press(first, '1');
  await first.advance(2500);
  assert.equal(first.turns().at(-1), 'agent: You said help.');
  const second = await rig(planOf({ flow: asking(slot) }));
  await second.advance(1500);
  await press(second, '9');
  await second.advance(9000);
  assert.match(second.turns().at(-1)!, /press 2 for sales, or 1 for help, or 3 for something else\.$/);
  await press(second, '2');
  await second.advance(2500);
  assert.equal(second.turns().at(-1), 'agent: You said sales.');
});

test('keys mean nothing while nothing is asked', async () => {
  const flow: Flow = {
    start: 's',
    nodes: [
      { id: 's', type: 'say', text: 'Please listen to this announcement.' },
      { id: 'end', type: 'end' },
    ],
    edges: [{ from: 's', to: 'end' }],
  };
  const call = await rig(planOf({ flow }));
  await call.advance(200);
  await press(call, '5');
  await call.advance(3000);
  assert.deepEqual(call.turns(), ['agent: Please listen to this announcement.']);
});
