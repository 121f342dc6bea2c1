import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAgentConfig } from './parse.ts';

const end = { id: 'end', type: 'end' };
const say = { id: 'hello', type: 'say', text: 'Hello.' };
const flowOf = (nodes: unknown[], edges: unknown[] = [], start = 'hello') => ({ start, nodes, edges });
const sound = flowOf([say, end], [{ from: 'hello', to: 'end' }]);

function faultsOf(input: unknown, path?: string): string[] {
  const parsed = parseAgentConfig(input, path);
  return 'faults' in parsed ? parsed.faults.map(({ param, message }) => `${param}: ${message}`) : [];
}

function rulesOf(flow: unknown, tools?: unknown): string[] {
  const parsed = parseAgentConfig({ name: 'A', flow, ...(tools === undefined ? {} : { tools }) });
  return 'faults' in parsed ? parsed.faults.map(({ param, rule }) => `${param} ${rule}`) : [];
}

test('defaults are filled in, at every depth, and the input is left alone', () => {
  const input = {
    name: 'A',
    flow: flowOf(
      [
        {
          id: 'hello',
          type: 'ask',
          text: 'Pin?',
          slot: { type: 'digits', name: 'pin' },
        },
        end,
      ],
      [{ from: 'hello', to: 'end' }],
    ),
    tools: [{ type: 'http', name: 'look', description: 'Looks.', url: 'https://x.test/' }],
  };
  const before = structuredClone(input);
  const parsed = parseAgentConfig(input);
  assert.ok('ok' in parsed);
  assert.deepEqual(input, before);
  assert.equal(parsed.ok.language, 'en-US');
  assert.equal(parsed.ok.interruptible, true);
  const node = parsed.ok.flow!.nodes[0]!;
  assert.deepEqual(node.type === 'ask' && [node.retries, node.slot], [
    2,
    { type: 'digits', name: 'pin', min: 1, max: 16 },
  ]);
  const tool = parsed.ok.tools![0]!;
  assert.equal(tool.type === 'http' && tool.timeout_ms, 8000);
});

test('a realtime agent has no ear, no language model, no voice and no flow beside it', () => {
  const realtime = { provider: 'openai', voice: 'marin' };
  assert.deepEqual(faultsOf({ name: 'A', prompt: 'x', realtime }), []);
  assert.deepEqual(
    faultsOf({ name: 'A', prompt: 'x', realtime, stt: {}, llm: {}, voice: { id: 'a' } }, 'agent'),
    [
      'agent.stt: cannot stand beside realtime: the realtime model hears by itself. Remove stt, or realtime.',
      'agent.llm: cannot stand beside realtime: the realtime model thinks by itself. Remove llm, or realtime.',
      'agent.voice: cannot stand beside realtime: the realtime model has a voice of its own; name it in realtime.voice. Remove voice, or realtime.',
    ],
  );
  const tools = [{ type: 'transfer', to: '+31201234567', mode: 'attended' }];
  assert.match(
    faultsOf({ name: 'A', prompt: 'x', realtime, tools }).join(),
    /^tools\[0\]\.mode: cannot be attended/,
  );
  assert.deepEqual(faultsOf({ name: 'A', flow: sound, realtime }), [
    'flow: cannot stand beside realtime: a realtime model runs a prompt. Remove flow, or realtime.',
  ]);
});

test('an agent needs a flow or a prompt, not both', () => {
  assert.deepEqual(faultsOf({ name: 'A' }, 'agent'), [
    'agent.flow: is missing, and prompt too: an agent needs one of them; add flow or prompt.',
  ]);
  assert.deepEqual(faultsOf({ name: 'A', prompt: 'Hi', flow: sound }), [
    'prompt: cannot stand beside flow: an agent runs one of them; remove one.',
  ]);
  assert.deepEqual(faultsOf({ name: 'A', flow: sound }), []);
});

test('a node or slot type that is not built names the node', () => {
  const faults = faultsOf({
    name: 'A',
    flow: flowOf([
      { id: 'x', type: 'dance' },
      { id: 'y', type: 'ask', text: 'When?', slot: { type: 'colour', name: 'day' } },
      { id: 'z' },
      'nonsense',
    ]),
  });
  assert.deepEqual(faults, [
    "flow.nodes[0].type: node 'x': type 'dance' is not available in this release; available node types: say, ask, decide, tool, prompt, transfer, end.",
    "flow.nodes[1].slot.type: node 'y', slot: type 'colour' is not available in this release; available slot types: yes_no, choice, digits, number, date, time, phone, email, free.",
    "flow.nodes[2].type: node 'z': type is missing; available node types: say, ask, decide, tool, prompt, transfer, end.",
    'flow.nodes[3]: flow.nodes[3]: must be an object.',
  ]);
});

test('faults of fields name the field, the rule and the mend', () => {
  assert.deepEqual(
    faultsOf(
      { prompt: 'x', language: 3, max_duration_s: 0, colour: 'red', turns: { endpoint_ms: 1 } },
      'agent',
    ),
    [
      'agent.name: is required; add it.',
      ...faultsOf({ name: 'A', prompt: 'x', colour: 'red' }, 'agent'),
      'agent.language: must be of type string. BCP 47.',
      'agent.turns.endpoint_ms: must be 200 or more. Fixed silence after speech that ends a turn; switches the dynamic wait off.',
      'agent.max_duration_s: must be 1 or more. From the answer; 600 when absent.',
    ],
  );
  assert.match(
    faultsOf({ name: 'A', prompt: 'x', colour: 'red' })[0]!,
    /^colour: is not a field .*Known here: name, flow/,
  );
  assert.deepEqual(faultsOf({ name: 'A', flow: flowOf([{ id: 'a b', type: 'say' }]) }), [
    "flow.nodes[0].text: node 'a b': is required; add it.",
    "flow.nodes[0].id: node 'a b': must match ^[a-zA-Z0-9_-]{1,64}$.",
  ]);
  assert.deepEqual(faultsOf([]), [': must be an object that describes an agent.']);
  assert.deepEqual(faultsOf({ name: 'A', prompt: 'x', tools: [{ type: 'ftp' }] }), [
    "tools[0].type: tools[0]: type 'ftp' is not available in this release; available tool types: http, mcp, end_call, transfer, send_dtmf, leave_voicemail, set_variable, schedule_callback, book_appointment, send_sms, saved.",
  ]);
});

const ask = { id: 'ask', type: 'ask', text: '?', slot: { type: 'yes_no', name: 'ok' } };
const edge = (from: string, to: string, more: object = {}) => ({ from, to, ...more });
const is = (value: string) => ({ when: { variable: 'ok', op: 'equals', value } });

const unsound: [string, unknown, string[], unknown?][] = [
  ['sound', sound, []],
  [
    'both answers have an edge',
    flowOf([ask, end], [edge('ask', 'end', is('yes')), edge('ask', 'end', is('no'))], 'ask'),
    [],
  ],
  [
    'one answer has none',
    flowOf([ask, end], [edge('ask', 'end', is('yes'))], 'ask'),
    ['flow.nodes[0] way-out'],
  ],
  [
    'no start',
    flowOf([say, end], [edge('hello', 'end')], 'nowhere'),
    ['flow.start node-exists', 'flow.nodes[0] reachable', 'flow.nodes[1] reachable'],
  ],
  [
    'dangling edge',
    flowOf([say, end], [edge('hello', 'end'), edge('hello', 'gone'), edge('ghost', 'end')]),
    ['flow.edges[1].to node-exists', 'flow.edges[2].from node-exists'],
  ],
  ['duplicate id', flowOf([say, say, end], [edge('hello', 'end')]), ['flow.nodes[1].id unique']],
  ['no way out', flowOf([say]), ['flow.nodes[0] way-out']],
  [
    'unreachable',
    flowOf([say, end, { id: 'far', type: 'end' }], [edge('hello', 'end')]),
    ['flow.nodes[2] reachable'],
  ],
  [
    'after the end',
    flowOf([say, end], [edge('hello', 'end'), edge('end', 'hello')]),
    ['flow.edges[1].from end-is-final', 'flow.nodes[0] no-endless-loop'],
  ],
  [
    'say has no no_match',
    flowOf([say, end], [edge('hello', 'end'), edge('hello', 'end', { on: 'no_match' })]),
    ['flow.edges[1].on ending-exists'],
  ],
  [
    'circle of says',
    flowOf([say, { id: 'b', type: 'say', text: 'b' }], [edge('hello', 'b'), edge('b', 'hello')]),
    ['flow.nodes[0] no-endless-loop'],
  ],
  ['circle with an ask', flowOf([say, ask], [edge('hello', 'ask'), edge('ask', 'hello')]), []],
  [
    'missing tool',
    flowOf([{ id: 'hello', type: 'tool', tool: 'look' }, end], [edge('hello', 'end')]),
    ['flow.nodes[0].tool tool-exists'],
  ],
  [
    'known tool',
    flowOf([{ id: 'hello', type: 'tool', tool: 'end_call' }, end], [edge('hello', 'end')]),
    [],
    [{ type: 'end_call' }],
  ],
  [
    'comparison without value',
    flowOf(
      [say, end],
      [edge('hello', 'end'), edge('hello', 'end', { when: { variable: 'a', op: 'equals' } })],
    ),
    ['flow.edges[1].when.value required'],
  ],
  [
    'slots',
    flowOf(
      [
        { ...ask, slot: { type: 'digits', name: 'd', min: 5, max: 2 } },
        {
          ...ask,
          id: 'b',
          slot: {
            type: 'choice',
            name: 'c',
            options: [
              { value: ':x', phrases: ['Red'], key: '1' },
              { value: 'y', phrases: ['red '], key: '1' },
            ],
          },
        },
        end,
      ],
      [edge('ask', 'b'), edge('b', 'end')],
      'ask',
    ),
    [
      'flow.nodes[0].slot.max min-max',
      'flow.nodes[1].slot.options[0].value reserved',
      'flow.nodes[1].slot.options[1].phrases unique',
      'flow.nodes[1].slot.options[1].key unique',
    ],
  ],
];

for (const [name, flow, rules, tools] of unsound)
  test(`flow: ${name}`, () => assert.deepEqual(rulesOf(flow, tools), rules));

test('tools have names of their own', () => {
  const tool = { type: 'http', name: 'a', description: '', url: 'https://x.test' };
  assert.deepEqual(rulesOf(sound, [tool, tool, { ...tool, name: 'end_call' }]), [
    'tools[1].name unique',
    'tools[2].name reserved',
  ]);
});

test('an unknown setting inside a block is named, not swallowed', () => {
  for (const block of ['turns', 'silence', 'machine', 'background', 'analysis', 'voice', 'stt', 'llm'])
    assert.match(
      faultsOf({ name: 'A', prompt: 'x', [block]: { nonsense: 1 } })[0] ?? '',
      new RegExp(`^${block}.nonsense: is not a field`),
    );
});
