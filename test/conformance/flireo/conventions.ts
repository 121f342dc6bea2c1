/** §1, §15: base, keys, errors and rate limits. */
import assert from 'node:assert/strict';
import { AppError } from '#kernel';
import type { Body, Check } from './world.ts';

const PATHS = [
  ...['/agents', '/assistants', '/tool-templates', '/numbers', '/sip-trunks', '/calls', '/campaigns'],
  ...['/voices', '/account', '/organizations', '/byok', '/byok/config'],
  ...['/analysis-templates', '/agents/none', '/calls/none'],
];
/** Not kept in memory. */
const STORED = ['/usage', '/domains'];

export const conventionChecks: readonly Check[] = [
  ...[...PATHS, ...STORED].map((path): Check => [
    `§15.3 ${path} answers 401 without a key, flat`,
    async ({ api }) => {
      const answer = await api.get(`/flireo/api/v1${path}`, { key: null });
      const body = answer.json<Body>();
      assert.deepEqual(
        [answer.statusCode, body['error'], body['code']],
        [401, 'Unauthorized', 'unauthorized'],
      );
    },
  ]),
  ...PATHS.map((path): Check => [
    `§15.4 ${path} tells X-RateLimit-*`,
    async (world) => {
      const { headers, statusCode } = await world.get(path);
      assert.ok(statusCode < 500, path);
      assert.equal(headers['x-ratelimit-limit'], '100');
      assert.match(String(headers['x-ratelimit-remaining']), /^\d+$/);
      const reset = Number(headers['x-ratelimit-reset']) * 1000;
      assert.ok(reset >= world.api.clock.now() && reset <= world.api.clock.now() + 61_000, 'unix seconds');
    },
  ]),
  [
    '§1.2 the 101st request of a minute is a 429 with Retry-After',
    async ({ api }) => {
      await api.clock.advance(60_000);
      for (let i = 0; i < 100; i++) assert.equal((await api.get('/flireo/numbers')).statusCode, 200);
      const over = await api.get('/flireo/numbers');
      assert.equal(over.statusCode, 429);
      assert.ok(Number(over.headers['retry-after']) > 0);
      const { code, type, retry_after } = over.json<Body>();
      assert.deepEqual([code, type, retry_after > 0], ['rate_limit_exceeded', 'rate_limit_error', true]);
      await api.clock.advance(60_000);
    },
  ],
  [
    '§1.1 a denial is 400 with the rule as its code; no call is made',
    async (world) => {
      const { calls } = world.api;
      const before = calls.created.length;
      const { id } = await world.agent();
      calls.refuseWith = new AppError({
        code: 'dial-denied',
        status: 403,
        message: 'On the list.',
        extra: { rule: 'suppression' },
      });
      const answer = await world.post('/calls/outbound', { destination: '+31600009999', agent_id: id });
      calls.refuseWith = null;
      assert.deepEqual(
        [answer.statusCode, answer.json<Body>()['code'], calls.created.length],
        [400, 'suppression', before],
      );
    },
  ],
  [
    '§1.1 no credits is 402',
    async (world) => {
      const { id } = await world.agent();
      world.api.calls.refuseWith = new AppError({
        code: 'minutes-exhausted',
        status: 402,
        message: 'Top up.',
      });
      const answer = await world.post('/calls/outbound', { destination: '+31600009998', agent_id: id });
      world.api.calls.refuseWith = null;
      const { error, code, type } = answer.json<Body>();
      assert.deepEqual(
        [answer.statusCode, error, code, type],
        [402, 'Payment Required', 'insufficient_credits', 'billing_error'],
      );
    },
  ],
  [
    '§1.1 details names every fault',
    async (world) => {
      const answer = await world.post('/agents', { webhook_url: 'x', is_active: 'x' });
      assert.equal((answer.json<Body>()['details'] as string[]).length, 3);
    },
  ],
  [
    '§1 both bases serve the same',
    async (world) => {
      const { id } = await world.agent();
      assert.equal((await world.api.get(`/flireo/agents/${id}`)).statusCode, 200);
    },
  ],
];
