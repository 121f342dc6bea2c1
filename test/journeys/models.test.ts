/** Keys of vendors, and calls whose vendor fails: spoken by the next voice, or ended with the reason. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { asker, runParley, sayer, type Running } from './parley.ts';
import { eventsOf } from './recorded.ts';

const KEY = 'sk-never-seen-again-0123456789';

/** A vendor's server: takes the key on `/models`, and refuses everything else with this status. */
async function vendor(context: TestContext, status: number) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    request.resume();
    asked.push({ path: request.url!, authorization: request.headers.authorization });
    const taken = request.url!.endsWith('/models') && request.headers.authorization === `Bearer ${KEY}`;
    const refused = request.url!.endsWith('/models') ? 401 : status;
    response
      .writeHead(taken ? 200 : refused, { 'content-type': 'application/json', 'x-request-id': 'req_7' })
      .end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

async function start(context: TestContext, more: Parameters<typeof runParley>[0] = {}): Promise<Running> {
  const running = await runParley({ allowNetworks: ['127.0.0.0/8'], ...more });
  context.after(() => running.close());
  return running;
}

/** Everything below a folder, as bytes. */
function bytesBelow(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

const agent = (voice: Record<string, unknown>) =>
  sayer('Your appointment is tomorrow. Goodbye.', { voice, stt: { provider: 'embedded' } });

describe('models of vendors', { concurrency: 2 }, () => {
  test(
    'a vendor that refuses (429) is replaced by the embedded voice; the call completes',
    { timeout: 60_000 },
    async (context) => {
      const { url, asked } = await vendor(context, 429);
      const { tester } = await start(context, { vendors: { openai: { key: KEY, url } } });
      const made = await tester.post('/v1/calls', {
        agent: agent({ provider: 'openai', id: 'alloy' }),
        to: '+15550100001',
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const ended = await tester.settled(made.body['id']);
      assert.equal(ended['outcome'].code, 'completed', JSON.stringify(ended['outcome']));
      assert.equal(ended['turns'][0].text, 'Your appointment is tomorrow. Goodbye.');
      const events = await eventsOf(tester, made.body['id']);
      const switched = events.filter(({ type }) => type === 'model-switched');
      assert.deepEqual(
        switched.map(({ data }) => [data['stage'], data['to'], data['fault'], data['http_status']]),
        [['tts', 'embedded/flite', 'rate-limit', 429]],
      );
      assert.match(switched[0]!.data['from'], /^openai\//);
      const { usage } = events.find(({ type }) => type === 'usage-metered')!.data;
      const spoken = usage.find(
        ({ provider, stage }: Record<string, string>) => provider === 'embedded' && stage === 'tts',
      );
      assert.deepEqual([spoken.unit, spoken.quantity], ['characters', 37]);
      assert.ok(asked.some(({ path }) => path.endsWith('/audio/speech')));
      const accepted = events.find(({ type }) => type === 'call-accepted')!;
      assert.deepEqual(
        accepted.data['plan'].models.tts.map(({ provider }: { provider: string }) => provider),
        ['openai', 'embedded'],
      );
      assert.doesNotMatch(JSON.stringify(events), /sk-never/);
    },
  );

  test(
    'without anything to go on to, the end reason names the provider, its status and its request',
    { timeout: 60_000 },
    async (context) => {
      const { url } = await vendor(context, 403);
      const { tester } = await start(context, { vendors: { openai: { key: KEY, url } } });
      const made = await tester.post('/v1/calls', {
        agent: asker('Shall we meet tomorrow?', {
          voice: { provider: 'openai', id: 'alloy', fallbacks: [] },
          stt: { provider: 'embedded' },
        }),
        to: '+15550100001',
      });
      const { outcome } = await tester.settled(made.body['id']);
      assert.deepEqual(
        [outcome.code, outcome.end_reason.code],
        ['failed', 'model-failed'],
        JSON.stringify(outcome),
      );
      assert.deepEqual(outcome.end_reason.provider, {
        name: 'openai',
        http_status: 403,
        request_id: 'req_7',
      });
    },
  );

  test(
    'an own key: tested, kept sealed, used by calls, and never told again',
    { timeout: 60_000 },
    async (context) => {
      const { url, asked } = await vendor(context, 429);
      const { client, tester, dataDir } = await start(context);
      const speaks = { agent: agent({ provider: 'openai', id: 'alloy' }), to: '+15550100001' };
      const early = await tester.post('/v1/calls', speaks);
      assert.deepEqual(
        [early.status, early.body['code'], early.body['param']],
        [400, 'provider-key-missing', 'voice.provider'],
      );

      const wrong = await client.post('/v1/provider-keys', { provider: 'openai', key: 'sk-wrong', url });
      assert.deepEqual([wrong.status, wrong.body['param']], [400, 'key'], JSON.stringify(wrong.body));
      const made = await client.post('/v1/provider-keys', { provider: 'openai', key: KEY, url });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.deepEqual([made.body['state'], made.body['key_hint']], ['works', '…6789']);
      const listed = await client.get('/v1/provider-keys');
      const providers = await client.get('/v1/providers');
      for (const { body } of [made, listed, providers]) assert.ok(!JSON.stringify(body).includes(KEY));
      const openai = providers.body['data'].find(({ id }: { id: string }) => id === 'openai');
      assert.deepEqual([openai.usable, openai.key], [true, 'organization']);

      const call = await tester.post('/v1/calls', speaks);
      assert.equal(call.status, 201, JSON.stringify(call.body));
      const ended = await tester.settled(call.body['id']);
      assert.equal(ended['outcome'].code, 'completed', JSON.stringify(ended['outcome']));
      const speech = asked.filter(({ path }) => path.endsWith('/audio/speech'));
      assert.ok(speech.length > 0 && speech.every(({ authorization }) => authorization === `Bearer ${KEY}`));
      const files = bytesBelow(dataDir);
      assert.ok(files.length > 100, 'the database is in there');
      assert.ok(!files.some((bytes) => bytes.includes(KEY)), 'no file holds the key');
    },
  );

  test(
    'a key whose address leads inside is refused unless the operator opened it',
    { timeout: 60_000 },
    async (context) => {
      const { url, asked } = await vendor(context, 200);
      const { client } = await start(context, { allowNetworks: [] });
      const made = await client.post('/v1/provider-keys?test=false', { provider: 'openai', key: KEY, url });
      assert.deepEqual([made.status, made.body['code'], made.body['param']], [400, 'url-refused', 'url']);
      assert.deepEqual(asked, []);
    },
  );

  test(
    'a language that nothing speaks: the agent’s own instead, or a refusal before anything is dialled',
    { timeout: 60_000 },
    async (context) => {
      const { tester } = await start(context);
      const to = '+15550100001';
      const swedish = await tester.post('/v1/calls', { agent: sayer('Hi.', { language: 'sv-SE' }), to });
      assert.deepEqual(
        [swedish.status, swedish.body['code'], swedish.body['param']],
        [400, 'language-unspeakable', 'agent.language'],
      );
      const made = await tester.post('/v1/calls', {
        agent: sayer('Hi.'),
        to,
        overrides: { language: 'sv-SE' },
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      await tester.settled(made.body['id']);
      const note = (await eventsOf(tester, made.body['id'])).find(
        ({ type }) => type === 'language-unavailable',
      );
      assert.deepEqual(note?.data, { language: 'sv-SE', used: 'en-US' });
    },
  );
});
