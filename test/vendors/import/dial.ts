/** HappyRobot's v1 API by hand: ids of 24 hex digits, which look like ours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf, openMoved, tally } from './moved.ts';
import { startVendor } from './vendor.ts';

const KEY = 'dial-secret';
const USE_CASE = '66b1f0c2a9d4e83b5c7f1a01';
const AGENT = '66b1f0c2a9d4e83b5c7f1a02';
const NUMBER = '66b1f0c2a9d4e83b5c7f1a03';
const PROMPT = '66b1f0c2a9d4e83b5c7f1a04';
const MODEL = '66b1f0c2a9d4e83b5c7f1a05';
const OTHER_MODEL = '66b1f0c2a9d4e83b5c7f1a06';

const useCase = {
  ...{ id: USE_CASE, organization_id: '65aa00000000000000000001', name: 'Order reminder', language: 'es-ES' },
  ...{
    transfer_number: '+34910000009',
    classification_tags: [{ name: 'confirmed', description: 'Agreed.' }],
  },
  ...{ timezone: 'Europe/Madrid', hooks: [{ url: 'https://hooks.example.org/d', headers: [] }] },
  ...{ max_duration_mins: 7, hidden: false },
};
const number = {
  ...{ id: NUMBER, organization_id: '65aa00000000000000000001', number: '+34910000001', sid: 'PN1' },
  ...{ title: 'Main', use_case_id: USE_CASE, agent_routes: [{ probability: 100, id: AGENT }] },
};
const prompt = {
  ...{ id: PROMPT, use_case_id: USE_CASE, name: 'Short', prompt: 'Remind {{first_name}}.' },
  ...{ first_message: 'Hola', is_default_outbound: true },
};

const at = (path: string): string => `/api/v1${path}`;

function pages(): Record<string, unknown> {
  return {
    [at('/models')]: [
      { id: MODEL, name: 'test-model' },
      { id: OTHER_MODEL, name: 'someone-elses' },
    ],
    [at('/agents')]: [
      { id: AGENT, name: 'Ioana', languages: ['spanish'], voice_id: '', created_at: '2026-01-01T00:00:00Z' },
    ],
    [at('/use-cases')]: [useCase],
    [at(`/use-cases/${USE_CASE}/prompts`)]: [prompt],
    [at('/numbers')]: [number],
  };
}

export function dialCases(): void {
  test('dial: use case, agent, prompt, model and number keep their 24 digits, and a number its routes', async (t) => {
    const vendor = await startVendor(KEY, pages());
    t.after(() => vendor.close());
    const moved = await openMoved();
    const body = { vendor: 'dial', base_url: vendor.url, key: KEY };
    const first = await moved.import(body);
    assert.equal(first.status, 'completed', JSON.stringify(first.fault));
    assert.deepEqual(
      tally(first),
      {
        ...{ 'model kept': 1, 'model skipped': 1, 'agent created': 1, 'use case created': 1 },
        ...{ 'prompt created': 1, 'number created': 1 },
      },
      JSON.stringify(first, null, 1),
    );
    assert.match(first.notes.join('\n'), /tools: GET \/tools: the vendor answers 404/);

    const read = await moved.get(`/dial/api/v1/use-cases/${USE_CASE}`);
    assert.deepEqual([read.id, read.name, read.max_duration_mins], [USE_CASE, 'Order reminder', 7]);
    const routed = await moved.get(`/dial/numbers/${NUMBER}`);
    assert.deepEqual(
      [routed.id, routed.number, routed.use_case_id, routed.agent_routes[0].id],
      [NUMBER, '+34910000001', USE_CASE, AGENT],
    );
    const said = await moved.get(`/dial/prompts/${PROMPT}`);
    assert.deepEqual([said.id, said.use_case_id, said.prompt], [PROMPT, USE_CASE, 'Remind {{first_name}}.']);
    const models = await moved.get('/dial/models');
    assert.ok(models.some((model: { id: string }) => model.id === MODEL));

    const second = await moved.import(body);
    assert.equal(second.counts['created'], 0, JSON.stringify(second.lines));
    assert.equal(lineOf(second, USE_CASE).action, 'updated');
    assert.equal((await moved.get('/dial/use-cases')).length, 1);
    assert.equal((await moved.get('/dial/numbers')).length, 1);
  });
}
