import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import type { ChatEvent } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedHttp, ScriptedLlm, ScriptedStt, ScriptedTts, type ScriptedReply } from '../testing.ts';

const LLM_MS = 300;
const TTS_MS = 150;

async function talkWith(
  preemptive: boolean,
  replies: readonly ScriptedReply[],
  more: Partial<AgentConfig> = {},
) {
  const clock = new VirtualClock();
  const llm = new ScriptedLlm(replies, { clock, delayMs: LLM_MS });
  const stt = new ScriptedStt([], { openVocabulary: true, clock, delayMs: 80 });
  const tts = new ScriptedTts({ clock, delayMs: TTS_MS });
  const http = new ScriptedHttp([{ status: 200, body: '{"open":true}' }]);
  const config = { prompt: 'Be kind.', greeting: 'Hi.', turns: { endpoint_ms: 700 }, ...more };
  const talk = await rig(planOf({ ...config, llm: { preemptive } }), {
    clock,
    llm,
    stt,
    tts,
    http,
    ringMs: 1000,
  });
  await talk.advance(2000);
  return { talk, llm, http };
}

test('an answer that was asked for ahead comes earlier, by what the model and the voice take', async () => {
  const totals = [];
  for (const preemptive of [false, true]) {
    const { talk, llm } = await talkWith(preemptive, [['At six o clock.']]);
    await talk.say('when do you close', 600, 4000);
    assert.deepEqual(talk.turns().slice(1), ['callee: when do you close', 'agent: At six o clock.']);
    assert.equal(llm.requests.length, 1);
    totals.push(Number(talk.facts('turn-measured')[0]!['total_ms']));
    const ahead = talk.facts('reply-ahead');
    assert.equal(ahead.length, preemptive ? 1 : 0);
    if (preemptive) assert.ok(ahead[0]!['hit'] && Number(ahead[0]!['saved_ms']) > 200);
    assert.equal(talk.replayed().replayed, talk.replayed().logged);
  }
  const [plain, ahead] = totals;
  assert.ok(plain! >= 700 + LLM_MS + TTS_MS, `${plain}`);
  assert.ok(ahead! <= 760, `${ahead} ms: nothing but the wait for the end of the turn`);
});

test('other words drop it: it is neither spoken nor in the history, and the callee is answered once', async () => {
  const { talk, llm } = await talkWith(true, [['Wrong.'], ['Right.']]);
  const now = talk.line.position() / 8;
  talk.stt.hears = 'when do you';
  talk.line.speech(now, now + 500);
  await talk.advance(500 + 450);
  talk.stt.hears = 'when do you close today';
  const again = talk.line.position() / 8;
  talk.line.speech(again, again + 600);
  await talk.advance(5000);
  assert.equal(talk.turns().filter((turn) => turn === 'agent: Right.').length, 1);
  assert.ok(!talk.turns().join().includes('Wrong'));
  assert.ok(!JSON.stringify(llm.requests.at(-1)!.messages).includes('Wrong'));
  assert.equal(talk.replayed().replayed, talk.replayed().logged);
});

test('a tool that it asked for runs only when the turn is taken', async () => {
  const look: ChatEvent = { type: 'tool-call', call: { id: 'c', name: 'look', arguments: '{}' } };
  const tools: AgentConfig['tools'] = [
    { type: 'http', name: 'look', description: '', method: 'GET', url: 'https://x.test/', timeout_ms: 2000 },
  ];
  const { talk, http } = await talkWith(true, [[look], ['We are open.']], { tools });
  const now = talk.line.position() / 8;
  talk.stt.hears = 'are you open';
  talk.line.speech(now, now + 500);
  await talk.advance(500 + 650);
  assert.equal(http.requests.length, 0);
  await talk.advance(4000);
  assert.equal(http.requests.length, 1);
  assert.equal(talk.turns().at(-1), 'agent: We are open.');
});

test('what the model is told meanwhile makes it answer anew', async () => {
  const { talk, llm } = await talkWith(true, [['It is ten.'], ['It is twelve.']]);
  const now = talk.line.position() / 8;
  talk.stt.hears = 'how much is it';
  talk.line.speech(now, now + 500);
  await talk.advance(500 + 450);
  assert.equal(llm.requests.length, 1);
  talk.talk.control('cmd_1', { type: 'inform', text: 'The price is 12 now.', respond: false });
  await talk.advance(4000);
  assert.equal(talk.turns().at(-1), 'agent: It is twelve.');
  assert.deepEqual(
    talk.facts('reply-ahead').map(({ hit }) => hit),
    [false],
  );
});
