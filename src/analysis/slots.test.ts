/** Analyses without a language model, and when one is asked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endWith, type AgentConfig, type AnalysisSettings, type EndCode } from '#domain';
import { CallFacts } from './facts.ts';
import { sentenceOf } from './sentence.ts';
import { slotAnalysis } from './slots.ts';
import { sampleCall, turn } from './testing.ts';
import { wantsModel } from './wants-model.ts';

type Flow = NonNullable<AgentConfig['flow']>;

const flow = {
  start: 'ask',
  nodes: [
    { id: 'ask', type: 'ask', text: 'Yes?', slot: { type: 'yes_no', name: 'confirmed' }, retries: 1 },
    { id: 'how', type: 'ask', text: 'How many?', slot: { type: 'number', name: 'people' }, retries: 1 },
    { id: 'bye', type: 'end', text: 'Bye.' },
  ],
  edges: [],
} as unknown as Flow;

const fill = (slot: string, value: string) => ({ type: 'slot-filled', data: { kind: 'fact', slot, value } });
const enter = (node: string) => ({ type: 'node-entered', data: { node } });
const whole = [enter('ask'), fill('confirmed', 'yes'), enter('how'), fill('people', '3'), enter('bye')];

const made = (events: Parameters<typeof CallFacts.of>[0], settings?: Partial<AnalysisSettings>) =>
  slotAnalysis(sampleCall({ flow }), CallFacts.of(events), settings, 5);

test('a flow that came to its end: its answers, a sentence, success', () => {
  assert.deepEqual(made(whole), {
    by: 'slots',
    model: null,
    summary: 'The call was held; answers: confirmed: yes, people: 3.',
    data: { confirmed: 'yes', people: '3' },
    tags: [],
    disposition: null,
    success: true,
    success_reason: null,
    sentiment: null,
    fault: null,
    created_at: 5,
  });
});

test('success: an end was reached, and all that was asked has an answer', () => {
  const table: readonly (readonly [boolean, readonly { type: string; data: Record<string, unknown> }[]])[] = [
    [true, [enter('ask'), fill('confirmed', 'no'), enter('bye')]],
    [false, [enter('ask'), enter('bye')]],
    [false, [enter('ask'), fill('confirmed', 'yes'), enter('how')]],
    [false, []],
  ];
  for (const [success, events] of table) assert.equal(made(events).success, success, JSON.stringify(events));
  const prompt = slotAnalysis(sampleCall(), CallFacts.of([]), undefined, 5);
  assert.equal(prompt.success, null, 'of a prompt nobody can tell');
  const unheard = slotAnalysis(sampleCall({ flow, code: 'no-answer' }), new CallFacts(), undefined, 5);
  assert.deepEqual([unheard.success, unheard.summary], [null, 'Nobody answered.']);
});

const property = (type: string) => ({ type });

test('data by the schema: what it names, as the type that it names', () => {
  const schema = {
    type: 'object',
    properties: {
      people: property('integer'),
      confirmed: property('boolean'),
      city: property('string'),
      missing: property('string'),
      price: property('number'),
    },
  };
  const events = [...whole, fill('city', 'Rome'), fill('price', 'cheap'), fill('other', 'x')];
  assert.deepEqual(made(events, { schema }).data, { people: 3, confirmed: true, city: 'Rome' });
});

const labels = (...names: string[]) => names.map((name) => ({ name }));

test('labels by equality with an answer; variables count like slots, the last value wins', () => {
  const events = [
    ...whole,
    { type: 'variable-set', data: { name: 'result', value: 'lost' } },
    { type: 'variable-set', data: { name: 'result', value: 'Sold' } },
  ];
  const { tags, disposition, data } = made(events, {
    tags: labels('yes', 'lost', '3'),
    dispositions: labels('lost', 'sold'),
    summary: false,
  });
  assert.deepEqual([tags, disposition, data['result']], [['yes', '3'], 'sold', 'Sold']);
});

const said = (language: string) => sentenceOf('voicemail', {}, language);

test('the sentence is in the language of the call; English where it is unknown', () => {
  assert.equal(said('es-MX'), 'Contestó un buzón de voz.');
  assert.equal(said('de'), 'Ein Anrufbeantworter hat abgenommen.');
  assert.equal(said('ja-JP'), 'An answering machine answered.');
  assert.equal(
    sentenceOf('completed', { due_day: '2026-03-02', n: 4 }, 'fr-FR'),
    'L’appel a eu lieu; réponses: due day: 2026-03-02, n: 4.',
  );
});

test('a model is asked only with settings, of a person who spoke', () => {
  const held = [turn('agent', 'Hello?'), turn('callee', 'Yes.')];
  const wants = (
    settings: Partial<AnalysisSettings> | undefined,
    turns = held,
    code: EndCode = 'agent-hung-up',
  ) => wantsModel({ outcome: endWith(code, 'conversation'), turns }, settings);
  assert.equal(wants({}), true);
  assert.equal(wants(undefined), false);
  assert.equal(wants({ summary: false }), false, 'nothing is asked for');
  assert.equal(wants({}, [turn('agent', 'Hello?')]), false);
  assert.equal(wants({}, [turn('agent', 'Hello?'), turn('agent', 'Hello?')]), false);
  assert.equal(wants({ min_turns: 3 }), false);
  assert.equal(wants({}, held, 'voicemail-left'), false);
  assert.equal(wants({}, held, 'call-screened'), false);
  assert.equal(wants({}, held, 'node-lost'), true, 'interrupted: what was said was said');
});
