import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { planOf, rig, type Rig, type RigOptions } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt } from '../testing.ts';

const GREETING = 'Hello Ana, this is the clinic.';
const MESSAGE = 'This is the clinic. Please call us back.';

const agent = (machine: AgentConfig['machine'], more: Partial<AgentConfig> = {}): Partial<AgentConfig> => ({
  flow: {
    start: 'hi',
    nodes: [
      { id: 'hi', type: 'say', text: GREETING },
      { id: 'ask', type: 'ask', text: 'Can you come?', slot: { type: 'yes_no', name: 'answer' }, retries: 2 },
    ],
    edges: [{ from: 'hi', to: 'ask' }],
  },
  ...(machine ? { machine } : {}),
  ...more,
});

const call = (
  machine: AgentConfig['machine'],
  options: RigOptions = {},
  more: Partial<AgentConfig> = {},
): Promise<Rig> =>
  rig(planOf(agent(machine, more)), { stt: new ScriptedStt([], { openVocabulary: true }), ...options });

const verdicts = (talk: Rig): string[] =>
  talk.facts('answer-classified').map(({ verdict, by }) => `${verdict as string} by ${by as string}`);
const actions = (talk: Rig): string[] => talk.facts('machine-action').map(({ action }) => action as string);
const saidAt = (talk: Rig, index = 0): number => talk.facts('agent-said')[index]!['start_ms'] as number;
const beginsWith = (talk: Rig, text: string): boolean =>
  talk.turns().some((turn) => turn.startsWith(`agent: ${text}`));

test('"Hello?" and a pause is a person: the greeting comes at once, and answers the hello', async () => {
  const talk = await call({});
  await talk.advance(600);
  await talk.say('hello', 500, 7000);
  assert.deepEqual(verdicts(talk), ['human by words']);
  const [fact] = talk.facts('answer-classified');
  assert.ok((fact!['at_ms'] as number) <= 600 + 500 + 700, JSON.stringify(fact));
  assert.ok(saidAt(talk) - (fact!['at_ms'] as number) <= 60, `greeting at ${saidAt(talk)}`);
  assert.deepEqual(talk.turns(), ['callee: hello', `agent: ${GREETING} Can you come?`]);
  await talk.say('yes', 400);
  assert.equal(talk.facts('slot-filled').length, 1);
});

test('without words the same, by the pause', async () => {
  const talk = await call({});
  await talk.advance(400);
  await talk.say(null, 600, 4000);
  assert.deepEqual(verdicts(talk), ['human by timing']);
  assert.ok((talk.facts('answer-classified')[0]!['at_ms'] as number) <= 400 + 600 + 720);
  assert.equal(beginsWith(talk, GREETING.slice(0, 9)), true);
});

test('nobody speaks: the agent begins within four seconds', async () => {
  const talk = await call({});
  await talk.advance(6500);
  assert.deepEqual(verdicts(talk), ['human by silence']);
  assert.ok(saidAt(talk) <= 4000);
});

test('without machine settings nothing is judged and the agent speaks at once', async () => {
  const talk = await call(undefined);
  await talk.advance(3000);
  assert.deepEqual(verdicts(talk), []);
  assert.ok(saidAt(talk) < 100);
});

test('a long greeting is a machine within four seconds, and the agent hangs up unheard', async () => {
  const talk = await call({ on_machine: 'hang_up' }, { stt: new ScriptedStt() });
  await talk.advance(500);
  await talk.say(null, 6000, 100);
  assert.deepEqual(verdicts(talk), ['machine by timing']);
  assert.deepEqual(
    talk.ended.map(({ reason }) => reason),
    ['voicemail-reached'],
  );
  assert.ok(talk.ended[0]!.at <= 4000, `${talk.ended[0]!.at}`);
  assert.deepEqual(talk.facts('agent-said'), []);
});

test('the message is left after the beep, to its end, and the call ends', async () => {
  const talk = await call({ on_machine: 'leave_message', message: MESSAGE });
  await talk.advance(500);
  await talk.say('please leave a message after the tone', 5000, 600);
  talk.line.tone('beep');
  const beep = talk.line.position() / 8;
  await talk.say(null, 0, 4000);
  assert.deepEqual(actions(talk), ['leave_message', 'message_left']);
  assert.equal(talk.turns().at(-1), `agent: ${MESSAGE}`);
  assert.ok(saidAt(talk) >= beep + 150 && saidAt(talk) < beep + 500, `${saidAt(talk)} after ${beep}`);
  assert.deepEqual(
    talk.ended.map(({ reason }) => reason),
    ['voicemail-left'],
  );
  const { logged, replayed } = talk.replayed();
  assert.equal(replayed, logged);
});

test('without a beep the message follows the greeting after a silence; a beep in it starts it again, once', async () => {
  const talk = await call({ on_machine: 'leave_message', message: MESSAGE });
  await talk.advance(500);
  await talk.say(null, 4000, 3500);
  assert.ok(Math.abs(saidAtOrNow(talk) - 7000) < 300, `${saidAtOrNow(talk)}`);
  talk.line.tone('beep');
  await talk.advance(200);
  talk.line.tone('beep');
  await talk.advance(6000);
  assert.deepEqual(actions(talk), ['leave_message', 'message_restarted', 'message_left']);
  assert.deepEqual(
    talk.ended.map(({ reason }) => reason),
    ['voicemail-left'],
  );
  assert.equal(talk.turns().at(-1), `agent: ${MESSAGE}`);
});

function saidAtOrNow(talk: Rig): number {
  const started = talk.line.log.find(({ type }) => type === 'utterance-started');
  return (started?.at ?? 0) / 8;
}

test('a person who picks up while the machine talks gets the greeting', async () => {
  const talk = await call({ on_machine: 'leave_message', message: MESSAGE });
  await talk.advance(300);
  await talk.say('you have reached the voicemail of ana', 3500, 1200);
  await talk.say('hello', 500, 7000);
  assert.deepEqual(verdicts(talk), ['machine by words', 'human by words']);
  assert.equal(talk.turns().at(-1), `agent: ${GREETING} Can you come?`);
});

test('continue: the agent talks to the machine', async () => {
  const talk = await call({ on_machine: 'continue' });
  await talk.advance(300);
  await talk.say(null, 4000, 9000);
  assert.deepEqual(actions(talk).slice(0, 1), ['continue']);
  assert.equal(beginsWith(talk, GREETING), true);
});

test('the model words the message; where it fails the written one is said', async () => {
  const machine = {
    on_machine: 'leave_message',
    message: MESSAGE,
    message_prompt: 'Ask to call back.',
  } as const;
  const prompt = { prompt: 'Be kind.', greeting: GREETING };
  for (const [reply, expected] of [
    [['Hi, it is the clinic. Call us.'], 'Hi, it is the clinic. Call us.'],
    [[new Error('down')], MESSAGE],
    [['hang' as const], MESSAGE],
  ] as const) {
    const talk = await rig(planOf({ machine, ...prompt }), { llm: new ScriptedLlm([[...reply]]) });
    await talk.advance(300);
    await talk.say(null, 4000, 500);
    talk.line.tone('beep');
    await talk.advance(12_000);
    assert.equal(talk.turns().at(-1), `agent: ${expected}`);
    assert.deepEqual(
      talk.ended.map(({ reason }) => reason),
      ['voicemail-left'],
    );
  }
});

test('a machine that is noticed late, by its beep or its words, gets what a machine gets', async () => {
  const beep = await call({ on_machine: 'leave_message', message: MESSAGE });
  await beep.advance(300);
  await beep.say(null, 900, 1200);
  beep.line.tone('beep');
  await beep.advance(6000);
  assert.deepEqual(verdicts(beep), ['human by timing', 'machine by tone']);
  assert.equal(beep.turns().at(-1), `agent: ${MESSAGE}`);
  const words = await call({});
  await words.advance(300);
  await words.say('hi', 400, 900);
  await words.say('i cannot take your call please leave a message after the tone', 3000, 1500);
  assert.deepEqual(verdicts(words), ['human by words', 'machine by words']);
  assert.deepEqual(
    words.ended.map(({ reason }) => reason),
    ['voicemail-reached'],
  );
});

test('a gatekeeper who says that somebody is not available is no machine', async () => {
  const talk = await call({});
  await talk.advance(300);
  await talk.say('hello', 500, 6000);
  await talk.say('she is not available', 1200, 3000);
  assert.deepEqual(verdicts(talk), ['human by words']);
  assert.deepEqual(talk.ended, []);
});

test('fax and dead lines end the call, whatever the settings are', async () => {
  for (const [tone, reason] of [
    ['fax-ced', 'fax'],
    ['busy', 'line-busy'],
    ['congestion', 'line-busy'],
    ['sit', 'line-unreachable'],
  ] as const)
    for (const machine of [undefined, {}]) {
      const talk = await call(machine);
      await talk.advance(1000);
      talk.line.tone(tone);
      await talk.advance(200);
      assert.deepEqual(
        talk.ended.map((it) => it.reason),
        [reason],
      );
    }
  const talk = await call({});
  await talk.say('hello', 500, 6000);
  talk.line.tone('busy');
  await talk.advance(200);
  assert.deepEqual(
    talk.ended.map((it) => it.reason),
    ['line-hung-up'],
  );
});

test('a line that rings on after its answer is waited for', async () => {
  const talk = await call({});
  await talk.advance(1500);
  talk.line.tone('ringback');
  await talk.advance(9000);
  assert.deepEqual(verdicts(talk), []);
  await talk.say('hello', 500, 3000);
  assert.deepEqual(verdicts(talk), ['human by words']);
});

test('a screener hears name and purpose; the person behind it gets the greeting', async () => {
  const talk = await call({ introduction: 'The clinic, about an appointment.' });
  await talk.advance(400);
  await talk.say('please state your name and why you are calling', 3000, 5000);
  assert.deepEqual(verdicts(talk), ['screening by words']);
  assert.equal(talk.turns().at(-1), 'agent: The clinic, about an appointment.');
  await talk.say('please stay on the line', 1500, 2000);
  await talk.say('hello', 500, 7000);
  assert.deepEqual(verdicts(talk), ['screening by words', 'human by words']);
  assert.equal(talk.turns().at(-1), `agent: ${GREETING} Can you come?`);
});

test('an agent that says one thing and ends waits for the verdict too, and what it meets is its end', async () => {
  const flow = { start: 'bye', nodes: [{ id: 'bye', type: 'end' as const, text: GREETING }], edges: [] };
  const person = await call({}, {}, { flow });
  await person.say('hello', 500, 6000);
  assert.deepEqual(person.turns(), ['callee: hello', `agent: ${GREETING}`]);
  assert.deepEqual(
    person.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
  const mailbox = await call({ on_machine: 'leave_message', message: MESSAGE }, {}, { flow });
  await mailbox.say(null, 16_000, 8000);
  assert.equal(mailbox.turns().at(-1), `agent: ${MESSAGE}`);
  assert.deepEqual(
    mailbox.ended.map(({ reason }) => reason),
    ['voicemail-left'],
  );
});
