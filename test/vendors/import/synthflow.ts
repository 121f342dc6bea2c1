/** Synthflow's API by hand, with ids of its older form and of its newer one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf, openMoved, tally } from './moved.ts';
import { byOffset, startVendor } from './vendor.ts';

const KEY = 'synthflow-secret';
/** As they stand in customers' code. */
const OLD = '1691579123700x31589864853004400';
const NEW = '0b1d7c1e-3f4a-4c5d-9e8f-7a6b5c4d3e2f';
const EXTRACTOR = '5c9e8f7a-1b2c-4d3e-8f9a-0b1c2d3e4f5a';
const BOOK = '9d8c7b6a-5e4f-4a3b-9c2d-1e0f9a8b7c6d';
const BASE = '1a2b3c4d-5e6f-4788-99aa-bbccddeeff00';
const WORKSPACE = '1690000000000x123456789012345678';

const assistants = [
  {
    ...{
      model_id: OLD,
      type: 'outbound',
      name: 'Booker',
      description: 'Books.',
      phone_number: '+15550100001',
    },
    ...{ external_webhook_url: 'https://hooks.example.org/s', is_recording: true },
    max_duration: { duration_seconds: 300, is_enabled: true },
    agent: {
      ...{ prompt: 'You call {customer} for Acme.', greeting_message: 'Hi {customer}.', language: 'en-US' },
      ...{ timezone: 'Europe/Madrid', patience_level: 'high', fallback_voice_id: null },
    },
    attached_phone_numbers: [{ number: '+15550100001', sid: null, slug: '15550100001' }],
    ...{ actions: [EXTRACTOR], input_variables: [] },
  },
  {
    ...{ model_id: NEW, type: 'inbound', name: 'Desk', phone_number: null, attached_phone_numbers: [] },
    ...{ agent: { prompt: 'You answer.', greeting_message: 'Acme.', language: 'en-US' }, actions: [] },
  },
];
const action = {
  ...{
    action_id: EXTRACTOR,
    action_type: 'INFORMATION_EXTRACTOR',
    name: 'info_extractor_size',
    description: '',
  },
  parameters_hard_coded: JSON.stringify({
    ...{ type: 'SINGLE_CHOICE', identifier: 'size', condition: 'Which size?' },
    ...{ choices: ['S', 'XL'], examples: null },
  }),
};
const paged = (rows: readonly unknown[], name: string, most = 1) =>
  byOffset(rows, most, (some) => ({
    status: 'ok',
    response: { [name]: some, pagination: { total_records: rows.length, limit: most, offset: 0 } },
  }));
const one = (name: string, row: unknown) => ({
  status: 'ok',
  response: { [name]: [row], pagination: { total_records: 1, limit: 20, offset: 0 } },
});

function pages(): Record<string, unknown> {
  return {
    '/v2/phonebooks': {
      status: 'ok',
      response: {
        ...{ total: 1, page_size: 100, page_number: 1 },
        phonebooks: [
          {
            ...{ key: BOOK, name: 'Branches' },
            entries: [
              { key: 'e-1', phone_number: '+34600111222', transfer_condition: 'For invoices.', name: 'Ana' },
            ],
          },
        ],
      },
    },
    '/v2/actions': paged([action], 'actions'),
    [`/v2/actions/${EXTRACTOR}`]: one('actions', {
      ...action,
      assistants: [OLD],
      input_variables: {
        values: [],
        assistants: [{ model_id: OLD, attachment_type: 'after', input_variables_mapping: [] }],
      },
    }),
    '/v2/assistants/': paged(assistants, 'assistants'),
    [`/v2/assistants/${OLD}`]: one('assistants', assistants[0]),
    [`/v2/assistants/${NEW}`]: one('assistants', assistants[1]),
    '/v2/knowledge_base': {
      status: 'ok',
      response: {
        ...{ total_records: 1, limit: 25, offset: 0 },
        knowledge_bases: [
          { id: BASE, name: 'Shop', rag_use_condition: 'For questions about orders.', assistants: [NEW] },
        ],
      },
    },
    [`/v2/knowledge_base/${BASE}/sources`]: {
      status: 'ok',
      response: {
        sources: [
          { id: 's-1', type: 'text', name: 'Hours', text: 'Open from nine to five.' },
          { id: 's-2', type: 'pdf', name: 'Prices' },
        ],
      },
    },
    '/v2/numbers': paged(
      [
        { number: '+15550100001', sid: null, is_available: false },
        { number: '+15550100002', sid: 'PN1', is_available: true },
      ],
      'phone_numbers',
      5,
    ),
    '/v2/numbers/15550100001': {
      ...{ slug: '15550100001', phone_number: '+15550100001', friendly_name: 'Main' },
      ...{ sip_term_uri: 'sip.carrier.example', sip_auth_username: 'acme' },
    },
    '/v2/numbers/15550100002': { slug: '15550100002', phone_number: '+15550100002', sip_term_uri: null },
  };
}

export function synthflowCases(): void {
  test('synthflow: agents with what hangs on them, old ids in paths and bodies, once however often', async (t) => {
    const vendor = await startVendor(KEY, pages());
    t.after(() => vendor.close());
    const moved = await openMoved();
    const body = { vendor: 'synthflow', base_url: vendor.url, key: KEY, workspace: WORKSPACE };
    const first = await moved.import(body);
    assert.equal(first.status, 'completed', JSON.stringify(first.fault));
    const expected = {
      'phone book created': 1,
      'phone book entry created': 1,
      'tool created': 1,
      'agent created': 2,
      'knowledge base created': 1,
      'knowledge source created': 1,
      'number created': 2,
    };
    assert.deepEqual(tally(first), expected, JSON.stringify(first, null, 1));
    assert.match(lineOf(first, BASE).notes.join(), /source Prices \(pdf\)/);
    assert.match(lineOf(first, '+15550100001').notes.join(), /SIP account acme at sip\.carrier\.example/);

    const { response } = await moved.get(`/synthflow/v2/assistants/${OLD}?include_actions=true`);
    const [read] = response.assistants;
    assert.deepEqual(
      [read.model_id, read.name, read.agent.prompt],
      [OLD, 'Booker', 'You call {customer} for Acme.'],
    );
    assert.deepEqual(lineOf(first, OLD).notes, []);
    const users = (await moved.get(`/synthflow/v2/actions/${EXTRACTOR}?include_assistants=true`)).response
      .actions[0];
    assert.deepEqual(
      users.input_variables.assistants.map((user: { model_id: string }) => user.model_id),
      [OLD],
    );
    assert.equal(read.attached_phone_numbers[0].number, '+15550100001');
    const listed = (await moved.get('/synthflow/v2/assistants/')).response.assistants;
    assert.deepEqual(
      listed.map((row: { model_id: string }) => row.model_id).toSorted(),
      [NEW, OLD].toSorted(),
    );
    const [tool] = (await moved.get(`/synthflow/v2/actions/${EXTRACTOR}`)).response.actions;
    assert.equal(tool.action_id, EXTRACTOR);

    const called = await moved.ask('GET', `/synthflow/v2/calls?model_id=${OLD}`);
    assert.notEqual(called.statusCode, 500, called.body);
    const second = await moved.import(body);
    assert.equal(second.counts['created'], 0, JSON.stringify(second.lines));
    assert.equal(lineOf(second, OLD).action, 'updated');
    assert.equal((await moved.get('/synthflow/v2/actions')).response.actions.length, 1);
    for (const noun of ['agents', 'numbers', 'phone-books', 'knowledge-bases'])
      assert.equal(
        (await moved.get(`/v1/${noun}`)).data.length,
        noun === 'agents' || noun === 'numbers' ? 2 : 1,
        noun,
      );
  });
}
