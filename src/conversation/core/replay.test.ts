import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { AgentConfig, Flow } from '#domain';
import { ModelError, type ChatEvent } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedServices, toolCall } from '../tools/testing.ts';
import { ScriptedHttp, ScriptedLlm, ScriptedStt, ScriptedTts, type ScriptedReply } from '../testing.ts';

const flow: Flow = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Hello {{name}}, this is {{company}}.', interruptible: false },
    { id: 'ok', type: 'ask', text: 'Is {{day}} fine?', slot: { type: 'yes_no', name: 'ok' }, retries: 1 },
    { id: 'look', type: 'tool', tool: 'look', save_as: 'found', speech: 'One moment, {{name}}.' },
    {
      id: 'pin',
      type: 'ask',
      text: 'Your number?',
      slot: { type: 'digits', name: 'pin', min: 2, max: 4 },
      retries: 1,
    },
    { id: 'end', type: 'end', text: 'Thank you, {{found.who}}. Your number is {{pin}}.' },
    { id: 'no', type: 'end', text: 'Goodbye.' },
  ],
  edges: [
    { from: 'hello', to: 'ok' },
    { from: 'ok', to: 'look', when: { variable: 'ok', op: 'equals', value: 'yes' } },
    { from: 'ok', to: 'no' },
    { from: 'look', to: 'pin' },
    { from: 'look', to: 'no', on: 'error' },
    { from: 'pin', to: 'end' },
    { from: 'pin', to: 'ok', on: 'no_match' },
  ],
};

const look = { type: 'http', name: 'look', description: '', method: 'GET', url: 'https://x.test/' } as const;
const speech = {
  before: 'Let me see.',
  during: ['Still looking.', 'Soon.'],
  during_after_ms: 500,
  error: 'No.',
};
const calendar = { type: 'book_appointment', provider: 'cal_com', key: 'k', calendar: '1' } as const;
const tools: AgentConfig['tools'] = [
  { ...look, timeout_ms: 2000 },
  { ...look, name: 'slow', timeout_ms: 1800, speech },
  { ...look, name: 'later', timeout_ms: 1500, asynchronous: true },
  { type: 'end_call' },
  { type: 'set_variable', names: ['name', 'day'] },
  { type: 'send_dtmf' },
  { type: 'schedule_callback', max_days: 14 },
  { ...calendar, days: 7, notice_hours: 0, max_slots: 3, timeout_ms: 2000 },
  { type: 'mcp', name: 'crm', url: 'https://mcp.test/', timeout_ms: 1000 },
];
const failure = (): ModelError =>
  new ModelError({ provider: 'scripted', fault: 'unavailable', message: 'Scripted failure.' });
const call = (name: string, args: object = {}): ChatEvent => toolCall(name, args, name);
/** What the services behind the tools say. */
function services(kind: 'good' | 'bad'): ScriptedServices {
  const made = new ScriptedServices();
  made.tools = kind === 'bad' ? failure() : [{ name: 'find', description: '', parameters: {} }];
  made.results = [{ ok: true, result: { name: '{{x}}' } }, { ok: false, result: 'no' }, failure()];
  made.slots = kind === 'bad' ? failure() : [1_750_100_000_000, 1_750_200_000_000];
  return made;
}
const callbacks = { schedule: ({ due }: { due: number }) => Promise.resolve({ call: 'call_1', due }) };

const words = fc.constantFrom(
  ...['yes', 'no thanks', 'uh huh', 'hello', 'sorry', 'hold on', 'four two', 'one two three', null],
  ...['stop calling me', 'what is this about'],
);
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ say: words, ms: fc.integer({ min: 60, max: 2500 }) }) },
  { weight: 1, arbitrary: fc.record({ press: fc.constantFrom('1', '2', '7', '#', '*') }) },
  { weight: 1, arbitrary: fc.constant({ failVoice: true }) },
  { weight: 1, arbitrary: fc.constant({ hangUp: true }) },
);
const schedule = fc.array(fc.record({ after: fc.integer({ min: 0, max: 3000 }), act }), { maxLength: 10 });
const reply: fc.Arbitrary<ScriptedReply> = fc.constantFrom<ScriptedReply>(
  ['Fine, {{name}}. ', 'And ', 'you? '],
  [failure()],
  ['Half', failure()],
  ['hang'],
  [call('look')],
  ['Bye. ', call('end_call')],
  [call('slow')],
  ['One moment. ', call('slow'), call('later')],
  [call('later')],
  [call('set_variable', { name: 'Bo', day: '{{y}}' })],
  [call('send_dtmf', { digits: '1w2,3' })],
  [call('schedule_callback', { when: 'in 2 hours' })],
  [call('book_appointment_slots'), call('crm_find')],
  [call('book_appointment_book', { slot: '2025-06-16T18:53:20Z', name: 'Bo', email: 'b@x.test' })],
  [],
);
const answer = fc.constantFrom<{ status: number; body: string } | Error | 'hang'>(
  { status: 200, body: '{"who":"{{nobody}}"}' },
  { status: 500, body: '' },
  failure(),
  'hang',
);

const world = fc.record({
  prompt: fc.boolean(),
  interruptible: fc.boolean(),
  maxSeconds: fc.constantFrom(5, 20, 40),
  variables: fc.constantFrom({}, { name: 'Ann', day: '{{x}}' }),
  schedule,
  replies: fc.array(reply, { maxLength: 6 }),
  answers: fc.array(answer, { maxLength: 3 }),
  openVocabulary: fc.boolean(),
  chunks: fc.constantFrom(1, 5),
  services: fc.constantFrom<'good' | 'bad'>('good', 'bad'),
});

test('whatever happens, it ends in time, speaks one thing at a time, leaks no placeholder and replays', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (it) => {
      const mind = it.prompt ? { prompt: 'Be kind to {{name}}.', tools } : { flow, tools };
      const config = { ...mind, interruptible: it.interruptible, silence: { reminder_after_s: 3 } };
      const plan = planOf(config, { variables: it.variables, maxDurationMs: it.maxSeconds * 1000 });
      const tts = new ScriptedTts({ chunks: it.chunks });
      const stt = new ScriptedStt([], { openVocabulary: it.openVocabulary });
      const llm = new ScriptedLlm(it.replies);
      const talk = await rig(plan, {
        ...{ stt, tts, llm, callbacks, services: services(it.services) },
        http: new ScriptedHttp(it.answers),
      });
      for (const { after, act } of it.schedule) {
        await talk.advance(after);
        if ('say' in act) await talk.say(act.say, act.ms, 0);
        else if ('press' in act) talk.line.press(act.press);
        else if ('failVoice' in act) tts.failures = 1;
        else talk.talk.endRequested('test');
      }
      const left = it.maxSeconds * 1000 - talk.line.position() / 8;
      await talk.advance(Math.max(left, 0) + 200);
      // A terminal state, once, in time.
      assert.equal(talk.ended.length, 1);
      assert.ok(talk.ended[0]!.at <= it.maxSeconds * 1000 + 100);
      talk.talk.close('bye');
      // One utterance at a time, each ended once.
      let speaking: string | null = null;
      for (const event of talk.line.log) {
        if (event.type === 'utterance-started') {
          assert.equal(speaking, null);
          speaking = event.utteranceId;
        }
        if (event.type === 'utterance-ended' && event.utteranceId === speaking) speaking = null;
      }
      for (const text of tts.texts) assert.doesNotMatch(text, /\{\{|\}\}/);
      for (const { text } of talk.talk.transcript().turns) assert.notEqual(text, '');
      for (const { turn } of talk.talk.transcript().latencies)
        assert.equal(talk.talk.transcript().turns[turn]?.who, 'agent');
      const { logged, replayed } = talk.replayed();
      assert.equal(replayed, logged);
    }),
    { numRuns: 30 },
  );
});

test('another policy decides otherwise on the same inputs', async () => {
  const plan = planOf({ flow });
  const talk = await rig(plan);
  await talk.advance(4000);
  await talk.say('yes', 500, 1000);
  const { logged, inputs } = talk.replayed();
  assert.ok(inputs.includes('recognition-arrived'));
  assert.notEqual(logged, '[]');
});
