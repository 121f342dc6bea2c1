import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedStt, ScriptedTts } from '../testing.ts';

/** 20 characters a second: "Shall we meet on Tuesday?" takes 1.25 s. */
const flow: Flow = {
  start: 'q',
  nodes: [
    {
      id: 'q',
      type: 'ask',
      text: 'Shall we meet on Tuesday?',
      slot: { type: 'yes_no', name: 'ok' },
      retries: 2,
    },
    { id: 'end', type: 'end', text: 'Thank you.' },
  ],
  edges: [{ from: 'q', to: 'end' }],
};
const QUESTION = 'agent: Shall we meet on Tuesday?';

test('a turn ends after the endpoint wait, counted from the last speech sample', async () => {
  const call = await rig(planOf({ flow, turns: { endpoint_ms: 700 } }));
  await call.advance(2000);
  await call.say('yes', 500, 3000);
  const [measured] = call.facts('turn-measured');
  assert.ok(measured);
  assert.ok((measured['endpoint_ms'] as number) >= 700 && (measured['endpoint_ms'] as number) <= 740);
  // Recognised at the end of speech, before the wait is over; the answer was made ahead.
  assert.ok((measured['stt_ms'] as number) < 300);
  assert.ok((measured['total_ms'] as number) <= 780, JSON.stringify(measured));
  assert.equal(measured['turn'], 2);
  assert.deepEqual(call.turns(), [QUESTION, 'callee: yes', 'agent: Thank you.']);
});

test('who goes on within the wait is in the same turn, and the early recognition is thrown away', async () => {
  const stt = new ScriptedStt(['yes', 'yes that works']);
  const call = await rig(planOf({ flow, turns: { endpoint_ms: 700 } }), { stt });
  await call.advance(2000);
  call.talk.transcript();
  const { line } = call;
  line.speech(2000, 2300);
  line.speech(2700, 3300);
  await call.advance(4000);
  assert.deepEqual(call.turns(), [QUESTION, 'callee: yes that works', 'agent: Thank you.']);
  assert.equal(stt.requests.length, 2);
  // From before the first word to after the last: one utterance of 1.3 s.
  assert.ok(stt.requests[1]!.samples > 1300 * 8);
});

test('a slow recogniser is waited for, a dead one counts as not understood', async () => {
  const clock = new VirtualClock();
  const slow = await rig(planOf({ flow }), { clock, stt: new ScriptedStt([], { clock, delayMs: 2000 }) });
  await slow.advance(2000);
  await slow.say('yes', 500, 4000);
  assert.equal(slow.turns().at(-1), 'agent: Thank you.');
  const other = new VirtualClock();
  const dead = await rig(planOf({ flow }), {
    clock: other,
    stt: new ScriptedStt([], { clock: other, delayMs: 9e6 }),
  });
  await dead.advance(2000);
  await dead.say('yes', 500, 9000);
  assert.match(dead.turns().at(-1)!, /^agent: Sorry, I didn't catch that\. Shall we/);
});

test('a cough is ignored, longer speech of which nothing is understood is asked back', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(2000);
  await call.say(null, 120);
  assert.equal(call.turns().length, 1);
  await call.say(null, 900, 4000);
  assert.deepEqual(
    call.facts('speech-ignored').map((data) => data['why']),
    ['noise', 'not-understood'],
  );
  assert.match(call.turns().at(-1)!, /didn't catch that/);
});

test('words cut the agent and only what was heard is written down', async () => {
  const long = 'We would like to tell you about our new opening hours on Tuesday and on Friday.';
  const told: Flow = {
    ...flow,
    nodes: [{ id: 's', type: 'say', text: long }, ...flow.nodes],
    start: 's',
    edges: [{ from: 's', to: 'q' }, ...flow.edges],
  };
  const call = await rig(planOf({ flow: told }), { tts: new ScriptedTts({ words: true }) });
  await call.advance(1500);
  await call.say('who is this and what do you want', 900, 300);
  // Held at most 100 ms after the onset at 1.5 s: 1.5 s are 30 characters.
  const [said] = call.facts('agent-said');
  assert.ok(said);
  assert.equal(said['interrupted'], true);
  assert.ok(long.startsWith(said['text'] as string));
  const heard = (said['text'] as string).length;
  assert.ok(heard >= 24 && heard <= 36, said['text'] as string);
  assert.equal(said['estimated'], false);
  // The question was not heard: it is put now, without an apology.
  await call.advance(3000);
  assert.equal(call.turns().at(-1), QUESTION);
});

test('a short sound holds the agent and lets it go on where it stopped', async () => {
  const text = 'This is a rather long sentence that goes on for a good while without any pause at all.';
  const told: Flow = {
    start: 's',
    nodes: [
      { id: 's', type: 'say', text },
      { id: 'end', type: 'end' },
    ],
    edges: [{ from: 's', to: 'end' }],
  };
  const call = await rig(planOf({ flow: told }));
  await call.advance(1000);
  await call.say(null, 200, 6000);
  const types = call.line.log.map(({ type }) => type);
  assert.deepEqual(
    types.filter((type) => /playout|utterance/.test(type)),
    ['utterance-started', 'playout-held', 'playout-resumed', 'utterance-ended'],
  );
  assert.deepEqual(call.turns(), [`agent: ${text}`]);
  // All of it was played, in one piece but for the hold.
  const sound = call.line.played().filter((sample) => sample !== 0).length;
  assert.equal(sound, text.length * 400);
});

for (const words of ['uh huh', 'okay', 'mm hmm', 'yes', 'hello'])
  test(`"${words}" never cuts a statement`, async () => {
    const text = 'This is a rather long sentence that goes on for a good while without any pause at all.';
    const told: Flow = {
      start: 's',
      nodes: [
        { id: 's', type: 'say', text },
        { id: 'end', type: 'end' },
      ],
      edges: [{ from: 's', to: 'end' }],
    };
    const call = await rig(planOf({ flow: told }));
    await call.advance(1000);
    await call.say(words, 400, 6000);
    assert.deepEqual(call.turns(), [`agent: ${text}`]);
    assert.equal(call.facts('speech-ignored')[0]!['why'], 'backchannel');
  });

test('a long backchannel is looked at while it is spoken, and spared', async () => {
  const text = 'This is a rather long sentence that goes on for a good while without any pause at all.';
  const told: Flow = {
    start: 's',
    nodes: [
      { id: 's', type: 'say', text },
      { id: 'end', type: 'end' },
    ],
    edges: [{ from: 's', to: 'end' }],
  };
  const call = await rig(planOf({ flow: told }));
  await call.advance(1000);
  await call.say('oh okay', 750, 6000);
  assert.deepEqual(call.turns(), [`agent: ${text}`]);
});

test('agreement is an answer once the question has begun', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(600);
  await call.say('yes', 500, 3000);
  assert.match(call.turns()[0]!, /^agent: Shall we.* —$/);
  assert.deepEqual(call.turns().slice(1), ['callee: yes', 'agent: Thank you.']);
});

test('a question cut before its first word was not put: the rest of an answer before is none to it', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(40);
  await call.say('yes', 500, 5000);
  assert.deepEqual(call.facts('slot-filled'), []);
  assert.equal(call.turns().at(-1), QUESTION);
});

test('"stop calling me" acts at once, even while the agent must not be interrupted', async () => {
  const call = await rig(planOf({ flow, interruptible: false }));
  // The words are known at 820 ms of the 1250 that the question takes: its last word was not heard.
  await call.advance(100);
  await call.say('stop calling me', 500, 5000);
  assert.match(call.turns()[0]!, / —$/);
  assert.equal(call.turns()[1], 'callee: stop calling me');
  assert.match(call.turns()[2]!, /sorry to have bothered you\. Goodbye\.$/);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['stop-requested'],
  );
  assert.equal(call.facts('stop-requested').length, 1);
});

test('an uninterruptible agent finishes, then answers what was said', async () => {
  const call = await rig(planOf({ flow, interruptible: false }));
  await call.advance(200);
  await call.say('yes that works', 700, 4000);
  assert.deepEqual(call.turns(), [QUESTION, 'callee: yes that works', 'agent: Thank you.']);
  assert.equal(call.facts('speech-interrupted').length, 0);
  assert.equal(
    call.line.log.some(({ type }) => type === 'playout-held'),
    false,
  );
});

test('what was said before an uninterruptible question is no answer to it', async () => {
  const told: Flow = {
    ...flow,
    start: 's',
    nodes: [
      { id: 's', type: 'say', text: 'Hello, this is the clinic of Doctor Lee speaking.' },
      ...flow.nodes,
    ],
    edges: [{ from: 's', to: 'q' }, ...flow.edges],
  };
  const call = await rig(planOf({ flow: told, interruptible: false }));
  await call.advance(300);
  await call.say('yes that works', 600, 4500);
  assert.equal(call.turns().at(-1), 'callee: yes that works');
  await call.say('no thanks', 600, 4000);
  assert.deepEqual(call.facts('slot-filled'), [{ kind: 'fact', slot: 'ok', value: 'no' }]);
});

test('"hold on" gets time, "pardon" the question again without counting', async () => {
  const call = await rig(planOf({ flow, silence: { reminder_after_s: 3 } }));
  await call.advance(2000);
  await call.say('hold on a second', 800, 9000);
  assert.equal(call.facts('reminder-given').length, 0);
  await call.say('pardon', 500, 3000);
  assert.equal(call.turns().at(-1), QUESTION);
  await call.say('sure', 500, 3000);
  assert.equal(call.turns().at(-1), 'agent: Thank you.');
});
