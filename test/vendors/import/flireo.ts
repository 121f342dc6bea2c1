/** Flireo's API by hand, and what comes of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execute } from '../../../src/storage/testing.ts';
import { lineOf, openMoved, tally, type Shown } from './moved.ts';
import { byOffset, startVendor } from './vendor.ts';

const KEY = 'fl_live_secret';
const AGENT = '17a0c1de-5b1f-4c0e-9a44-3f2d1b0a9c8e';
const TRUNK = '2b9e6a70-0c52-4d1f-8a3e-6f5b4c3d2e1f';
/** The documented sample has letters past `f`. */
const NUMBER = '7f8a9b0c-1d2e-3f4g-5h6i-7j8k9l0m1n2o';
const times = { created_at: '2026-01-10T08:00:00.000Z', updated_at: '2026-01-10T08:00:00.000Z' };

const agent = {
  id: AGENT,
  name: 'Reminder',
  business_name: 'Acme',
  notification_email: null,
  first_message: 'Hello!',
  is_active: true,
  webhook_url: 'https://hooks.example.org/f',
  webhook_secret: null,
  webhook_events: ['end-of-call-report'],
  stt_config: { provider: 'deepgram', model: 'nova-3-general', language: 'nl' },
  llm_config: {
    provider: 'openai',
    model: 'gpt-4o-mini',
    temperature: 0.7,
    messages: [{ role: 'system', content: 'You remind people.' }],
    tools: [],
  },
  tts_config: { provider: 'openai', voiceId: 'alloy', voice_id: 'alloy' },
  analysis_plan: null,
  ...times,
};
const template = {
  id: 'tpl-tool-1',
  org_id: 'org-1',
  name: 'Hang up',
  description: 'Ends it.',
  tool_type: 'endCall',
  tool_config: {},
  ...times,
};
const analysis = {
  id: 'tpl-analysis-1',
  org_id: 'org-1',
  name: 'Interest',
  description: '',
  system_prompt: 'Read {{transcript}}.',
  user_prompt: '',
  schema: { type: 'object', properties: { interested: { type: 'boolean' } } },
  ...times,
};
const trunk = {
  id: TRUNK,
  org_id: 'org-1',
  name: 'Carrier',
  provider: 'voipgrid',
  address: 'sip.carrier.example',
  transport: 'udp',
  auth_username: 'acme-1',
  is_active: true,
  ...times,
};
const number = {
  ...{ id: NUMBER, phone_number: '+31200000001', name: 'Main', agent_id: AGENT, agent_name: 'Reminder' },
  ...{ transfer_trunk_id: TRUNK, transfer_trunk_name: 'Carrier', is_active: true, ...times },
};
const campaign = {
  ...{ id: 'camp-1', name: 'Spring', agent_id: AGENT, schedule_start_time: '09:00:00' },
  ...{ schedule_end_time: '17:00:00', timezone: 'Europe/Amsterdam', status: 'paused' },
  ...{ system_message_template: null, total_leads: 3, completed_leads: 1, failed_leads: 0, ...times },
};
const leads = ['pending', 'completed', 'pending'].map((status, index) => ({
  ...{ id: `lead-${index}`, campaign_id: 'camp-1', phone_number: `+3160000000${index}`, name: 'Ada' },
  ...{ variables: { city: 'Delft' }, status, call_id: null, attempts: 0, ...times },
}));

const at = (path: string): string => `/api/v1${path}`;

function pages(): Record<string, unknown> {
  return {
    [at('/tool-templates')]: { toolTemplates: [template] },
    [at('/analysis-templates')]: { analysisTemplates: [analysis] },
    [at('/sip-trunks')]: { trunks: [trunk] },
    [at('/agents')]: { agents: [agent] },
    [at('/numbers')]: { numbers: [number] },
    [at('/campaigns')]: { campaigns: [campaign, { ...campaign, id: 'camp-0', status: 'completed' }] },
    [at('/campaigns/camp-1/leads')]: byOffset(leads, 2, (rows) => ({
      leads: rows,
      pagination: { total: leads.length, limit: 2, offset: 0 },
    })),
    [at('/byok')]: { byok_keys: { deepgram_secret_id: 'sec-1', openai_secret_id: null } },
  };
}

export function flireoCases(): void {
  test('flireo: everything comes over once, is named by its old ids, and a second import updates it', async (t) => {
    const vendor = await startVendor(KEY, pages());
    t.after(() => vendor.close());
    const moved = await openMoved();
    const body = { vendor: 'flireo', base_url: vendor.url, key: KEY };

    const dry = await moved.import({ ...body, dry_run: true });
    assert.equal(dry.status, 'completed', JSON.stringify(dry.fault));
    assert.equal(dry.counts['would_create'], 6);
    assert.deepEqual((await moved.get('/v1/agents')).data, [], 'a dry run writes nothing');

    const first = await moved.import(body);
    assert.equal(first.status, 'completed', JSON.stringify(first.fault));
    assert.deepEqual(tally(first), {
      'tool created': 1,
      'analysis-template created': 1,
      'trunk created': 1,
      'agent created': 1,
      'number created': 1,
      'campaign created': 1,
      'campaign skipped': 1,
    });
    assert.match(lineOf(first, TRUNK).notes.join(), /password of acme-1/);
    assert.match(lineOf(first, 'camp-1').notes.join(), /2 leads.*1 leads were called already/s);
    assert.match(first.notes.join(), /your own keys of deepgram,/);

    // What customers' code does: ids as they stand in it, in paths and bodies; they come back as they went.
    const read = (await moved.get(`/flireo/api/v1/agents/${AGENT}`)).agent;
    assert.deepEqual(
      [read.id, read.name, read.llm_config.messages[0].content],
      [AGENT, 'Reminder', 'You remind people.'],
    );
    const listed = (await moved.get('/flireo/numbers')).numbers[0];
    assert.deepEqual(
      [listed.id, listed.agent_id, listed.transfer_trunk_id, listed.phone_number],
      [NUMBER, AGENT, TRUNK, '+31200000001'],
    );
    const trunks = (await moved.get('/v1/trunks')).data;
    assert.deepEqual(
      [trunks[0].active, trunks[0].username, trunks[0].has_password],
      [false, 'acme-1', false],
    );
    const row = (await moved.get('/flireo/campaigns/camp-1')).campaign;
    assert.deepEqual([row.id, row.agent_id, row.status, row.total_leads], ['camp-1', AGENT, 'draft', 2]);

    vendor.pages['/api/v1/agents'] = { agents: [{ ...agent, first_message: 'Good day!' }] };
    const second = await moved.import(body);
    assert.equal(second.counts['created'], 0, JSON.stringify(second.lines));
    assert.equal(lineOf(second, AGENT).action, 'updated');
    assert.equal((await moved.get(`/flireo/agents/${AGENT}`)).agent.first_message, 'Good day!');
    vendor.pages['/api/v1/agents'] = {
      agents: [{ ...agent, id: 'a-2', stt_config: { provider: 'nobody' } }],
    };
    const third = lineOf(await moved.import(body), 'a-2');
    assert.equal(third.action, 'created', JSON.stringify(third));
    assert.match(third.notes.join(), /Left out stt_config/);
    assert.equal((await moved.ask('DELETE', '/flireo/agents/a-2')).statusCode, 200);
    for (const noun of ['agents', 'numbers', 'trunks', 'campaigns'])
      assert.equal((await moved.get(`/v1/${noun}`)).data.length, 1, noun);
    assert.equal((await moved.get('/flireo/analysis-templates')).analysis_templates.length, 1);
  });

  test('faults: a wrong key, a busy vendor, a page that is no JSON, a route that is not there', async (t) => {
    const vendor = await startVendor(KEY, pages());
    t.after(() => vendor.close());
    const moved = await openMoved();
    const body = { vendor: 'flireo', base_url: `${vendor.url}/api/v1/`, key: KEY };

    const refused = await moved.import({ ...body, key: 'fl_live_wrong' });
    assert.deepEqual(
      [refused.status, refused.fault?.code, refused.lines.length],
      ['failed', 'vendor-key-refused', 0],
    );

    const busy = { status: 429, headers: { 'retry-after': '0' } };
    vendor.faults.set('/api/v1/agents', [busy, { status: 503, headers: { 'retry-after': '0' } }]);
    vendor.faults.set('/api/v1/sip-trunks', [{ status: 200, body: '<html>' }]);
    vendor.faults.set('/api/v1/numbers', [{ status: 200, body: { numbers: 'none' } }]);
    delete vendor.pages['/api/v1/analysis-templates'];
    vendor.asked.length = 0;
    const run = await moved.import(body);
    assert.equal(run.status, 'completed', JSON.stringify(run.fault));
    assert.equal(vendor.asked.filter((path) => path === '/api/v1/agents').length, 3, 'asked again');
    assert.equal(lineOf(run, AGENT).action, 'created');
    assert.match(run.notes.join('\n'), /trunks: GET \/sip-trunks: its answer is no JSON/);
    assert.match(run.notes.join('\n'), /numbers: GET \/numbers: its answer holds no list numbers/);
    assert.match(run.notes.join('\n'), /analysis templates: .*answers 404/);

    vendor.faults.set('/api/v1/tool-templates', [{ status: 429, headers: { 'retry-after': '3600' } }]);
    const late = await moved.import(body);
    assert.deepEqual([late.status, late.fault?.code], ['failed', 'vendor-unreachable']);

    assert.doesNotMatch(JSON.stringify(await moved.get('/v1/imports')), /fl_live/, 'the key is not told');
    const kept = await execute(
      moved.target,
      'SELECT data::text FROM dialect_data UNION ALL SELECT detail::text FROM audit_log',
    );
    assert.doesNotMatch(JSON.stringify(kept), /fl_live/, 'nor kept');
  });

  test('broken off before and after every name that it keeps, an import makes nothing twice', async (t) => {
    const vendor = await startVendor(KEY, pages());
    t.after(() => vendor.close());
    const moved = await openMoved();
    t.after(() => (moved.watch.onAlias = null));
    const broken = new Set<string>();
    moved.watch.onAlias = (point) => {
      if (broken.has(point)) return;
      broken.add(point);
      throw new Error('The process is gone.');
    };
    let run: Shown | null = null;
    while (run?.status !== 'completed')
      run = await moved.import({ vendor: 'flireo', base_url: vendor.url, key: KEY });
    // Six things; before and after the id that is chosen, and before and after the one that is kept.
    assert.equal(broken.size, 6 * 2 * 2, [...broken].join());
    assert.equal(run.counts['skipped'], 1, JSON.stringify(run.lines));
    for (const noun of ['agents', 'numbers', 'trunks', 'campaigns', 'tools', 'analysis-templates'])
      assert.equal((await moved.get(`/v1/${noun}`)).data.length, 1, noun);
    assert.equal((await moved.get(`/flireo/agents/${AGENT}`)).agent.id, AGENT);
    const begun = "SELECT FROM aliases WHERE dialect LIKE 'begun-%'";
    assert.equal((await execute(moved.target, begun)).length, 0, 'nothing is left begun');
  });
}
