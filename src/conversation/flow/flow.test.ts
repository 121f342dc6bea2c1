import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow, Slot } from '#domain';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedTts } from '../testing.ts';

const appointment: Flow = {
  start: 'hello',
  nodes: [
    { id: 'hello', type: 'say', text: 'Hello {{name}}, this is the clinic.' },
    {
      id: 'confirm',
      type: 'ask',
      text: 'Does Tuesday at three work for you?',
      slot: { type: 'yes_no', name: 'works' },
      retries: 2,
    },
    { id: 'choose', type: 'decide' },
    { id: 'good', type: 'end', text: 'Great, see you then.' },
    { id: 'bad', type: 'end', text: 'Okay, we will call you again.' },
  ],
  edges: [
    { from: 'hello', to: 'confirm' },
    { from: 'confirm', to: 'choose' },
    { from: 'choose', to: 'good', when: { variable: 'works', op: 'equals', value: 'yes' } },
    { from: 'choose', to: 'bad' },
  ],
};

test('says, asks, decides and ends, turn by turn', async () => {
  const call = await rig(planOf({ flow: appointment }, { variables: { name: 'Ann' } }));
  await call.advance(5000);
  await call.say('yes that works');
  await call.advance(2000);
  assert.deepEqual(call.turns(), [
    'agent: Hello Ann, this is the clinic. Does Tuesday at three work for you?',
    'callee: yes that works',
    'agent: Great, see you then.',
  ]);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['flow-ended'],
  );
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
});

const yes = { variable: 'works', op: 'equals', value: 'yes' } as const;

test('each answer takes its own edge', async () => {
  const call = await rig(planOf({ flow: appointment }, { variables: { name: 'Ann' } }));
  await call.advance(5000);
  await call.say('no thanks', 500, 5000);
  assert.equal(call.turns().at(-1), 'agent: Okay, we will call you again.');
});

test('the greeting replaces the first say, or comes before the first question', async () => {
  const variables = { name: 'Ann' };
  const first = await rig(planOf({ flow: appointment, greeting: 'Good day, {{name}}.' }, { variables }));
  await first.advance(5000);
  assert.deepEqual(first.turns(), ['agent: Good day, Ann. Does Tuesday at three work for you?']);
  const { nodes, edges } = appointment;
  const bare: Flow = { start: 'confirm', nodes: nodes.slice(1), edges: edges.slice(1) };
  const second = await rig(planOf({ flow: bare, greeting: 'Good day.' }));
  await second.advance(5000);
  assert.deepEqual(second.turns(), ['agent: Good day. Does Tuesday at three work for you?']);
});

test('not understood: again, with the keypad’s help, then a polite end', async () => {
  const call = await rig(planOf({ flow: appointment }));
  await call.advance(5000);
  for (let i = 0; i < 3; i++) await call.say('the weather is nice', 900, 9000);
  assert.deepEqual(
    call.turns().filter((turn) => turn.startsWith('agent')),
    [
      'agent: Hello, this is the clinic. Does Tuesday at three work for you?',
      "agent: Sorry, I didn't catch that. Does Tuesday at three work for you?",
      "agent: Sorry, I didn't catch that. Does Tuesday at three work for you? You can also press 1 for yes, or 2 for no.",
      "agent: I'm sorry, I could not understand you. Goodbye.",
    ],
  );
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['not-understood'],
  );
  assert.deepEqual(call.facts('variable-missing'), [{ kind: 'fact', name: 'name' }]);
});

test('an own reprompt, and an own way out', async () => {
  const nodes = appointment.nodes.map((node) =>
    node.id === 'confirm' && node.type === 'ask' ? { ...node, retries: 1, reprompt: 'Yes or no?' } : node,
  );
  const edges: Flow['edges'] = [...appointment.edges, { from: 'confirm', to: 'bad', on: 'no_match' }];
  const call = await rig(planOf({ flow: { ...appointment, nodes, edges } }));
  await call.advance(5000);
  await call.say(null, 900, 6000);
  assert.equal(call.turns().at(-1), 'agent: Yes or no? You can also press 1 for yes, or 2 for no.');
  await call.say(null, 900, 6000);
  assert.equal(call.turns().at(-1), 'agent: Okay, we will call you again.');
});

test('the next prompts are made while the callee thinks, for every answer that can be foreseen', async () => {
  const slot: Slot = {
    type: 'choice',
    name: 'day',
    options: [
      { value: 'Monday', phrases: ['monday'] },
      { value: 'Friday', phrases: ['friday'] },
    ],
  };
  const flow: Flow = {
    start: 'when',
    nodes: [
      {
        id: 'when',
        type: 'ask',
        text: 'Monday or Friday?',
        slot,
        retries: 1,
      },
      { id: 'end', type: 'end', text: '{{day}} it is.' },
    ],
    edges: [{ from: 'when', to: 'end' }],
  };
  const tts = new ScriptedTts();
  const call = await rig(planOf({ flow }), { tts });
  await call.advance(2000);
  assert.deepEqual(tts.texts, ['Monday or Friday?', 'Monday it is.', 'Friday it is.']);
  await call.say("let's do friday", 900, 4000);
  assert.equal(call.turns().at(-1), 'agent: Friday it is.');
  assert.equal(tts.texts.length, 3, 'nothing was made twice');
});

test('in Spanish the fixed phrases are Spanish', async () => {
  const nodes: Flow['nodes'] = [
    {
      id: 'q',
      type: 'ask',
      text: '¿Le viene bien el martes?',
      slot: { type: 'yes_no', name: 'ok' },
      retries: 1,
    },
    { id: 'end', type: 'end', text: 'Gracias.' },
  ];
  const flow: Flow = { start: 'q', nodes, edges: [{ from: 'q', to: 'end' }] };
  const call = await rig(planOf({ flow, language: 'es-ES' }));
  await call.advance(3000);
  await call.say(null, 900, 7000);
  assert.match(
    call.turns().at(-1)!,
    /^agent: Perdone, no le he entendido\. .* También puede pulsar 1 para sí/,
  );
  await call.say('sí claro', 600, 3000);
  assert.equal(call.turns().at(-1), 'agent: Gracias.');
});

test('loops through an ask as often as the callee wants', async () => {
  const edges: Flow['edges'] = [
    { from: 'hello', to: 'confirm' },
    { from: 'confirm', to: 'good', when: yes },
    { from: 'confirm', to: 'hello' },
  ];
  const nodes = appointment.nodes.filter(({ id }) => id !== 'bad' && id !== 'choose');
  const call = await rig(planOf({ flow: { ...appointment, nodes, edges } }));
  await call.advance(5000);
  await call.say('no', 500, 6000);
  await call.say('nope', 500, 6000);
  await call.say('yes please', 500, 4000);
  assert.equal(call.facts('node-entered').filter(({ node }) => node === 'confirm').length, 3);
  assert.equal(call.turns().at(-1), 'agent: Great, see you then.');
});

test('"who is this" is told who, and the question again, without counting', async () => {
  const call = await rig(planOf({ flow: appointment }, { variables: { name: 'Ann' } }));
  await call.advance(5000);
  await call.say('who is this please', 700, 6000);
  assert.equal(call.turns().at(-1), call.turns()[0]);
  await call.say('yes please', 700, 3000);
  assert.equal(call.turns().at(-1), 'agent: Great, see you then.');
});
