import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt } from '../testing.ts';

const flow: AgentConfig['flow'] = {
  start: 'ok',
  nodes: [
    { id: 'ok', type: 'ask', text: 'Fine?', slot: { type: 'yes_no', name: 'ok' }, retries: 1 },
    { id: 'end', type: 'end', text: 'Bye.' },
  ],
  edges: [{ from: 'ok', to: 'end' }],
};
const texts = (turns: readonly string[]): string[] => turns.map((turn) => turn.replace('agent: ', ''));

test('the first, the second and again the last reminder, then the own goodbye', async () => {
  const silence = { reminder_after_s: 2, max_reminders: 3, texts: ['One?', 'Two?'], goodbye: 'Gone.' };
  const talk = await rig(planOf({ flow, silence }));
  await talk.advance(20_000);
  assert.deepEqual(texts(talk.turns()), ['Fine?', 'One? Fine?', 'Two? Fine?', 'Two? Fine?', 'Gone.']);
  assert.equal(talk.ended[0]?.reason, 'silence');
});

test('the silence in a row ends the call whatever reminders are left, and speech begins it anew', async () => {
  const silence = { reminder_after_s: 2, max_reminders: 9, timeout_s: 6 };
  const talk = await rig(planOf({ flow, silence }));
  await talk.advance(4000);
  await talk.say('hold on', 500, 0);
  const spokeAt = talk.line.position() / 8;
  await talk.advance(20_000);
  const { at, reason } = talk.ended[0]!;
  assert.equal(reason, 'silence');
  assert.ok(at - spokeAt >= 6000 && at - spokeAt < 10_500, `${at - spokeAt} ms after the callee spoke`);
});

test('without a hang-up the agent waits in silence after its last reminder, and still answers', async () => {
  const silence = { reminder_after_s: 2, max_reminders: 1, hang_up: false };
  const talk = await rig(planOf({ flow, silence }));
  await talk.advance(60_000);
  assert.deepEqual([talk.turns().length, talk.ended.length], [2, 0]);
  await talk.say('yes', 500, 2000);
  await talk.advance(10_000);
  assert.equal(talk.turns().at(-1), 'agent: Bye.');
});

test('a model words its own reminder, and is not asked to twice', async () => {
  const llm = new ScriptedLlm([['Still there?'], ['Hello?']]);
  const stt = new ScriptedStt([], { openVocabulary: true });
  const config = {
    prompt: 'Be kind.',
    greeting: 'Hi.',
    silence: { reminder_after_s: 2, max_reminders: 2, autonomous: true },
  };
  const talk = await rig(planOf(config), { llm, stt });
  await talk.advance(12_000);
  assert.deepEqual(texts(talk.turns()).slice(0, 3), ['Hi.', 'Still there?', 'Hello?']);
  assert.equal(llm.requests.length, 2);
  assert.match(llm.requests[0]!.messages.at(-1)!.content, /said nothing/);
  assert.equal(talk.ended[0]?.reason, 'silence');
});

test('half a minute before the longest duration the callee is told, in calls long enough for it', async () => {
  for (const [seconds, told] of [
    [90, true],
    [60, false],
  ] as const) {
    const talk = await rig(
      planOf({ flow, silence: { reminder_after_s: 120 } }, { maxDurationMs: seconds * 1000 }),
    );
    await talk.advance(seconds * 1000 + 500);
    assert.equal(
      texts(talk.turns()).some((text) => text.includes('half a minute')),
      told,
      `${seconds} s`,
    );
    assert.equal(talk.ended[0]?.reason, 'max-duration');
  }
});

test('on hold nobody is reminded or given up; the wait begins anew when the callee is back', async () => {
  const silence = { reminder_after_s: 2, max_reminders: 1, timeout_s: 6 };
  const talk = await rig(planOf({ flow, silence }));
  await talk.advance(2_000);
  talk.talk.held(true);
  await talk.advance(60_000);
  assert.deepEqual([talk.turns().length, talk.ended.length], [1, 0]);
  talk.talk.held(false);
  await talk.advance(1_500);
  assert.equal(talk.turns().length, 1);
  await talk.advance(2_000);
  assert.equal(talk.turns().length, 2, 'reminded after a whole wait');
  const { logged, replayed } = talk.replayed();
  assert.equal(replayed, logged);
});
