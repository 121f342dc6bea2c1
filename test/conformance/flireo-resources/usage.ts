import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

const cost = {
  currency: 'EUR',
  total: 0.5,
  complete: true,
  lines: [
    {
      stage: 'stt',
      provider: 'deepgram',
      model: 'nova-3',
      unit: 'seconds',
      quantity: 90,
      price: 0,
      amount: 0.5,
    },
  ],
};

export const usageRows: readonly Row<Rig>[] = [
  [
    'usage: rows of both documents, pagination and the sum of the range, newest first',
    async ({ must, agent, talked }) => {
      const id = await agent({ name: 'Reader' });
      const before = (await must(200, 'GET', '/usage'))['summary'];
      const first = await talked(id, 84);
      await must(200, 'POST', '/byok', { provider: 'deepgram', api_key: 'dg-0123456789' });
      const second = await talked(id, 36, { cost: cost as never });
      const usage = await must(200, 'GET', '/usage?limit=1');
      assert.deepEqual(usage['logs'], usage['usage']);
      assert.equal(usage['logs'].length, 1);
      const { created_at, ...row } = usage['logs'][0];
      assert.match(created_at, /^2026-03-02T09:.*Z$/);
      assert.deepEqual(row, {
        ...{ id: second.id, duration_sec: 36, byok_stt: true, byok_llm: false, byok_tts: false },
        ...{ phone_number: null, number_id: null, agent_name: 'Reader', business_name: null },
      });
      const { total, limit, offset } = usage['pagination'];
      assert.deepEqual([total >= 2, limit, offset], [true, 1, 0]);
      const [older] = (await must(200, 'GET', '/usage?limit=1&offset=1'))['logs'];
      assert.deepEqual([older.id, older.duration_sec, older.byok_stt], [first.id, 84, false]);
      const { summary } = usage;
      assert.equal(summary['total_calls'], total);
      assert.equal(summary['total_duration_minutes'], summary['total_minutes']);
      assert.equal(summary['total_duration_seconds'], summary['total_seconds']);
      const seconds = before.total_seconds + 84 + 36;
      assert.deepEqual(
        [summary['total_seconds'], summary['total_minutes'], summary['total_calls']],
        [seconds, Math.round((seconds / 60) * 100) / 100, before.total_calls + 2],
      );
      assert.equal(summary['total_cost'], 0.5);
      await must(200, 'PATCH', `/agents/${id}`, { business_name: 'Acme' });
      assert.equal((await must(200, 'GET', '/usage'))['logs'][0].business_name, 'Acme');
    },
  ],
  [
    'usage: start_date and end_date, days and moments; what is none is a 400',
    async ({ must }) => {
      const count = async (query: string) =>
        (await must(200, 'GET', `/usage?${query}`))['summary'].total_calls;
      const all = await count('');
      assert.equal(await count('start_date=2026-03-02'), all);
      assert.equal(await count('start_date=2026-03-02&end_date=2026-03-02'), all);
      assert.equal(await count('start_date=2026-03-03&end_date=2026-03-04'), 0);
      assert.equal(await count('end_date=2026-03-01'), 0);
      assert.equal(await count('end_date=2026-03-02T09:30:00.000Z'), 1);
      const bad = await must(400, 'GET', '/usage?start_date=soon&limit=0');
      assert.equal(bad['details'].length, 2);
      await must(400, 'GET', '/usage?start_date=2026-03-04&end_date=2026-03-02');
      await must(400, 'GET', '/usage?limit=1001');
    },
  ],
  [
    'usage: a test key sees the calls of test keys alone',
    async ({ must, testKey }) => {
      const { summary } = await must(200, 'GET', '/usage', undefined, testKey);
      assert.equal(summary.total_calls, 0);
    },
  ],
  [
    'voices: local ones alone, with words in English and Dutch',
    async ({ must }) => {
      const { voices } = await must(200, 'GET', '/voices');
      assert.deepEqual(
        voices.map(({ id }: { id: string }) => id),
        ['slt', 'rms'],
      );
      assert.deepEqual(voices[0], {
        ...{ id: 'slt', name: 'slt', language: 'en-US' },
        description: { en: 'slt', nl: 'Vrouwenstem (en-US)' },
      });
    },
  ],
  [
    'health: without a key; 503 while the database is away',
    async ({ ask, store }) => {
      const { status, body } = await ask('GET', '/health', undefined, null);
      assert.deepEqual([status, body['status'], body['checks'].database.status], [200, 'ok', 'ok']);
      assert.equal(typeof body['checks'].database.latency_ms, 'number');
      assert.equal(typeof body['version'], 'string');
      assert.match(body['timestamp'], /Z$/);
      const { ping } = store;
      store.ping = () => Promise.reject(new TypeError('away'));
      const away = await ask('GET', '/health', undefined, null);
      store.ping = ping;
      assert.deepEqual([away.status, away.body['checks'].database.status], [503, 'error']);
    },
  ],
];
