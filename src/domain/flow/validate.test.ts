import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAgentConfig } from '../agents/parse.ts';
import { templates } from '../templates/index.ts';

type Json = Record<string, unknown>;

const prompt = {
  id: 'p',
  type: 'prompt',
  instructions: 'Talk.',
  outcomes: [{ name: 'good' }, { name: 'bad' }],
};
const bye = { id: 'end', type: 'end', text: 'Bye.' };

function faults(nodes: Json[], edges: Json[], more: Json = {}): string[] {
  const parsed = parseAgentConfig({ name: 'A', flow: { start: nodes[0]!['id'], nodes, edges }, ...more });
  return 'ok' in parsed ? [] : parsed.faults.map(({ param, rule, message }) => `${param} ${rule} ${message}`);
}

const ask = (id: string, slot: Json, more: Json = {}): Json => ({
  id,
  type: 'ask',
  text: 'Well?',
  slot,
  ...more,
});

test('every outcome of a prompt leads somewhere', () => {
  const [fault, ...rest] = faults([prompt, bye], [{ from: 'p', to: 'end', on: 'good' }]);
  assert.match(fault!, /outcomes\[1\]\.name way-out node 'p': no edge leads on from the outcome 'bad'/);
  assert.deepEqual(rest, []);
  const plain = [
    { from: 'p', to: 'end', on: 'good' },
    { from: 'p', to: 'end' },
  ];
  assert.deepEqual(faults([prompt, bye], plain), []);
});

test('edges name ways that the node ends in', () => {
  const edges = [
    { from: 'p', to: 'end' },
    { from: 'p', to: 'end', on: 'ugly' },
  ];
  assert.match(
    faults([prompt, bye], edges)[0]!,
    /node 'p': .*never ends with 'ugly'; known: good, bad, max_turns/,
  );
  const moved = { id: 't', type: 'transfer', to: '+34910000001' };
  assert.deepEqual(faults([moved, bye], [{ from: 't', to: 'end', on: 'failed' }]), []);
  assert.match(
    faults([moved, bye], [{ from: 't', to: 'end', on: 'error' }])[0]!,
    /'transfer' never ends with 'error'; known: failed/,
  );
});

test('an outcome can not be called like another end, or twice', () => {
  const outcomes = [{ name: 'error' }, { name: 'good' }, { name: 'good' }];
  const found = faults([{ ...prompt, outcomes }, bye], [{ from: 'p', to: 'end' }]);
  assert.deepEqual(
    found.map((it) => it.split(' ')[0]),
    ['flow.nodes[0].outcomes[0].name', 'flow.nodes[0].outcomes[2].name'],
  );
});

test('slots: ranges are ranges', () => {
  const edges = [{ from: 'q', to: 'end' }];
  const wrong = (slot: Json): string => faults([ask('q', slot), bye], edges)[0] ?? '';
  assert.match(
    wrong({ type: 'number', name: 'n', min: 5, max: 1 }),
    /slot\.max min-max node 'q': max is below min/,
  );
  assert.match(
    wrong({ type: 'time', name: 't', earliest: '12:00', latest: '09:00' }),
    /latest is before earliest/,
  );
  assert.match(wrong({ type: 'time', name: 't', earliest: '25:00' }), /node 'q'/);
  assert.match(wrong({ type: 'phone', name: 'p', country: 'spain' }), /node 'q'/);
  assert.equal(wrong({ type: 'free', name: 'f', about: 'story' }), '');
});

test('an answer is not used where no way could have filled it', () => {
  const nodes = [
    { id: 'hi', type: 'say', text: 'See you on {{day}}.' },
    ask('q', { type: 'date', name: 'day' }),
    { ...bye, text: 'On {{day}} then.' },
  ];
  const edges = [
    { from: 'hi', to: 'q' },
    { from: 'q', to: 'end' },
  ];
  const [fault, ...rest] = faults(nodes, edges);
  assert.match(fault!, /flow\.nodes\[0\] filled-before node 'hi': \{\{day\}\} is filled by 'q'/);
  assert.deepEqual(rest, []);
  assert.deepEqual(
    faults(nodes, edges, { variables: { day: 'Monday' } }),
    [],
    'it has a value from the start',
  );
});

test('the shipped templates are sound, and nothing in them is left to a default', () => {
  for (const { name, agent } of templates) {
    const parsed = parseAgentConfig(agent);
    assert.ok('ok' in parsed, `${name}: ${JSON.stringify('faults' in parsed ? parsed.faults : [])}`);
    assert.deepEqual(parsed.ok, agent, name);
  }
});
