/** Tools that a model calls: checked, run, spoken around, reported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpTool, Tool } from '#domain';
import { VirtualClock } from '#kernel';
import type { ChatEvent } from '#models';
import { planOf, rig, type RigOptions } from '../rig/testing.ts';
import { ScriptedHttp, ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';
import { ScriptedServices, SlowHttp, toolCall } from './testing.ts';

const look: HttpTool = {
  ...{ type: 'http', name: 'look', description: 'Looks.', method: 'POST', url: 'https://x.test/look' },
  parameters: {
    type: 'object',
    properties: { what: { type: 'string' }, count: { type: 'integer' } },
    required: ['what'],
  },
  timeout_ms: 9000,
};
const person = { name: 'Ann', email: 'ann@example.com', time_zone: 'Europe/Madrid', number: '+34600111222' };

async function talk(tools: readonly Tool[], replies: readonly ScriptedReply[], options: RigOptions = {}) {
  const llm = new ScriptedLlm(replies);
  const plan = planOf(
    { prompt: 'Help {{name}}. City: {{city}}.', greeting: 'Hi.', tools: [...tools] },
    { variables: { name: 'Ann', person } },
  );
  const call = await rig(plan, { llm, stt: new ScriptedStt([], { openVocabulary: true }), ...options });
  await call.advance(1500);
  return {
    call,
    llm,
    /** Results that the model was told with its latest request. */
    told: () =>
      llm.requests
        .at(-1)!
        .messages.filter(({ role }) => role === 'tool')
        .map(({ content }) => JSON.parse(content) as unknown),
  };
}

test('arguments that do not fit are told to the model before anything leaves', async () => {
  const bad = [
    toolCall('look', { count: 1.5, more: 1 }),
    toolCall('look', 'oops', 'c2'),
    toolCall('gone', {}, 'c3'),
  ];
  const { call, told } = await talk([look], [bad, ['Sorry.']]);
  await call.say('tea please', 600, 4000);
  const [missing, broken, unknown] = told() as { error: string }[];
  assert.match(missing!.error, /what is missing\..*count must be integer\./);
  assert.equal(broken!.error, 'The arguments are not a JSON object.');
  assert.equal(unknown!.error, "There is no tool 'gone'.");
  assert.equal(call.http.requests.length, 0);
  assert.deepEqual(
    call.facts('tool-finished').map(({ ok }) => ok),
    [false, false, false],
  );
});

test('words before, fillers one after another into silence, words on an error', async () => {
  const clock = new VirtualClock();
  const speech = {
    before: 'Let me see.',
    during: ['Still looking.', 'Nearly there.'],
    during_after_ms: 2000,
    error: 'That failed.',
  };
  const http = new SlowHttp(clock, 8500, { status: 503, body: 'busy' });
  const { call, told } = await talk(
    [{ ...look, speech }],
    [[toolCall('look', { what: 'tea' })], ['I am sorry.']],
    { clock, http },
  );
  await call.say('tea please', 600, 14_000);
  assert.deepEqual(call.turns().slice(2), [
    'agent: Let me see.',
    'agent: Still looking.',
    'agent: Nearly there.',
    'agent: That failed.',
    'agent: I am sorry.',
  ]);
  assert.deepEqual(told(), [{ error: 'HTTP 503', answer: 'busy' }]);
  const said = call.facts('agent-said').map(({ start_ms, end_ms }) => [start_ms as number, end_ms as number]);
  assert.ok(said[2]![0]! - said[1]![0]! >= 1900 && said[3]![0]! - said[2]![0]! >= 1900, JSON.stringify(said));
  // What the tool said is not what the model said.
  assert.doesNotMatch(JSON.stringify(call.llm!.requests.at(-1)!.messages), /Still looking/);
});

test('a filler waits for the callee, can be interrupted, and the model is asked once with all of it', async () => {
  const clock = new VirtualClock();
  const speech = { during: ['I am still looking for it in the archive.'], during_after_ms: 1000 };
  const { call, llm } = await talk(
    [{ ...look, speech }],
    [[toolCall('look', { what: 'tea' })], ['Here it is.']],
    { clock, http: new SlowHttp(clock, 6000) },
  );
  await call.say('tea please', 600, 2600);
  await call.say('green tea if you have it', 1200, 8000);
  const turns = call.turns().slice(2);
  assert.match(turns[0]!, /^agent: I am still.* —$/);
  assert.deepEqual(turns.slice(1), ['callee: green tea if you have it', 'agent: Here it is.']);
  assert.equal(llm.requests.length, 2);
  assert.equal(llm.requests[1]!.messages.at(-1)!.content, 'green tea if you have it');
});

test("the model said something already: the tool's own first words are left out", async () => {
  const speech = { before: 'Let me see.', during_after_ms: 2500 };
  const { call } = await talk(
    [{ ...look, speech }],
    [['One second. ', toolCall('look', { what: 'tea' })], ['Done.']],
    {
      http: new ScriptedHttp([{ status: 200, body: '{}' }]),
    },
  );
  await call.say('tea please', 600, 5000);
  assert.deepEqual(call.turns().slice(2), ['agent: One second.', 'agent: Done.']);
});

test('an asynchronous tool keeps nobody waiting; its result is spoken of when all are silent', async () => {
  const clock = new VirtualClock();
  const replies = [
    [toolCall('look', { what: 'tea' })],
    ['I have asked. Anything else?'],
    ['By the way, three are left.'],
  ];
  const { call, llm } = await talk([{ ...look, asynchronous: true }], replies, {
    clock,
    http: new SlowHttp(clock, 6000),
  });
  await call.say('tea please', 600, 10_000);
  assert.deepEqual(call.turns().slice(2), [
    'agent: I have asked. Anything else?',
    'agent: By the way, three are left.',
  ]);
  assert.match(llm.requests[1]!.messages.at(-1)!.content, /"status":"started"/);
  const note = llm.requests[2]!.messages.at(-1)!;
  assert.equal(note.role, 'system');
  assert.match(note.content, /look has finished.*"left":3/);
});

test('variables that were set are seen by the instructions and by later requests', async () => {
  const order: HttpTool = {
    ...look,
    name: 'order',
    url: 'https://x.test/{{city}}',
    parameters: { type: 'object' },
  };
  const replies = [[toolCall('set_variable', { city: 'Soria' })], [toolCall('order')], ['Fine.']];
  const { call, llm } = await talk([{ type: 'set_variable', names: ['city'] }, order], replies);
  await call.say('i live in soria', 600, 5000);
  assert.match(llm.requests[0]!.messages[0]!.content, /City:\./);
  assert.match(llm.requests[1]!.messages[0]!.content, /City: Soria\./);
  assert.equal(call.http.requests[0]!.url, 'https://x.test/Soria');
  assert.deepEqual(call.facts('variable-set'), [{ kind: 'fact', name: 'city', value: 'Soria' }]);
});

test('keys go out in groups with their pauses', async () => {
  const { call, told } = await talk(
    [{ type: 'send_dtmf' }],
    [[toolCall('send_dtmf', { digits: '1ww2,#' })], ['Done.']],
  );
  await call.say('press one', 600, 2500);
  assert.equal(call.line.sentDigits, '12');
  await call.advance(3000);
  assert.equal(call.line.sentDigits, '12#');
  assert.deepEqual(told(), [{ status: 'sent' }]);
});

test('a text message goes to the person, in the words of the agent or of the model', async () => {
  const sms = {
    type: 'send_sms',
    account: 'AC1',
    token: 'tw-secret',
    from: '+15005550006',
    timeout_ms: 3000,
  } as const;
  const services = new ScriptedServices();
  const both: Tool[] = [
    { ...sms, name: 'own', text: 'Dear {{name}}, see you.' },
    { ...sms, name: 'free' },
  ];
  const { call } = await talk(
    both,
    [[toolCall('own'), toolCall('free', { text: 'Hello' }, 'c2')], ['Sent.']],
    { services },
  );
  await call.say('text me', 600, 4000);
  const [from, to] = [sms.from, person.number];
  assert.deepEqual(services.sent, [
    { from, to, text: 'Dear Ann, see you.' },
    { from, to, text: 'Hello' },
  ]);
  assert.deepEqual(services.keys, ['tw-secret', 'tw-secret']);
});

const callBack = (when: string, id: string): ChatEvent =>
  toolCall('schedule_callback', { when, reason: 'Order 7' }, id);

test("a callback is arranged in the person's time; what cannot be is told", async () => {
  const wishes: { due: number; reason: string }[] = [];
  const callbacks = {
    schedule: (wish: { due: number; reason: string }) => {
      wishes.push(wish);
      return Promise.resolve({ call: 'call_1', due: wish.due });
    },
  };
  const tool: Tool = { type: 'schedule_callback', max_days: 14 };
  const { call, told, llm } = await talk(
    [tool],
    [
      [
        callBack('tomorrow 15:00', 'a'),
        callBack('2020-01-01T10:00', 'b'),
        callBack('in 40 days', 'c'),
        callBack('soon', 'd'),
      ],
      ['Good.'],
    ],
    { callbacks },
  );
  await call.say('call me tomorrow at three', 600, 4000);
  // The clock of the rig begins on 2025-06-15, 17:06 in Madrid.
  assert.deepEqual(wishes, [{ due: Date.parse('2025-06-16T15:00:00+02:00'), reason: 'Order 7' }]);
  assert.match(
    llm.requests[0]!.tools[0]!.description,
    /Now it is Sunday, June 15 at 5:06 PM.*Europe\/Madrid/,
  );
  const [past, far, unread, made] = told() as Record<string, string>[];
  const all = [past, far, unread, made].map((it) => JSON.stringify(it)).join('\n');
  for (const words of [
    /"status":"scheduled","at":"2025-06-16T15:00:00\+02:00"/,
    /is past/,
    /at most 14 days/,
    /cannot be read/,
  ])
    assert.match(all, words);
});

test('a model that calls tools without end is told, then given up', async () => {
  const replies = Array.from({ length: 12 }, (_, i) => [toolCall('look', { what: 'tea' }, `c${i}`)]);
  const { call, llm } = await talk([look], replies, {
    http: new ScriptedHttp(Array.from({ length: 12 }, () => ({ status: 200, body: '{}' }))),
  });
  await call.say('tea please', 600, 12_000);
  assert.equal(call.http.requests.length, 7);
  assert.match(JSON.stringify(llm.requests.at(-1)!.messages), /Too many calls of tools/);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['mind-failed'],
  );
  assert.equal(call.replayed().replayed, call.replayed().logged);
});
