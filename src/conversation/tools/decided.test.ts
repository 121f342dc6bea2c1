/** A hang-up or transfer that was decided is carried out, whatever becomes of the words around it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tool } from '#domain';
import { VirtualClock } from '#kernel';
import { ModelError } from '#models';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';
import { toolCall } from './testing.ts';

const LONG = 'I will now tell you at great length about everything that we have in the shop today. And then ';
const transfer: Tool = {
  type: 'transfer',
  to: '+34600999888',
  mode: 'blind',
  confirm: false,
  ring_timeout_s: 20,
};
const broken = (): ModelError =>
  new ModelError({ provider: 'scripted', fault: 'unavailable', message: 'Scripted failure.' });

/** Each item of the answer comes 300 ms after the one before. */
async function talk(tool: Tool, reply: ScriptedReply) {
  const clock = new VirtualClock();
  const llm = new ScriptedLlm([reply, ['As you like.']], { clock, delayMs: 300 });
  const plan = planOf({ prompt: 'Help.', greeting: 'Hi.', tools: [tool] });
  const call = await rig(plan, { llm, clock, stt: new ScriptedStt([], { openVocabulary: true }) });
  await call.advance(1500);
  await call.say('that is all', 600, 2600);
  return call;
}

const wasWanted = (call: Awaited<ReturnType<typeof talk>>): boolean =>
  call.log.some(
    ({ type, data }) =>
      /^(tool-finished|transfer-)/.test(type) && (data['tool'] ?? 'transfer') === 'transfer',
  );

test('cut after the call arrived, while the model still wrote: the end comes', async () => {
  const call = await talk({ type: 'end_call' }, [LONG, toolCall('end_call'), 'hang']);
  await call.say('wait i have another question', 1200, 5000);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['end-call-tool'],
  );
});

test('cut before the call arrived: nothing was decided', async () => {
  const call = await talk({ type: 'end_call' }, [LONG, 'hang', toolCall('end_call')]);
  await call.say('wait i have another question', 1200, 4000);
  assert.deepEqual(call.ended, []);
  assert.equal(call.turns().at(-1), 'agent: As you like.');
});

test('a model that breaks off after its call: the end comes', async () => {
  const call = await talk({ type: 'end_call' }, ['Goodbye. ', toolCall('end_call'), broken()]);
  await call.advance(4000);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['end-call-tool'],
  );
});

for (const [what, reply, interrupt, wanted] of [
  ['said to the end', ['I connect you. ', toolCall('transfer')], false, true],
  ['cut while the model still wrote', [LONG, toolCall('transfer'), 'hang'], true, true],
  ['cut after the answer', [LONG, toolCall('transfer')], true, true],
  ['cut before it was decided', [LONG, 'hang', toolCall('transfer')], true, false],
] as const)
  test(`a transfer ${what}: ${wanted ? 'carried out' : 'not wanted'}`, async () => {
    const call = await talk(transfer, [...reply]);
    if (interrupt) await call.say('no wait please listen', 1200, 2000);
    assert.equal(wasWanted(call), wanted);
    assert.equal(call.facts('speech-interrupted').length, interrupt ? 1 : 0);
    assert.equal(call.replayed().replayed, call.replayed().logged);
  });

test('a transfer in a flow begins with its words', async () => {
  const call = await rig(
    planOf({
      flow: {
        start: 'hand',
        nodes: [
          { id: 'hand', type: 'tool', tool: 'desk', speech: 'I connect you.' },
          { id: 'on', type: 'end', text: 'Connected.' },
          { id: 'off', type: 'end', text: 'Nobody is there.' },
        ],
        edges: [
          { from: 'hand', to: 'on' },
          { from: 'hand', to: 'off', on: 'error' },
        ],
      },
      tools: [{ ...transfer, name: 'desk' }],
    }),
  );
  await call.advance(5000);
  assert.equal(call.turns()[0], 'agent: I connect you.');
});
