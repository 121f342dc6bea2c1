import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parley, ParleyError, ParleyUnreachable } from './index.ts';
import { waitBefore } from './retry.ts';

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Reply = Response | Error;

/** A client whose requests get these replies in turn; what it sent, and how long it waited. */
function clientOf(...replies: (Reply | (() => Reply))[]) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const client = new Parley({
    url: 'http://parley.test/',
    key: 'pk_test_1',
    sleep: async (ms) => void waits.push(ms),
    fetch: async (url, init) => {
      sent.push({
        method: init!.method!,
        url: String(url),
        headers: init!.headers as Record<string, string>,
        body: init!.body === undefined ? undefined : JSON.parse(String(init!.body)),
      });
      const reply = replies.shift();
      const given = typeof reply === 'function' ? reply() : reply;
      if (given instanceof Response) return given;
      throw given ?? new Error('nothing more was expected');
    },
  });
  return { client, sent, waits };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

test('a create: path, key, body, and a key of its own that makes it happen once', async () => {
  const { client, sent } = clientOf(json({ id: 'call_1' }, 201), json({ id: 'call_2' }, 201));
  const call = await client.calls.create({ to: '+34600111222', agent_id: 'agent_1' });
  assert.equal(call.id, 'call_1');
  await client.calls.create({ to: '+34600111222', agent_id: 'agent_1' }, { idempotencyKey: 'mine' });
  const [first, second] = sent;
  assert.deepEqual(
    [first!.method, first!.url, first!.headers['authorization'], first!.body],
    ['POST', 'http://parley.test/v1/calls', 'Bearer pk_test_1', { to: '+34600111222', agent_id: 'agent_1' }],
  );
  assert.match(first!.headers['idempotency-key']!, /^[0-9a-f-]{36}$/);
  assert.equal(second!.headers['idempotency-key'], 'mine');
});

test('ids and queries are escaped; what is not given is not sent', async () => {
  const { client, sent } = clientOf(json({}), json({ data: [], has_more: false, next_cursor: null }));
  await client.calls.get('a/b c');
  await client.agents.list({ limit: 5 });
  assert.deepEqual(
    sent.map(({ url }) => url),
    ['http://parley.test/v1/calls/a%2Fb%20c', 'http://parley.test/v1/agents?limit=5'],
  );
});

test('busy and broken: reads and keyed creates are sent again with the same key, changes are not', async () => {
  const busy = (): Response => json({ code: 'too-many-requests' }, 429, { 'retry-after': '7' });
  const create = clientOf(busy(), new TypeError('broken'), json({ id: 'call_1' }, 201));
  await create.client.calls.create({ to: '+34600111222', agent_id: 'a' });
  assert.equal(new Set(create.sent.map(({ headers }) => headers['idempotency-key'])).size, 1);
  assert.equal(create.sent.length, 3);
  assert.equal(create.waits[0], 7_000);

  const read = clientOf(busy(), busy(), busy());
  await assert.rejects(read.client.calls.get('x'), { status: 429, code: 'too-many-requests' });
  assert.equal(read.sent.length, 3);

  const change = clientOf(busy());
  await assert.rejects(change.client.agents.update('x', { name: 'B' }), ParleyError);
  assert.equal(change.sent.length, 1);
  await assert.rejects(clientOf(new TypeError('x')).client.agents.update('x', {}), ParleyUnreachable);
});

test('when the next try is: the server’s word, a growing pause by chance, or never', () => {
  const rules = { safe: true, retries: 3, longestWaitMs: 60_000 };
  const tried = { status: 503, retryAfter: null, tries: 1 };
  assert.equal(waitBefore(tried, rules, 0, 1), 500);
  assert.equal(waitBefore(tried, rules, 0, 0), 250);
  assert.equal(waitBefore({ ...tried, tries: 3 }, rules, 0, 1), 2_000);
  assert.equal(waitBefore({ ...tried, tries: 4 }, rules, 0, 1), null);
  const date = 'Thu, 01 Jan 1970 00:00:09 GMT';
  assert.equal(waitBefore({ ...tried, retryAfter: date }, rules, 4_000, 1), 5_000);
  assert.equal(waitBefore({ ...tried, retryAfter: date }, rules, 10_000, 1), 0);
  assert.equal(waitBefore({ ...tried, retryAfter: '61' }, rules, 0, 1), null);
  assert.equal(waitBefore({ ...tried, status: 500 }, rules, 0, 1), null);
  assert.equal(waitBefore(tried, { ...rules, safe: false }, 0, 1), null);
});

test('a refusal is an error with the members of the problem; a proxy’s page is one too', async () => {
  const problem = {
    type: '/docs/errors/invalid-request',
    title: 'Invalid request',
    status: 400,
    code: 'invalid-request',
    detail: 'to: must be E.164.',
    param: 'to',
    errors: [{ param: 'to', message: 'must be E.164.' }],
    retryable: false,
    request_id: 'req_1',
  };
  const { client } = clientOf(json(problem, 400), new Response('<h1>Bad gateway</h1>', { status: 502 }));
  const refused = await client.calls.create({ to: '1' }).catch((fault: unknown) => fault as ParleyError);
  assert.ok(refused instanceof ParleyError);
  assert.deepEqual(
    [refused.status, refused.code, refused.param, refused.message, refused.requestId, refused.errors.length],
    [400, 'invalid-request', 'to', 'to: must be E.164.', 'req_1', 1],
  );
  await assert.rejects(client.calls.get('x'), { status: 502, code: 'unknown', body: '<h1>Bad gateway</h1>' });
});

test('a list is read row by row over its pages', async () => {
  const { client, sent } = clientOf(
    json({ data: [{ id: 'a' }, { id: 'b' }], has_more: true, next_cursor: 'n' }),
    json({ data: [{ id: 'c' }], has_more: false, next_cursor: null }),
  );
  const ids: string[] = [];
  for await (const { id } of client.agents.each({ limit: 2 })) ids.push(id);
  assert.deepEqual(ids, ['a', 'b', 'c']);
  assert.match(sent[1]!.url, /limit=2&cursor=n$/);
});

/** A stream of these pieces, which breaks at its end when told so. */
function stream(pieces: readonly string[], breaks = false): Response {
  const chunks = pieces.map((text) => new TextEncoder().encode(text));
  return new Response(
    new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else if (breaks) controller.error(new TypeError('the connection broke'));
        else controller.close();
      },
    }),
  );
}

const frame = (seq: number): string => `id: ${seq}\nevent: x\ndata: {"seq":${seq}}\n\n`;

test('events are followed through a broken connection: none twice, none lost', async () => {
  const { client, sent, waits } = clientOf(
    stream([': parley\n\n', frame(0).slice(0, 9), frame(0).slice(9) + frame(1)], true),
    stream([frame(2).replaceAll('\n', '\r\n')]),
    stream([': parley\n\n']),
  );
  const seen: number[] = [];
  for await (const { seq } of client.calls.followEvents('call_1')) seen.push(seq);
  assert.deepEqual(seen, [0, 1, 2]);
  assert.deepEqual(
    sent.map(({ headers }) => [headers['accept'], headers['last-event-id']]),
    [undefined, '1', '2'].map((last) => ['text/event-stream', last]),
  );
  assert.deepEqual(waits, [1_000]);
});

test('a stream that the server refuses is an error at once', async () => {
  const { client } = clientOf(json({ code: 'call-unknown' }, 404));
  await assert.rejects(client.calls.followEvents('x').next(), { code: 'call-unknown' });
});
