import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScriptedLine } from '#audio';
import type { Flow } from '#domain';
import { silentLogger, VirtualClock } from '#kernel';
import { createConversation } from './index.ts';
import { planOf, rig } from './rig/testing.ts';
import { ScriptedHttp, ScriptedStt, ScriptedTts } from './testing.ts';

const flow: Flow = {
  start: 'a',
  nodes: [
    {
      id: 'a',
      type: 'say',
      text: 'Good morning, this is the first of all clauses, and here comes another one.',
    },
    { id: 'b', type: 'ask', text: 'Shall we?', slot: { type: 'yes_no', name: 'ok' }, retries: 1 },
    { id: 'end', type: 'end', text: 'Good.' },
  ],
  edges: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'end' },
  ],
};

function ignore(): void {}

function parts(tts: ScriptedTts, clock: VirtualClock) {
  const line = new ScriptedLine({ clock });
  const options = { plan: planOf({ flow }), line, stt: new ScriptedStt(), tts, llm: null, clock };
  const talk = createConversation({
    ...options,
    http: new ScriptedHttp(),
    logger: silentLogger,
    log: ignore,
  });
  return { line, talk };
}

test('everything of the first turn is made while it rings; the first sample leaves with the first tick', async () => {
  const clock = new VirtualClock();
  const tts = new ScriptedTts({ clock, delayMs: 800 });
  const { line, talk } = parts(tts, clock);
  const warm = talk.warm();
  await clock.advance(2000);
  await warm;
  assert.ok(tts.texts.includes('Shall we?'));
  talk.start();
  await line.advance(100);
  assert.equal(line.log[0]?.type, 'utterance-started');
  assert.equal(line.log[0]?.at, 0);
});

test('answered while it is still being made, the voice follows as soon as it is there', async () => {
  const clock = new VirtualClock();
  const tts = new ScriptedTts({ clock, delayMs: 500 });
  const { line, talk } = parts(tts, clock);
  const warm = talk.warm();
  await clock.advance(200);
  talk.start();
  await line.advance(600);
  await warm;
  const { type, at } = line.log[0]!;
  assert.equal(type, 'utterance-started');
  assert.ok(at <= 340 * 8, String(at));
  assert.equal(new Set(tts.texts).size, tts.texts.length, 'made once');
});

test('never answered: closing leaves nothing behind', async () => {
  const clock = new VirtualClock();
  const { line, talk } = parts(new ScriptedTts({ clock, delayMs: 800 }), clock);
  const warm = talk.warm();
  talk.close('canceled');
  talk.start();
  await clock.advance(1000);
  await warm;
  await line.advance(500);
  assert.deepEqual(line.log, []);
  assert.deepEqual(talk.transcript(), { turns: [], latencies: [] });
});

test('audio that comes in pieces plays in order and without a gap', async () => {
  const call = await rig(planOf({ flow }), { tts: new ScriptedTts({ chunks: 7 }) });
  await call.advance(8000);
  const text = flow.nodes[0]!.type === 'say' ? `${flow.nodes[0]!.text} Shall we?` : '';
  assert.deepEqual(call.turns(), [`agent: ${text}`]);
  const sound = call.line.played().filter((sample) => sample !== 0).length;
  // Two spaces between three parts are not spoken.
  assert.equal(sound, (text.length - 2) * 400);
  const last = call.line.played().findLastIndex((sample) => sample !== 0);
  assert.ok(last - sound < 160, 'no gap');
});

test('the log holds every input before what was decided on it, and nothing a frame', async () => {
  const call = await rig(planOf({ flow }));
  await call.advance(6000);
  await call.say('yes', 500, 3000);
  const kinds = new Set(call.log.map(({ data }) => data['kind']));
  assert.deepEqual(kinds, new Set(['input', 'decision', 'fact']));
  const order = call.log.map(({ type }) => type);
  assert.ok(order.indexOf('speech-ended') < order.indexOf('recognition-request'));
  assert.ok(order.indexOf('recognition-request') < order.indexOf('recognition-arrived'));
  assert.ok(order.indexOf('callee-said') < order.lastIndexOf('agent-said'));
  assert.equal(order.at(-1), 'conversation-end');
  assert.ok(call.log.length < 80, String(call.log.length));
  for (const { type } of call.log) assert.match(type, /^[a-z]+(-[a-z]+)+$/);
});

test('a fault of ours costs one call and is told once', async () => {
  const clock = new VirtualClock();
  const { line, talk } = parts(new ScriptedTts(), clock);
  const ended: string[] = [];
  talk.events.on('ended', ({ reason }) => ended.push(reason));
  line.setBargeIn = () => {
    throw new TypeError('A bug.');
  };
  talk.start();
  await line.advance(1000);
  talk.endRequested('test');
  assert.deepEqual(ended, ['internal']);
  talk.close('bye');
});
