/** Floods from strangers: what is held has a bound, calls go on, and it all ends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, tagOf } from './message/index.ts';
import { answering, BOB, bobDoes, dial, emptyOut, openWorld, Scripted, type World } from './testing.ts';

/** Sends many requests at once, each its own call, from addresses that change. */
function flood(world: World, method: string, count: number, bytes: number, from?: string): void {
  const body = 'x'.repeat(bytes);
  for (let i = 0; i < count; i++) {
    const host = from ?? `198.51.100.${i % 250}`;
    const lines = [
      `${method} sip:bob@192.0.2.2 SIP/2.0`,
      `Via: SIP/2.0/UDP ${host};branch=z9hG4bKflood${method}${i}`,
      `From: <sip:x@${host}>;tag=${i}`,
      'To: <sip:bob@192.0.2.2>',
      `Call-ID: ${method}${i}`,
      `CSeq: 1 ${method}`,
    ];
    world.network.inject(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`), { host, port: 5060 }, BOB);
  }
}

test('an INVITE flood: offers up to the bound, then 503 and nothing kept; a call in progress is served', async () => {
  const world = openWorld();
  let offers = 0;
  bobDoes(world, (call) => {
    if (call.source.startsWith('192.0.2.1:')) answering(call);
    else offers++;
  });
  const ann = dial(world);
  await world.clock.advance(100);
  assert.deepEqual(ann.heard.at(-1), 'answered');
  flood(world, 'INVITE', 1_200, 60_000);
  await world.clock.advance(50);
  assert.ok(offers > 900 && offers < 1_150, `${offers} offers of 60 kB in 64 MiB`);
  assert.equal(world.bob.size.calls, offers + 1);
  const refused = world.network.messages.findLast(
    (message) => message.kind === 'response' && message.status === 503,
  );
  assert.equal(header(refused!, 'Retry-After'), '10');
  assert.ok(tagOf(refused!.to));
  // What is left is too little for another offer; small requests fill it.
  flood(world, 'OPTIONS', 20, 0);
  await world.clock.advance(50);
  // A newcomer is turned away, whoever is in a call is not.
  const carol = new Scripted(world);
  await carol.request('OPTIONS');
  assert.equal(carol.statuses.at(-1), '503 OPTIONS');
  ann.call.hangUp();
  await world.clock.advance(100);
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'us' }]);
  // Nobody decides on the offers; three minutes later they are refused, and then forgotten.
  await world.clock.advance(180_000);
  assert.deepEqual(await emptyOut(world), {});
  await carol.request('OPTIONS', { cseq: 2 });
  assert.equal(carol.statuses.at(-1), '200 OPTIONS');
});

test('one host that floods takes half of the room; the others are served', async () => {
  const world = openWorld();
  bobDoes(world, () => undefined);
  flood(world, 'INVITE', 1_000, 60_000, '198.51.100.9');
  await world.clock.advance(50);
  const { calls } = world.bob.size;
  assert.ok(calls > 450 && calls < 575, `${calls} offers of 60 kB in 32 MiB`);
  const carol = new Scripted(world);
  await carol.request('OPTIONS');
  assert.equal(carol.statuses.at(-1), '200 OPTIONS');
  assert.deepEqual(await world.clock.advance(120_000).then(() => emptyOut(world)), {});
});

test('a flood of requests that we refuse is held no longer than Timer J', async () => {
  const world = openWorld();
  flood(world, 'OPTIONS', 500, 0);
  flood(world, 'CANCEL', 500, 0);
  flood(world, 'ACK', 500, 0);
  await world.clock.advance(50);
  assert.equal(world.bob.size.servers, 1_000);
  assert.deepEqual(await emptyOut(world), {});
});

test('answers that keep nothing give the same To tag to the same request (8.2.7)', async () => {
  const world = openWorld();
  const carol = new Scripted(world);
  for (let i = 0; i < 2; i++) await carol.request('OPTIONS', { more: ['Content-Length: 99'] });
  await carol.request('OPTIONS', { cseq: 2, more: ['Content-Length: 99'] });
  const tags = carol.got.map(({ to }) => tagOf(to));
  assert.ok(tags[0]);
  assert.equal(tags[0], tags[1]);
  assert.notEqual(tags[0], tags[2]);
});
