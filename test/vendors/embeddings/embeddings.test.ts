/** OpenAI's `POST /embeddings`, as servers that speak it do, and as they fail. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { realClock, silentLogger } from '#kernel';
import { ModelError, type ModelFault, type ModelUsage } from '#models';
import { createAddressGuard, createGuardedOutlet, createCatalogue, createOutboundHttp } from '#providers';

let next: (input: string[]) => { status: number; body: string } = () => ({ status: 500, body: '' });

test('vectors in the order of the texts, whatever the order of the answer; faults by name', async (t) => {
  const bodies: { model: string; input: string[] }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    assert.deepEqual([request.url, request.headers.authorization], ['/v1/embeddings', 'Bearer sk']);
    const asked = JSON.parse(text) as { model: string; input: string[] };
    bodies.push(asked);
    const { status, body } = next(asked.input);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clock, logger] = [realClock, silentLogger];
  const http = createOutboundHttp({ allowNetworks: ['127.0.0.0/8'], clock, logger });
  const catalogue = createCatalogue({
    own: [],
    http,
    guard: createAddressGuard(['127.0.0.0/8']),
    outlet: createGuardedOutlet(['127.0.0.0/8']),
    clock,
    logger,
  });
  t.after(() => catalogue.close());
  const used: ModelUsage[] = [];
  const link = { provider: 'openai', model: 'small', key: 'sk', url, isTenants: true };
  const model = catalogue.embeddings(link, (usage) => used.push(usage));
  const never = new AbortController().signal;
  next = (input) => ({
    status: 200,
    body: JSON.stringify({
      data: input.map((text, index) => ({ index, embedding: [text.length, 1] })).toReversed(),
      usage: { prompt_tokens: 7, total_tokens: 7 },
    }),
  });
  assert.deepEqual(
    (await model.embed(['a', 'abc'], never)).map((it) => [...it]),
    [
      [1, 1],
      [3, 1],
    ],
  );
  assert.deepEqual([bodies[0]!.model, bodies[0]!.input], ['small', ['a', 'abc']]);
  const of = { stage: 'embedding', provider: 'openai', model: 'small' } as const;
  assert.deepEqual(used, [
    { ...of, unit: 'requests', quantity: 1 },
    { ...of, unit: 'input-tokens', quantity: 7 },
  ]);
  const cases: readonly [number, string, ModelFault][] = [
    [429, '{}', 'rate-limit'],
    [401, '{}', 'auth'],
    [200, '{', 'protocol'],
    [200, '{"data":[]}', 'protocol'],
    [200, '{"data":[{"index":7,"embedding":[1]},{"index":0,"embedding":[1]}]}', 'protocol'],
    [200, '{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}', 'protocol'],
    [200, '{"data":[{"index":0,"embedding":["x"]},{"index":1,"embedding":[1]}]}', 'protocol'],
  ];
  for (const [status, body, fault] of cases) {
    next = () => ({ status, body });
    await assert.rejects(
      model.embed(['a', 'b'], never),
      (thrown) => thrown instanceof ModelError && thrown.fault === fault,
      `${status} ${body}`,
    );
  }
  assert.equal(used.length, 2 + cases.length, 'a failed request is one, of unknown tokens');
  assert.throws(
    () => catalogue.embeddings({ ...link, provider: 'deepgram', url: null }, () => {}),
    ModelError,
  );
});
