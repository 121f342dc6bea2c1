import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from '#domain';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedTts } from '../testing.ts';

const flow: Flow = {
  start: 'q',
  nodes: [
    { id: 'q', type: 'ask', text: 'Shall we?', slot: { type: 'yes_no', name: 'ok' }, retries: 1 },
    { id: 'end', type: 'end', text: 'Good. We will see you on Tuesday at three in the afternoon.' },
    { id: 'quiet', type: 'end', text: 'We will write to you.' },
  ],
  edges: [{ from: 'q', to: 'end' }],
};

test('silence: reminders with the question, then a goodbye and the end', async () => {
  const call = await rig(planOf({ flow, silence: { reminder_after_s: 4, max_reminders: 2 } }));
  await call.advance(25_000);
  assert.deepEqual(call.turns(), [
    'agent: Shall we?',
    'agent: Are you still there? Shall we?',
    'agent: Are you still there? Shall we?',
    "agent: I can't hear you, so I will end the call now. Goodbye.",
  ]);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['silence'],
  );
  assert.equal(call.replayed().replayed, call.replayed().logged);
});

test('silence: own words, and the flow’s own way out', async () => {
  const edges: Flow['edges'] = [...flow.edges, { from: 'q', to: 'quiet', on: 'no_input' }];
  const call = await rig(
    planOf({ flow: { ...flow, edges }, silence: { reminder_after_s: 2, max_reminders: 1, text: 'Hello?' } }),
  );
  await call.advance(12_000);
  assert.deepEqual(call.turns(), [
    'agent: Shall we?',
    'agent: Hello? Shall we?',
    'agent: We will write to you.',
  ]);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
});

test('"yes" to the reminder is no answer to the question', async () => {
  const call = await rig(planOf({ flow, silence: { reminder_after_s: 2 } }));
  await call.advance(2700);
  await call.say('yes', 400, 3000);
  assert.equal(call.facts('slot-filled').length, 0);
  await call.say('yes', 400, 6000);
  assert.equal(call.facts('slot-filled').length, 1);
});

test('the longest duration ends with spoken words, within a second of it', async () => {
  for (const seconds of [3, 10, 30]) {
    const call = await rig(planOf({ flow }, { maxDurationMs: seconds * 1000 }));
    await call.advance((seconds + 2) * 1000);
    assert.deepEqual(
      call.ended.map(({ reason }) => reason),
      ['max-duration'],
    );
    const { at } = call.ended[0]!;
    assert.ok(at > seconds * 1000 - 1000 && at <= seconds * 1000 + 20, String(at));
    assert.match(call.turns().at(-1)!, /^agent: Our time is up/);
  }
});

test('the longest duration holds for one who talks without end, too', async () => {
  const call = await rig(planOf({ flow }, { maxDurationMs: 10_000 }));
  call.line.speech(1000, 60_000);
  await call.advance(11_000);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['max-duration'],
  );
});

test('an end asked for from outside stops the words at once', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(200);
  call.talk.endRequested('hangup by API');
  await call.advance(60);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['end-requested'],
  );
  assert.match(call.turns()[0]!, / —$/);
});

test('an end is carried out even if its goodbye is interrupted', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(1500);
  await call.say('yes', 500, 1500);
  await call.say('stop calling me', 900, 1500);
  assert.match(call.turns().at(-2)!, /^agent: Good\. We will.* —$/);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
});

test('when the line goes first, what was heard until then is kept', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(1500);
  await call.say('yes', 500, 1500);
  call.talk.close('bye');
  call.talk.close('again');
  const said = call.turns().at(-1)!;
  assert.match(said, /^agent: Good\. We will see.* —$/);
  assert.equal(call.facts('conversation-closed').length, 1);
  await call.advance(5000);
  assert.equal(call.turns().at(-1), said);
  assert.equal(call.replayed().replayed, call.replayed().logged);
});

test('a voice that fails once is tried again; one that fails for good ends the call', async () => {
  const once = new ScriptedTts();
  once.failures = 1;
  const call = await rig(planOf({ flow }), { tts: once });
  await call.advance(1500);
  assert.deepEqual(call.turns(), ['agent: Shall we?']);
  const never = new ScriptedTts();
  never.failures = 1000;
  const mute = await rig(planOf({ flow }), { tts: never });
  await mute.advance(500);
  assert.deepEqual(
    mute.ended.map(({ reason }) => reason),
    ['voice-failed'],
  );
});
