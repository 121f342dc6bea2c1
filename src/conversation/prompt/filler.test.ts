import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';

const FILLER = 'agent: Mm, let me see.';

async function slowTalk(delayMs: number, config: Partial<AgentConfig> = {}, replies: ScriptedReply[] = []) {
  const clock = new VirtualClock();
  const llm = new ScriptedLlm(replies, { clock, delayMs });
  const stt = new ScriptedStt([], { openVocabulary: true });
  const own = { prompt: 'Be kind.', greeting: 'Hi.', turns: { endpoint_ms: 700 }, ...config };
  const talk = await rig(planOf({ ...own, llm: { preemptive: false, ...config.llm } }), { clock, llm, stt });
  await talk.advance(1000);
  return talk;
}

test('a slow model: one filler, then the answer; not in the next answer, again in the one behind it', async () => {
  const talk = await slowTalk(4000);
  for (const words of ['when do you open', 'and on Sunday', 'and on Monday'])
    await talk.say(words, 500, 8000);
  assert.deepEqual(talk.turns(), [
    'agent: Hi.',
    ...['callee: when do you open', FILLER, 'agent: Okay.'],
    ...['callee: and on Sunday', 'agent: Okay.'],
    ...['callee: and on Monday', FILLER, 'agent: Okay.'],
  ]);
  const [first] = talk.facts('turn-measured');
  assert.ok(Number(first!['total_ms']) >= 4700, 'the filler is no answer');
  assert.equal(talk.replayed().replayed, talk.replayed().logged);
});

test('it comes after the time that is set, into silence only', async () => {
  const talk = await slowTalk(4000, { llm: { filler_after_ms: 800 } });
  await talk.say('when do you open', 500, 8000);
  const [, spoken] = talk.line.log.filter(({ type }) => type === 'utterance-started');
  // The detector's hangover is part of the 700 ms.
  assert.ok(Math.abs(spoken!.at / 8 - (1000 + 500 + 700 + 800)) <= 60, String(spoken!.at / 8));
  const loud = await slowTalk(4000);
  await loud.say('when do you open', 500, 1800);
  await loud.say('do you hear me', 2000, 9000);
  assert.equal(loud.turns().filter((turn) => turn === FILLER).length, 1);
});

test('none for a model that is fast enough, and none at all with 0', async () => {
  const fast = await slowTalk(1200);
  await fast.say('when do you open', 500, 5000);
  const never = await slowTalk(5000, { llm: { filler_after_ms: 0 } });
  await never.say('when do you open', 500, 9000);
  for (const talk of [fast, never]) assert.ok(!talk.turns().includes(FILLER), talk.turns().join());
});

test('in the language of the call', async () => {
  const talk = await slowTalk(4000, { language: 'es-MX', greeting: 'Hola.' });
  await talk.say('cuándo abren', 500, 8000);
  assert.ok(talk.turns().includes('agent: Mm, déjeme ver.'), talk.turns().join());
});
