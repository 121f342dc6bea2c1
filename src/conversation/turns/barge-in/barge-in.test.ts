import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, Flow } from '#domain';
import { setupOf } from '../../core/setup.ts';
import { planOf, rig } from '../../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, ScriptedTts } from '../../testing.ts';
import { otherWords } from './backchannel.ts';
import { isOwnWords, type OwnWord } from './own-words.ts';

/** 20 characters a second. */
const LONG = 'This is a rather long sentence that goes on for a good while without any pause at all.';

function teller(more: Partial<AgentConfig> = {}, after: Flow['nodes'] = []): Partial<AgentConfig> {
  const ids = ['s', ...after.map(({ id }) => id), 'end'];
  return {
    flow: {
      start: 's',
      nodes: [{ id: 's', type: 'say', text: LONG }, ...after, { id: 'end', type: 'end' }],
      edges: ids.slice(1).map((to, index) => ({ from: ids[index]!, to })),
    },
    ...more,
  };
}

/** A recogniser of open speech. */
const open = (): ScriptedStt => new ScriptedStt([], { openVocabulary: true });

const told = (log: readonly { type: string; cut?: boolean; by?: string }[]) =>
  log.filter(({ type }) => type === 'utterance-ended');

test('the line’s own cut is an interruption to everybody: history, transcript, what waits behind', async () => {
  const llm = new ScriptedLlm([[LONG], ['Second.']]);
  const call = await rig(planOf({ prompt: 'Be brief.' }), { llm, tts: new ScriptedTts({ words: true }) });
  await call.advance(1000);
  // Nothing is understood while the callee speaks, so that only the line can know.
  call.stt.hears = null;
  call.line.speech(1000, 2200);
  await call.advance(700);
  const [ended] = told(call.line.log);
  assert.ok(ended?.cut);
  assert.equal(ended.by, 'line');
  const [interrupted] = call.facts('speech-interrupted');
  assert.equal(interrupted?.['why'], 'barge-in');
  call.stt.hears = 'who is this';
  await call.advance(3000);
  const [said] = call.facts('agent-said');
  const history = llm.requests[1]!.messages.filter(({ role }) => role === 'assistant');
  assert.equal(history[0]?.content, said?.['text']);
  assert.ok(String(said?.['text']).length < 40);
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
});

test('what must not be interrupted, and waits behind what the line cut, is still said', async () => {
  const after: Flow['nodes'] = [
    { id: 'law', type: 'say', text: 'This call is recorded.', interruptible: false },
  ];
  const call = await rig(planOf(teller({}, after)));
  await call.advance(1000);
  await call.say(null, 1500, 4000);
  const turns = call.turns();
  assert.match(turns[0]!, / —$/);
  assert.ok(turns.includes('agent: This call is recorded.'), JSON.stringify(turns));
});

test('an agent’s own backchannels never cut, however long they take to say', async () => {
  const turns = { backchannels: ['fair enough'] };
  const call = await rig(planOf(teller({ turns })), { stt: open() });
  await call.advance(1000);
  await call.say('fair enough', 800, 6000);
  assert.deepEqual(call.turns(), [`agent: ${LONG}`]);
  const other = await rig(planOf(teller()), { stt: open() });
  await other.advance(1000);
  await other.say('fair enough', 800, 3000);
  assert.match(other.turns()[0]!, / —$/);
});

test('the confirming time and words are the agent’s', async () => {
  const slow = await rig(planOf(teller({ turns: { confirm_ms: 1500, confirm_words: 9 } })), { stt: open() });
  await slow.advance(1000);
  slow.stt.hears = 'but when';
  slow.line.speech(1000, 3000);
  await slow.advance(1400);
  assert.equal(told(slow.line.log).length, 0, 'two words are not enough, nor is 1.4 s');
  await slow.advance(300);
  assert.equal(told(slow.line.log).at(0)?.by, 'line');
  const quick = await rig(planOf(teller({ turns: { confirm_ms: 1500, confirm_words: 2 } })), { stt: open() });
  await quick.advance(1000);
  quick.stt.hears = 'but when';
  quick.line.speech(1000, 3000);
  await quick.advance(1350);
  assert.equal(told(quick.line.log).at(0)?.by, 'command', 'words cut earlier');
});

test('the agent’s own words, come back while it says them, are no turn and no interruption', async () => {
  // Said by the agent from 0 and from 0.5 s on.
  for (const [interruptible, words, at] of [
    [true, 'this is a', 200],
    [false, 'rather long sentence', 600],
  ] as const) {
    const tts = new ScriptedTts({ words: true });
    const call = await rig(planOf(teller({ interruptible })), { stt: open(), tts });
    await call.advance(at);
    await call.say(words, 450, 7000);
    assert.deepEqual(call.turns(), [`agent: ${LONG}`]);
    assert.equal(call.facts('speech-ignored')[0]?.['why'], 'echo');
  }
});

const turn = (text: string, start: number) => ({
  ...{ text, start, value: null, accepted: true, meaning: 'words' as const, via: 'speech' as const },
  ...{ end: start + 8000, endpointAt: start + 9000, recognizedAt: start + 9000 },
});

test('words are an echo only while they are being said: an answer in the agent’s words is none', () => {
  const said: OwnWord[] = ['on', 'tuesday', 'at', 'ten'].map((word, index) => ({
    word,
    start: 8000 + index * 3000,
    end: 11_000 + index * 3000,
  }));
  assert.equal(isOwnWords(turn('Tuesday at ten', 12_000), said), true);
  assert.equal(isOwnWords(turn('Tuesday at ten', 21_000), said), false);
  assert.equal(isOwnWords(turn('Tuesday at nine', 12_000), said), false);
  assert.equal(isOwnWords(turn('ten', 17_500), said), false, 'one word is no proof');
});

test('words beside a backchannel are counted', () => {
  const setup = setupOf(planOf(teller()));
  assert.equal(otherWords('uh huh', setup), 0);
  assert.equal(otherWords('uh huh but when', setup), 2);
});
