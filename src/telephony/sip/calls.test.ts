/** Whole calls between two endpoints, in virtual time, on a network that loses what we say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answering, bobDoes, dial, emptyOut, openWorld, SDP } from './testing.ts';

test('a call: answered, hung up by the caller, nothing left behind', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => {
    call.ring();
    answering(call);
  });
  const ann = dial(world);
  await world.clock.advance(1_000);
  assert.deepEqual(ann.heard, ['sent', 'provisional', 'provisional', 'answered']);
  ann.call.hangUp();
  await world.clock.advance(1_000);
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'us' }]);
  assert.deepEqual(calls[0]!.endings, [{ kind: 'bye', by: 'peer' }]);
  assert.deepEqual(world.network.log, [
    '192.0.2.1 INVITE',
    '192.0.2.2 100 INVITE',
    '192.0.2.2 180 INVITE',
    '192.0.2.2 200 INVITE',
    '192.0.2.1 ACK',
    '192.0.2.1 BYE',
    '192.0.2.2 200 BYE',
  ]);
  assert.deepEqual(await emptyOut(world), {});
});

test('the callee hangs up, with a reason', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const ann = dial(world);
  await world.clock.advance(1_000);
  calls[0]!.call.hangUp({ text: 'gone', q850: 31 });
  assert.deepEqual(await emptyOut(world), {});
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'peer', q850: 31, reason: 'gone' }]);
  assert.deepEqual(calls[0]!.endings, [{ kind: 'bye', by: 'us' }]);
});

test('hung up in silence: CANCEL waits for a provisional response (9.1)', async () => {
  const world = openWorld();
  bobDoes(world, (call) => call.ring());
  world.network.drop = (line) => line === '192.0.2.2 100 INVITE' || line === '192.0.2.2 180 INVITE';
  const ann = dial(world);
  await world.clock.advance(100);
  ann.call.hangUp();
  await world.clock.advance(300);
  assert.ok(!world.network.sentBy('192.0.2.1').includes('CANCEL'));
  world.network.drop = () => false;
  assert.deepEqual(await emptyOut(world), {});
  assert.ok(world.network.sentBy('192.0.2.1').includes('CANCEL'));
  assert.deepEqual(ann.endings, [{ kind: 'canceled', by: 'us', status: 487, reason: 'Request Terminated' }]);
});

test('nobody there: no-response after Timer B, whatever we wished meanwhile', async () => {
  for (const hangUp of [false, true]) {
    const world = openWorld();
    world.network.drop = () => true;
    const ann = dial(world);
    await world.clock.advance(1_000);
    if (hangUp) ann.call.hangUp();
    await world.clock.advance(30_999);
    assert.equal(ann.endings.length, 0);
    await world.clock.advance(1);
    assert.equal(ann.endings[0]?.kind, hangUp ? 'canceled' : 'no-response');
    assert.equal(world.network.sentBy('192.0.2.1').filter((line) => line === 'INVITE').length, 7);
    assert.deepEqual(await emptyOut(world), {});
  }
});

test('CANCEL crosses the 200: ACK and BYE', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const ann = dial(world);
  await world.clock.advance(100);
  void calls[0]!.call.accept(SDP, () => Promise.resolve());
  ann.call.hangUp();
  assert.deepEqual(await emptyOut(world), {});
  assert.deepEqual(world.network.sentBy('192.0.2.1'), ['INVITE', 'CANCEL', 'ACK', 'BYE']);
  assert.deepEqual(ann.endings, [{ kind: 'canceled', by: 'us', status: 200 }]);
  assert.ok(!ann.heard.includes('answered'));
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
});

test('a lost 200 and a lost ACK are repeated until both are through', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const losses = new Map([
    ['192.0.2.2 200 INVITE', 2],
    ['192.0.2.1 ACK', 2],
  ]);
  world.network.drop = (line) => {
    const left = losses.get(line) ?? 0;
    losses.set(line, left - 1);
    return left > 0;
  };
  const ann = dial(world);
  await world.clock.advance(20_000);
  assert.deepEqual(
    ann.heard.filter((name) => name === 'answered'),
    ['answered'],
  );
  assert.deepEqual(calls[0]!.heard, ['answered']);
  assert.equal(world.network.sentBy('192.0.2.1').filter((line) => line === 'ACK').length, 3);
  ann.call.hangUp();
  assert.deepEqual(await emptyOut(world), {});
});

test('the ACK never comes: the callee says BYE after 64*T1 (13.3.1.4)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  world.network.drop = (line) => line === '192.0.2.1 ACK';
  const ann = dial(world);
  await world.clock.advance(31_000);
  assert.equal(calls[0]!.endings.length, 0);
  assert.deepEqual(await emptyOut(world), {});
  assert.equal(calls[0]!.endings[0]?.kind, 'no-response');
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'peer' }]);
});

test('hung up by the callee before the ACK: BYE waits for it (15)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => {
    answering(call);
    call.hangUp();
  });
  // Hung up while the record is being kept is a refusal.
  const first = dial(world);
  await world.clock.advance(1_000);
  assert.equal(first.endings[0]?.status, 480);
  bobDoes(world, (call) => void call.accept(SDP, () => Promise.resolve()).then(() => call.hangUp()));
  const second = dial(world);
  assert.deepEqual(await emptyOut(world), {});
  assert.deepEqual(second.endings, [{ kind: 'bye', by: 'peer' }]);
  const order = world.network.log.slice(-3);
  assert.deepEqual(order, ['192.0.2.1 ACK', '192.0.2.2 BYE', '192.0.2.1 200 BYE']);
  assert.equal(calls.length, 1);
});

test('the ring cap cancels; the callee learns of it', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const ann = dial(world, { ringTimeoutMs: 5_000 });
  await world.clock.advance(4_999);
  assert.equal(ann.endings.length, 0);
  assert.deepEqual(await emptyOut(world), {});
  assert.equal(ann.endings[0]?.kind, 'ring-timeout');
  assert.deepEqual(
    calls[0]!.endings.map(({ kind, by }) => [kind, by]),
    [['canceled', 'peer']],
  );
});

test('a CANCEL that nobody honours ends after 64*T1 (9.1)', async () => {
  const world = openWorld();
  bobDoes(world, (call) => call.ring());
  const ann = dial(world);
  await world.clock.advance(100);
  world.network.drop = () => true;
  ann.call.hangUp();
  await world.clock.advance(33_000);
  assert.deepEqual(ann.endings, [{ kind: 'canceled', by: 'us' }]);
});

test('BYE to a peer that is gone: ended within the grace', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const ann = dial(world);
  await world.clock.advance(1_000);
  world.network.drop = () => true;
  ann.call.hangUp();
  await world.clock.advance(2_000);
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'us' }]);
});

const full = (): Promise<never> => Promise.reject(new Error('disk full'));

test('a store that fails before the INVITE ends the call without a word', async () => {
  const world = openWorld();
  const ann = dial(world, { store: full });
  await world.clock.advance(60_000);
  assert.deepEqual(ann.endings, [{ kind: 'internal', by: 'us', detail: 'disk full' }]);
  assert.deepEqual(world.network.log, []);
});

test('a store that fails on the 2xx leaves nobody in a dead call: ACK and BYE', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const ann = dial(world, {
    store: (record) => (record.phase === 'confirmed' ? full() : Promise.resolve()),
  });
  await world.clock.advance(1_000);
  assert.deepEqual(ann.endings, [{ kind: 'internal', by: 'us', detail: 'disk full', status: 200 }]);
  assert.ok(!ann.heard.includes('answered'));
  assert.deepEqual(world.network.sentBy('192.0.2.1'), ['INVITE', 'ACK', 'BYE']);
  assert.deepEqual(calls[0]!.endings, [{ kind: 'bye', by: 'peer', q850: 41, reason: 'Internal failure' }]);
  assert.deepEqual(await emptyOut(world), {});
});

test('a store that fails after the ACK costs the call nothing', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const ann = dial(world, {
    store: (record) => {
      if (record.acknowledged) throw new TypeError('not even a promise');
      return Promise.resolve();
    },
  });
  await world.clock.advance(1_000);
  ann.call.hangUp();
  await world.clock.advance(1_000);
  assert.deepEqual(ann.endings, [{ kind: 'bye', by: 'us' }]);
});

test('closing an endpoint sends nothing and tells its calls', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const ann = dial(world);
  await world.clock.advance(1_000);
  const before = world.network.log.length;
  await world.ann.close();
  assert.equal(world.network.log.length, before);
  assert.deepEqual(
    ann.endings.map(({ kind }) => kind),
    ['internal'],
  );
  await world.bob.close();
  assert.equal(world.clock.timers, 0);
});

test('closed in the moment of a hang-up: no transaction begins behind the close', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const ann = dial(world);
  await world.clock.advance(1_000);
  ann.call.hangUp();
  await Promise.all([world.ann.close(), world.bob.close()]);
  await world.clock.advance(0);
  assert.equal(world.clock.timers, 0);
  assert.equal(world.ann.size.clients, 0);
});

test('an offer that nobody decides on is refused after three minutes', async () => {
  const world = openWorld();
  const calls = bobDoes(world, () => undefined);
  const ann = dial(world, { ringTimeoutMs: 600_000 });
  await world.clock.advance(179_000);
  assert.equal(ann.endings.length, 0);
  assert.deepEqual(await emptyOut(world), {});
  assert.equal(ann.endings[0]?.status, 480);
  assert.equal(calls[0]!.endings[0]?.kind, 'ring-timeout');
});

test('whom we vouch for stands beside whom the callee is shown (RFC 3325, 9.1)', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  dial(world, { from: '<sip:+34600111222@192.0.2.1>', assertedIdentity: '<sip:+34910000001@192.0.2.1>' });
  await world.clock.advance(1_000);
  const { call } = calls[0]!;
  assert.match(call.from, /\+34600111222/);
  assert.equal(call.header('p-asserted-identity'), '<sip:+34910000001@192.0.2.1>');
  assert.throws(() => dial(world, { assertedIdentity: '<sip:a@b>\r\nX: 1' }), /assertedIdentity/);
});
