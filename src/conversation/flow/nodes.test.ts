import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, CallPlan, Flow, FlowNode, Slot } from '#domain';
import { VirtualClock } from '#kernel';
import type { ChatEvent } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';

type Ask = Partial<FlowNode & { type: 'ask' }>;
const MONDAY = Date.UTC(2026, 10, 23, 15, 0);
const link = { provider: 'scripted', model: 'scripted' };
const MODELS: NonNullable<CallPlan['models']> = { stt: [link], tts: [], llm: [link], realtime: null };

function asking(slot: Slot, more: Ask = {}): Flow {
  return {
    start: 'q',
    nodes: [
      { id: 'q', type: 'ask', text: 'Well?', slot, retries: 2, ...more },
      { id: 'end', type: 'end', text: `Noted: {{${slot.name}}}.` },
    ],
    edges: [{ from: 'q', to: 'end' }],
  };
}

async function talk(
  flow: Flow,
  config: Partial<AgentConfig> = {},
  replies: ScriptedReply[] = [],
  plan: Partial<CallPlan> = {},
) {
  const llm = new ScriptedLlm(replies);
  const clock = new VirtualClock(MONDAY);
  const stt = new ScriptedStt([], { openVocabulary: true });
  const call = await rig(planOf({ flow, ...config }, plan), { llm, clock, stt });
  await call.advance(3000);
  return { ...call, llm, slots: () => call.facts('slot-filled').map(({ value }) => value) };
}

function replays(call: Awaited<ReturnType<typeof talk>>): void {
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
}

const day: Slot = { type: 'date', name: 'day', when: 'future' };

test('a date is kept as ISO and said as people say it, in the person’s zone', async () => {
  const call = await talk(asking(day), {}, [], { variables: { person: { time_zone: 'Asia/Tokyo' } } });
  await call.say('tomorrow', 600, 3000);
  assert.deepEqual(call.slots(), ['2026-11-25']);
  assert.equal(call.turns().at(-1), 'agent: Noted: Wednesday, November 25.');
  replays(call);
});

test('the same by keypad alone', async () => {
  const call = await talk(asking(day), { language: 'en-GB' });
  for (const key of '0412') {
    call.line.press(key);
    await call.advance(200);
  }
  await call.advance(3000);
  assert.deepEqual(call.slots(), ['2026-12-04']);
});

test('read back: right, wrong, and corrected at once', async () => {
  const pin: Slot = { type: 'digits', name: 'pin', min: 4, max: 4 };
  const right = await talk(asking(pin, { confirm: 'costly' }));
  await right.say('four two seven one', 900, 5000);
  assert.equal(right.turns().at(-1), 'agent: I have 4 2 7 1. Is that right?');
  await right.say('yes', 500, 4000);
  assert.deepEqual(right.slots(), ['4271']);
  assert.equal(right.turns().at(-1), 'agent: Noted: 4 2 7 1.');
  replays(right);

  const wrong = await talk(asking(pin, { confirm: true }));
  await wrong.say('four two seven one', 900, 5000);
  await wrong.say('no', 500, 5000);
  assert.match(wrong.turns().at(-1)!, /Sorry, I didn't catch that\. Well\?/);
  await wrong.say('four two seven two', 900, 5000);
  await wrong.say('um I think so', 700, 5000);
  assert.match(wrong.turns().at(-1)!, /4 2 7 2\. Is that right\?$/);
  wrong.line.press('1');
  await wrong.advance(3000);
  assert.deepEqual(wrong.slots(), ['4272']);

  const other = await talk(asking(day, { confirm: true }));
  await other.say('on Tuesday', 700, 5000);
  await other.say('no, on Wednesday', 900, 5000);
  assert.match(other.turns().at(-1)!, /Wednesday, November 25\. Is that right\?/);
  await other.say('yes please', 600, 4000);
  assert.deepEqual(other.slots(), ['2026-11-25']);
});

test('"costly" does not read back what was keyed', async () => {
  const pin: Slot = { type: 'digits', name: 'pin', min: 4, max: 4 };
  const call = await talk(asking(pin, { confirm: 'costly' }));
  for (const key of '4271') call.line.press(key);
  await call.advance(3000);
  assert.equal(call.turns().at(-1), 'agent: Noted: 4 2 7 1.');
});

test('free words, e-mail and telephone numbers', async () => {
  const wish = await talk(asking({ type: 'free', name: 'wish' }));
  await wish.say('a table at the window', 900, 3000);
  assert.deepEqual(wish.slots(), ['a table at the window']);
  const mail = await talk(asking({ type: 'email', name: 'mail' }));
  await mail.say('ann dot miller at gmail dot com', 1500, 5000);
  assert.deepEqual(mail.slots(), ['ann.miller@gmail.com']);
});

const fill = (value: string): ChatEvent => ({
  type: 'tool-call',
  call: { id: 'c', name: 'fill', arguments: JSON.stringify({ value }) },
});

test('what no rule understands, a language model may', async () => {
  const flow = asking({ type: 'yes_no', name: 'ok' });
  const call = await talk(flow, {}, [[fill('yes')]], { models: MODELS });
  await call.say('I could live with that', 900, 3000);
  assert.deepEqual(call.slots(), ['yes']);
  assert.match(String(call.llm.requests[0]!.messages[1]!.content), /I could live with that/);
  replays(call);
});

test('a model that knows no better, fails or hangs is no answer', async () => {
  for (const reply of [['unclear'], [fill('maybe')], ['hang'], [new Error('x')]] as ScriptedReply[]) {
    const call = await talk(asking({ type: 'yes_no', name: 'ok' }), {}, [reply], { models: MODELS });
    await call.say('the weather is nice', 900, 6000);
    assert.match(call.turns().at(-1)!, /^agent: Sorry, I didn't catch that/);
    replays(call);
  }
});

const goOn = (args: Record<string, unknown>): ChatEvent => ({
  type: 'tool-call',
  call: { id: 'g', name: 'go_on', arguments: JSON.stringify(args) },
});
const prompted: Flow = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Hello, this is the clinic.' },
    {
      id: 'why',
      type: 'prompt',
      instructions: 'Find out why {{name}} is coming.',
      outcomes: [{ name: 'known', description: 'The reason is known.' }, { name: 'refused' }],
      slots: [{ type: 'free', name: 'reason' }, day],
      max_turns: 2,
    },
    { id: 'good', type: 'end', text: 'So you have {{reason}}. See you on {{day}}.' },
    { id: 'bad', type: 'end', text: 'Never mind.' },
    { id: 'long', type: 'end', text: 'A colleague will call you.' },
  ],
  edges: [
    { from: 'hello', to: 'why' },
    { from: 'why', to: 'good', on: 'known' },
    { from: 'why', to: 'bad', on: 'refused' },
    { from: 'why', to: 'long', on: 'max_turns' },
    { from: 'why', to: 'long', on: 'error' },
  ],
};

test('a prompt node converses, knows what was said, and goes on by its outcome with its slots', async () => {
  const replies: ScriptedReply[] = [
    ['What brings you to us?'],
    [goOn({ outcome: 'cured' })],
    ['I see. ', goOn({ outcome: 'known', reason: 'a cough', day: '2026-11-25' })],
  ];
  const plan = { variables: { name: 'Ann' }, context: 'She was here in May.' };
  const call = await talk(prompted, {}, replies, plan);
  await call.say('I have a cough', 800, 8000);
  assert.deepEqual(call.turns(), [
    'agent: Hello, this is the clinic.',
    'agent: What brings you to us?',
    'callee: I have a cough',
    'agent: I see.',
    'agent: So you have a cough. See you on Wednesday, November 25.',
  ]);
  const [first, second, third] = call.llm.requests;
  assert.match(String(first!.messages[0]!.content), /why Ann is coming[^]*She was here in May/);
  assert.ok(first!.messages.some(({ content }) => content === 'Hello, this is the clinic.'));
  assert.ok(first!.tools?.some(({ name }) => name === 'go_on'));
  assert.equal(second!.messages.at(-1)!.content, 'I have a cough');
  assert.match(String(third!.messages.at(-1)!.content), /outcome must be one of: known, refused/);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
  replays(call);
});

test('a prompt node has so many turns, and a model that fails leads out by its edge', async () => {
  const long = await talk(prompted, {}, [['Why?'], ['And why?'], ['Really?']]);
  for (const words of ['because', 'well because', 'I said because']) await long.say(words, 700, 4000);
  assert.equal(long.turns().at(-1), 'agent: A colleague will call you.');
  const broken = await talk(prompted, {}, [[new Error('a')], [new Error('b')], [new Error('c')]]);
  await broken.advance(8000);
  assert.match(broken.turns().at(-1)!, /A colleague will call you\.$/);
  replays(broken);
});

test('a transfer node that does not work leads on', async () => {
  const flow: Flow = {
    start: 'to',
    nodes: [
      {
        ...{
          id: 'to',
          type: 'transfer',
          to: '+34910000001',
          mode: 'blind',
          confirm: false,
          ring_timeout_s: 30,
        },
        ...{ announcement: 'I connect you.' },
      },
      { id: 'end', type: 'end', text: 'Nobody is there.' },
    ],
    edges: [{ from: 'to', to: 'end', on: 'failed' }],
  };
  const call = await talk(flow);
  await call.advance(60_000);
  assert.match(call.turns().join(' '), /I connect you\.[^]*Nobody is there\./);
});

test('the greeting of a call replaces the first say of a flow with a prompt', async () => {
  const call = await talk(prompted, { greeting: 'Good day.' }, [['Why?']]);
  await call.advance(2000);
  assert.equal(call.turns()[0], 'agent: Good day.');
});
