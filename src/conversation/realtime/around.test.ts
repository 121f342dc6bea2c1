/** What other parts want of a realtime model: messages on machines, keys, facts, variables, silence of an operator. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedRealtime, type RealtimeReply, type ScriptedRealtimeOptions } from './testing.ts';

async function stage(
  config: Partial<AgentConfig>,
  replies: readonly RealtimeReply[] = [],
  options: Partial<ScriptedRealtimeOptions> = {},
) {
  const clock = new VirtualClock();
  const model = new ScriptedRealtime(replies, { clock, ...options });
  const base = { prompt: 'Be kind.', realtime: { provider: 'scripted' }, ...config };
  const call = await rig(planOf(base), { clock, realtime: model });
  return {
    ...call,
    calls: () => model.sessions[0]!.calls,
    async speak(ms = 900, rest = 4000) {
      const now = call.line.position() / 8;
      call.line.speech(now, now + ms);
      await call.advance(ms + rest);
    },
  };
}

test('a person is told from a machine by sound alone: the greeting waits, and answers the hello', async () => {
  const talk = await stage(
    { greeting: 'Good day.', machine: { on_machine: 'hang_up' } },
    [{ text: 'At nine.' }],
    { heard: ['Hello? When?'] },
  );
  await talk.speak(500, 3000);
  assert.equal(talk.facts('answer-classified')[0]?.['verdict'], 'human');
  assert.deepEqual(talk.turns(), ['agent: Good day.']);
  await talk.speak(900, 4000);
  // The hello was the model's to hear; it told the words of both together.
  assert.deepEqual(talk.turns(), ['agent: Good day.', 'callee: Hello? When?', 'agent: At nine.']);
});

test('a machine gets the message, spoken by the model after the greeting', async () => {
  for (const [machine, spoken] of [
    [{ on_machine: 'leave_message', message: 'Please call Ann.' } as const, 'Please call Ann.'],
    [
      { on_machine: 'leave_message', message_prompt: 'Ask for a call.' } as const,
      'This is Ann. Please call.',
    ],
  ] as const) {
    const replies = 'message_prompt' in machine ? [{ text: spoken }] : [];
    const talk = await stage({ greeting: 'Good day.', machine }, replies);
    await talk.speak(5000, 1000);
    assert.equal(talk.facts('answer-classified')[0]?.['verdict'], 'machine');
    await talk.advance(9000);
    assert.deepEqual(talk.turns(), [`agent: ${spoken}`]);
    assert.equal(talk.ended[0]?.reason, 'voicemail-left');
  }
});

test('keys are told in words and answered', async () => {
  const talk = await stage({ greeting: 'Hello.' }, [{ text: 'Thank you.' }]);
  await talk.advance(2000);
  talk.line.press('4');
  talk.line.press('2');
  await talk.advance(8000);
  const calls = talk.calls();
  const told = calls.findIndex((call) => call === 'inform: (pressed 42 on the keypad)');
  assert.ok(told > 0 && calls[told + 1] === 'respond', calls.join('\n'));
  assert.deepEqual(talk.turns(), ['agent: Hello.', 'callee: 42', 'agent: Thank you.']);
});

test('a fact from outside is told; it is spoken of when nobody speaks, if that is wanted', async () => {
  const talk = await stage({ greeting: 'Hello.' }, [{ text: 'We open at nine.' }]);
  await talk.advance(2000);
  talk.talk.control('c1', { type: 'inform', text: 'Closed on Monday.', respond: false });
  await talk.advance(2000);
  assert.deepEqual(talk.turns(), ['agent: Hello.']);
  talk.talk.control('c2', { type: 'inform', text: 'Open at nine.', respond: true });
  await talk.advance(3000);
  assert.deepEqual(talk.turns(), ['agent: Hello.', 'agent: We open at nine.']);
  assert.deepEqual(talk.calls().slice(1), ['inform: Closed on Monday.', 'inform: Open at nine.', 'respond']);
});

test('new values of variables are in the instructions from then on; the same ones are not sent again', async () => {
  const talk = await stage({ greeting: 'Hello.', prompt: 'Talk to {{name}}.', variables: { name: 'Ann' } });
  await talk.advance(2000);
  for (const id of ['c1', 'c2']) talk.talk.control(id, { type: 'set-variables', variables: { name: 'Bo' } });
  const instructs = talk.calls().filter((call) => call.startsWith('instruct'));
  assert.equal(instructs.length, 1);
  assert.match(instructs[0]!, /Talk to Bo\./);
});

test('a muted agent says nothing, and what it did not say is not in its history', async () => {
  const talk = await stage({ greeting: 'Hello.' }, [{ text: 'Nobody hears this.' }, { text: 'Here I am.' }]);
  await talk.advance(2000);
  talk.talk.control('c1', { type: 'mute', muted: true });
  await talk.speak(900, 3000);
  assert.deepEqual(talk.turns(), ['agent: Hello.']);
  assert.ok(
    talk.calls().some((call) => /^truncate item2 0$/.test(call)),
    talk.calls().join('\n'),
  );
  talk.talk.control('c2', { type: 'mute', muted: false });
  await talk.speak(900, 3000);
  assert.equal(talk.turns().at(-1), 'agent: Here I am.');
});

test('an uninterruptible agent finishes; what was said meanwhile is answered afterwards', async () => {
  const long = 'One two three four five six seven eight nine ten eleven.';
  const talk = await stage({ interruptible: false }, [{ text: long }, { text: 'Yes.' }], { heard: ['Hey.'] });
  await talk.advance(1500);
  await talk.speak(900, 8000);
  assert.deepEqual(talk.turns().toSorted(), [`agent: ${long}`, 'callee: Hey.', 'agent: Yes.'].toSorted());
  assert.equal(talk.talk.transcript().turns.find(({ who }) => who === 'agent')?.interrupted, false);
});
