/** Who speaks first, after what pause, and with which goodbye it ends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';
import { toolCall } from '../tools/testing.ts';

async function talk(config: Partial<AgentConfig>, replies: ScriptedReply[] = [['Good.']]) {
  const clock = new VirtualClock();
  const llm = new ScriptedLlm(replies, { clock, delayMs: 100 });
  const plan = planOf(
    { prompt: 'Help.', greeting: 'Hi, it is Kim.', ...config },
    { variables: { name: 'Ada' } },
  );
  const call = await rig(plan, { llm, clock, stt: new ScriptedStt([], { openVocabulary: true }) });
  return { call, llm };
}

test('opening: the callee speaks first, and the greeting answers', async () => {
  const { call } = await talk({ opening: { who: 'callee', callee_timeout_s: 30 } });
  await call.advance(9000);
  assert.deepEqual(call.turns(), []);
  await call.say('hello', 500, 4000);
  assert.deepEqual(call.turns(), ['callee: hello', 'agent: Hi, it is Kim.']);
  assert.equal(call.replayed().replayed, call.replayed().logged);
});

test('opening: a callee who says nothing is greeted after the time-out', async () => {
  const { call } = await talk({ opening: { who: 'callee', callee_timeout_s: 2 } });
  await call.advance(1900);
  assert.deepEqual(call.turns(), []);
  await call.advance(3000);
  assert.deepEqual(call.turns(), ['agent: Hi, it is Kim.']);
});

test('opening: a pause, then the notice, whole, before the greeting', async () => {
  const { call } = await talk({ opening: { pause_ms: 1500, notice: 'This call is recorded.' } });
  await call.advance(1400);
  assert.deepEqual(call.line.played.length, 0);
  await call.advance(6000);
  assert.deepEqual(call.turns(), ['agent: This call is recorded.', 'agent: Hi, it is Kim.']);
});

test('opening: worded by the model', async () => {
  const { call, llm } = await talk({ greeting: 'Ask for Ada.', opening: { worded: true } }, [
    ['Is Ada there?'],
  ]);
  await call.advance(3000);
  assert.deepEqual(call.turns(), ['agent: Is Ada there?']);
  assert.match(JSON.stringify(llm.requests[0]), /Begin the call\. Ask for Ada\./);
});

for (const [closing, text, reply, wanted] of [
  ['static', 'Bye then, {{name}}.', [toolCall('end_call', { reason: 'busy' })], 'agent: Bye then, Ada.'],
  ['prompt', 'Thank them.', ['Thanks! ', toolCall('end_call', { reason: 'busy' })], 'agent: Thanks!'],
  ['none', undefined, [toolCall('end_call', { reason: 'busy' })], 'callee: i am busy'],
] as const)
  test(`end_call: a reason with ${closing} closing words`, async () => {
    const reasons = [{ reason: 'busy', closing, ...(text === undefined ? {} : { text }) }];
    const { call } = await talk({ tools: [{ type: 'end_call', reasons }] }, [[...reply]]);
    await call.advance(2500);
    await call.say('i am busy', 800, 6000);
    assert.equal(call.turns().at(-1), wanted);
    assert.deepEqual(
      call.ended.map(({ reason, stated }) => [reason, stated]),
      [['end-call-tool', 'busy']],
    );
  });

test('a voice never says what it must not', async () => {
  const { call } = await talk({ greeting: 'Um, hello, um there.', voice: { never_say: ['um'] } });
  await call.advance(3000);
  assert.match(call.turns()[0]!, /hello, there\.$/);
  assert.doesNotMatch(call.turns()[0]!, /um/i);
});
