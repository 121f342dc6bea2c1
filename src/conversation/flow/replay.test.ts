/** Typed slots, answers read back, a prompt node, a transfer and a helping model: whatever happens, it ends and replays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { CallPlan, Flow } from '#domain';
import type { ChatEvent } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, ScriptedTts, type ScriptedReply } from '../testing.ts';

const flow: Flow = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Hello {{name}}.' },
    {
      ...{ id: 'day', type: 'ask', text: 'Which day?', retries: 1, confirm: 'costly' },
      slot: { type: 'date', name: 'day', when: 'future' },
    },
    {
      ...{ id: 'count', type: 'ask', text: 'How many on {{day}}?', retries: 1, confirm: true },
      slot: { type: 'number', name: 'count', min: 1, max: 20, integer: true },
    },
    {
      ...{ id: 'talk', type: 'prompt', instructions: 'Talk about {{count}}.', max_turns: 2 },
      outcomes: [{ name: 'good' }, { name: 'bad' }],
      slots: [{ type: 'time', name: 'at' }],
    },
    { id: 'to', type: 'transfer', to: '+34910000001', mode: 'blind', confirm: false, ring_timeout_s: 30 },
    { id: 'end', type: 'end', text: 'At {{at}}. Goodbye.' },
  ],
  edges: [
    { from: 'hello', to: 'day' },
    { from: 'day', to: 'count' },
    { from: 'day', to: 'talk', on: 'no_match' },
    { from: 'count', to: 'talk' },
    { from: 'count', to: 'day', on: 'no_input' },
    { from: 'talk', to: 'end', on: 'good' },
    { from: 'talk', to: 'to' },
    { from: 'to', to: 'end', on: 'failed' },
  ],
};
const link = { provider: 'scripted', model: 'scripted' };
const models: NonNullable<CallPlan['models']> = { stt: [link], tts: [], llm: [link], realtime: null };
const call = (name: string, args: object): ChatEvent => ({
  type: 'tool-call',
  call: { id: name, name, arguments: JSON.stringify(args) },
});

const words = fc.constantFrom(
  ...[
    'tomorrow',
    'next Friday',
    'no, on Monday',
    'yes',
    'no',
    'five',
    'six or seven',
    'uh huh',
    'sorry what',
  ],
  ...['I am not sure about that', 'hold on', 'stop calling me', null],
);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ say: words, ms: fc.integer({ min: 60, max: 2000 }) }) },
  { weight: 2, arbitrary: fc.record({ press: fc.constantFrom('1', '2', '#', '0', '*') }) },
  { weight: 1, arbitrary: fc.constant({ failVoice: true }) },
);
const reply: fc.Arbitrary<ScriptedReply> = fc.constantFrom<ScriptedReply>(
  ['Tell me more. '],
  ['Good. ', call('go_on', { outcome: 'good', at: '15:30' })],
  [call('go_on', { outcome: 'ugly' })],
  [call('go_on', { outcome: 'bad', at: 'never' })],
  [call('fill', { value: '2030-01-01' })],
  [call('fill', { value: 'yes' })],
  ['unclear'],
  [new Error('broken')],
  ['hang'],
  [],
);
const world = fc.record({
  schedule: fc.array(fc.record({ after: fc.integer({ min: 0, max: 4000 }), act }), { maxLength: 12 }),
  replies: fc.array(reply, { maxLength: 8 }),
  openVocabulary: fc.boolean(),
  language: fc.constantFrom('en-US', 'es-MX', 'de-DE', 'zh-CN'),
  greeting: fc.boolean(),
});
const LONGEST_MS = 60_000;

test('whatever happens, it ends in time, leaks no placeholder and replays', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (it) => {
      const config = { flow, language: it.language, ...(it.greeting ? { greeting: 'Good day.' } : {}) };
      const plan = planOf(config, { models, variables: { name: 'Ann' }, maxDurationMs: LONGEST_MS });
      const tts = new ScriptedTts();
      const stt = new ScriptedStt([], { openVocabulary: it.openVocabulary });
      const talk = await rig(plan, { stt, tts, llm: new ScriptedLlm(it.replies) });
      for (const { after, act } of it.schedule) {
        await talk.advance(after);
        if ('say' in act) await talk.say(act.say, act.ms, 0);
        else if ('press' in act) talk.line.press(act.press);
        else tts.failures = 1;
      }
      await talk.advance(Math.max(LONGEST_MS - talk.line.position() / 8, 0) + 200);
      assert.equal(talk.ended.length, 1);
      assert.ok(talk.ended[0]!.at <= LONGEST_MS + 100);
      talk.talk.close('bye');
      for (const text of tts.texts) assert.doesNotMatch(text, /\{\{|\}\}/);
      assert.deepEqual(talk.facts('conversation-failed'), []);
      const { logged, replayed } = talk.replayed();
      assert.equal(replayed, logged);
    }),
    { numRuns: 16 },
  );
});
