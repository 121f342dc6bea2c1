import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { VirtualClock } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedHttp } from '../testing.ts';
import { ScriptedRealtime, type RealtimeReply, type ScriptedRealtimeOptions } from './testing.ts';

async function stage(
  config: Partial<AgentConfig>,
  replies: readonly RealtimeReply[] = [],
  options: Partial<ScriptedRealtimeOptions> = {},
  more: { maxDurationMs?: number; http?: ScriptedHttp } = {},
) {
  const clock = new VirtualClock();
  const model = new ScriptedRealtime(replies, { clock, ...options });
  const { http, ...planned } = more;
  const base = { prompt: 'Be kind.', realtime: { provider: 'scripted' }, ...config };
  const call = await rig(planOf(base, planned), { clock, realtime: model, ...(http ? { http } : {}) });
  return {
    ...call,
    model,
    /** The callee speaks for `ms`; then `rest` ms pass. */
    async speak(ms = 900, rest = 4000) {
      const now = call.line.position() / 8;
      call.line.speech(now, now + ms);
      await call.advance(ms + rest);
    },
    calls: (session = 0) => model.sessions[session]!.calls,
    replays() {
      const { logged, replayed } = call.replayed();
      assert.equal(replayed, logged);
    },
  };
}

test('greets, hears, answers; the words of the callee come late and stand where they were spoken', async () => {
  const talk = await stage({ greeting: 'Hello there.' }, [{ text: 'Tuesday it is.' }], {
    heard: ['Tuesday, please.'],
    textAfterMs: 3000,
  });
  await talk.advance(2500);
  await talk.speak();
  await talk.advance(2000);
  assert.deepEqual(talk.turns(), [
    'agent: Hello there.',
    'callee: Tuesday, please.',
    'agent: Tuesday it is.',
  ]);
  const [latency] = talk.talk.transcript().latencies;
  assert.equal(latency?.turn, 2);
  // The balanced wait for speech without words, and the model's 200 ms.
  assert.ok(latency.endpointMs >= 600 && latency.endpointMs <= 640, String(latency.endpointMs));
  assert.ok(latency.totalMs - latency.endpointMs <= 240, JSON.stringify(latency));
  const [greeting, ...rest] = talk.calls();
  assert.match(greeting!, /^respond: Say exactly.*"Hello there\."$/);
  assert.deepEqual(rest, ['speech', 'pause', 'respond']);
  assert.ok(talk.model.sessions[0]!.samples > 40_000);
  talk.replays();
});

test('the session and the greeting are there before the answer: the first sample leaves with the first tick', async () => {
  const clock = new VirtualClock();
  const model = new ScriptedRealtime([], { clock });
  const talk = await rig(planOf({ prompt: 'p', greeting: 'Hi.', realtime: { provider: 'x' } }), {
    clock,
    realtime: model,
  });
  await talk.advance(20);
  assert.equal(model.sessions.length, 1);
  await talk.advance(1000);
  assert.equal(talk.line.log[0]?.type, 'utterance-started');
  assert.deepEqual(talk.turns(), ['agent: Hi.']);
  assert.equal(model.sessions[0]!.calls.length, 1, 'asked once');
});

test('without a greeting the model opens by itself', async () => {
  const talk = await stage({}, [{ text: 'Good morning.' }]);
  await talk.advance(2000);
  assert.match(talk.calls()[0]!, /^respond: The person has just answered/);
  assert.deepEqual(talk.turns(), ['agent: Good morning.']);
});

const LONG = 'One two three four five six seven eight nine ten eleven twelve thirteen fourteen.';

for (const truncate of [true, false])
  test(`talked over, it stops; its history is what was heard (${truncate ? 'cut' : 'told'})`, async () => {
    const talk = await stage({}, [{ text: LONG }, { text: 'Yes?' }], { truncate, heard: ['Wait.'] });
    await talk.advance(2000);
    await talk.speak(1200, 4000);
    const [first, callee, answer] = talk.talk.transcript().turns;
    assert.deepEqual(
      [first!.who, first!.interrupted, callee!.text, answer!.text],
      ['agent', true, 'Wait.', 'Yes?'],
    );
    assert.ok(LONG.startsWith(first!.text) && first!.text.length > 10, first!.text);
    const calls = talk.calls();
    assert.ok(calls.indexOf('speech') < calls.length);
    if (truncate) {
      const cut = calls.find((call) => call.startsWith('truncate'))!;
      const heard = talk.line.log.find((event) => event.type === 'utterance-ended')!;
      assert.equal(
        cut,
        `truncate item1 ${heard.type === 'utterance-ended' ? Math.round(heard.heard / 8) : ''}`,
      );
      // 20 characters a second.
      const characters = Number(cut.split(' ')[2]) / 50;
      assert.ok(Math.abs(first!.text.length - characters) <= 8, `${first!.text.length} ${characters}`);
    } else {
      assert.ok(
        calls.some((call) => call.startsWith('inform: (You were interrupted.') && call.includes(first!.text)),
      );
      assert.ok(!calls.some((call) => call.startsWith('truncate item1 ') && call === 'truncate item1 0'));
    }
    talk.replays();
  });

test('a sound that does not go on does not stop it, and is no turn', async () => {
  const talk = await stage({}, [{ text: LONG }]);
  await talk.advance(2000);
  await talk.speak(300, 4000);
  assert.deepEqual(talk.turns(), [`agent: ${LONG}`]);
  assert.equal(talk.facts('speech-ignored')[0]?.['why'], 'backchannel');
  assert.ok(!talk.calls().includes('cancel'));
});

test('a cough into the silence is none either; words that never come are inaudible', async () => {
  const talk = await stage({ greeting: 'Hello.' }, [], { heard: [null] });
  await talk.advance(2000);
  await talk.speak(120, 2000);
  assert.deepEqual(talk.turns(), ['agent: Hello.']);
  await talk.speak(800, 12_000);
  assert.deepEqual(talk.turns().slice(0, 3), ['agent: Hello.', 'callee: (inaudible)', 'agent: Okay.']);
  talk.replays();
});

test('a tool is run, its result told, the answer to it spoken; an end waits for the goodbye', async () => {
  const tool = {
    type: 'http',
    name: 'look',
    description: '',
    method: 'GET',
    url: 'https://x.test/',
  } as const;
  const http = new ScriptedHttp([{ status: 200, body: '{"left":3}' }]);
  const talk = await stage(
    { greeting: 'Hello.', tools: [{ ...tool, timeout_ms: 2000 }, { type: 'end_call' }] },
    [
      { text: 'One moment.', calls: [{ name: 'look' }] },
      { text: 'Three are left. Goodbye.', calls: [{ name: 'end_call' }] },
    ],
    { heard: ['How many?'] },
    { http },
  );
  assert.deepEqual(
    talk.model.sessions[0]!.request.tools.map(({ name }) => name),
    ['look', 'end_call'],
  );
  await talk.advance(2000);
  await talk.speak(900, 6000);
  assert.deepEqual(talk.turns(), [
    'agent: Hello.',
    'callee: How many?',
    'agent: One moment.',
    'agent: Three are left. Goodbye.',
  ]);
  assert.ok(talk.calls().includes('result look {"left":3}'));
  assert.equal(talk.ended[0]?.reason, 'end-call-tool');
  const said = talk.talk.transcript().turns.at(-1)!;
  assert.ok(talk.ended[0]!.at >= said.endMs && talk.ended[0]!.at <= said.endMs + 60);
  talk.replays();
});

test('an end without a word is at once; one that was decided is carried out though it was talked over', async () => {
  const tools = [{ type: 'end_call' }] as const;
  const silent = await stage({ greeting: 'Hello.', tools: [...tools] }, [{ calls: [{ name: 'end_call' }] }]);
  await silent.advance(2000);
  await silent.speak(900, 1500);
  assert.equal(silent.ended[0]?.reason, 'end-call-tool');
  const over = await stage({ tools: [...tools] }, [{ text: LONG, calls: [{ name: 'end_call' }] }]);
  await over.advance(2500);
  await over.speak(1000, 5000);
  assert.equal(over.ended[0]?.reason, 'end-call-tool');
  assert.equal(over.talk.transcript().turns[0]!.interrupted, true);
});

test('stop calling me: it acts when the words are known', async () => {
  const talk = await stage({ greeting: 'Hello.' }, [{ text: LONG }], { heard: ['Stop calling me.'] });
  await talk.advance(2000);
  await talk.speak(900, 8000);
  assert.equal(talk.ended[0]?.reason, 'stop-requested');
  assert.ok(talk.turns().includes('callee: Stop calling me.'), talk.turns().join('\n'));
  talk.replays();
});

test('reminders, then the end, spoken by the model; its own words where it may', async () => {
  const talk = await stage({
    greeting: 'Hello.',
    silence: { reminder_after_s: 3, max_reminders: 1, text: 'Still there?', goodbye: 'Bye then.' },
  });
  await talk.advance(16_000);
  assert.deepEqual(talk.turns(), ['agent: Hello.', 'agent: Still there?', 'agent: Bye then.']);
  assert.equal(talk.ended[0]?.reason, 'silence');
  talk.replays();
  const own = await stage({ greeting: 'Hello.', silence: { reminder_after_s: 3, autonomous: true } }, [
    { text: 'Are you there?' },
  ]);
  await own.advance(7000);
  assert.deepEqual(own.turns(), ['agent: Hello.', 'agent: Are you there?']);
});

test('the longest duration: warned of the end by the model; a silent one does not keep the call open', async () => {
  const spoken = await stage({ greeting: 'Hello.' }, [], {}, { maxDurationMs: 12_000 });
  await spoken.advance(12_500);
  assert.equal(spoken.ended[0]?.reason, 'max-duration');
  assert.equal(spoken.talk.transcript().turns.length, 2);
  const silent = await stage(
    { greeting: 'Hello.' },
    [{ text: 'x' }, { fault: 'silent' }],
    {},
    { maxDurationMs: 12_000 },
  );
  await silent.advance(12_500);
  assert.equal(silent.ended[0]?.reason, 'max-duration');
});
