/** Calls from who must say who it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header, printMessage } from './message/index.ts';
import { ANN, answering, BOB, dial, emptyOut, openWorld, type World } from './testing.ts';

const credentials = { username: 'ann', password: 'secret' };

const guard = { realm: 'bob.example', credentials: [credentials] };

/** Bob asks Ann's host for credentials and serves the others; `taken`: whose calls he took. */
function guarded(): World & { taken: string[] } {
  const world = openWorld();
  const taken: string[] = [];
  world.bob.onInvite((call) => {
    if (call.source.startsWith(`${ANN.host}:`) && !call.prove(guard)) return;
    taken.push(call.from);
    answering(call);
  });
  return { ...world, taken };
}

test('right credentials come through; with none and with wrong ones no call is taken', async () => {
  const world = guarded();
  const right = dial(world, { credentials });
  await world.clock.advance(200);
  assert.equal(right.heard.at(-1), 'answered');
  const wrong = dial(world, { credentials: { ...credentials, password: 'guessed' } });
  const none = dial(world);
  await world.clock.advance(200);
  for (const { endings } of [wrong, none])
    assert.deepEqual(
      endings.map(({ kind, status }) => [kind, status]),
      [['auth-failed', 401]],
    );
  assert.equal(world.taken.length, 1);
  right.call.hangUp();
  assert.deepEqual(await emptyOut(world), {});
});

test('an INVITE sent again by somebody who overheard it is challenged; who is asked nothing is served', async () => {
  const world = guarded();
  const ann = dial(world, { credentials });
  await world.clock.advance(200);
  const invite = world.network.messages.findLast(
    (message) => message.kind === 'request' && message.method === 'INVITE',
  )!;
  assert.ok(header(invite, 'Authorization'));
  const replay = Buffer.from(printMessage({ ...invite, callId: 'another' }))
    .toString()
    .replace(/branch=z9hG4bK\w+/, 'branch=z9hG4bKreplay');
  world.network.inject(Buffer.from(replay), ANN, BOB);
  await world.clock.advance(50);
  const answered = world.network.messages.findLast(({ callId }) => callId === 'another')!;
  assert.ok(answered.kind === 'response' && answered.status === 401);
  assert.match(header(answered, 'WWW-Authenticate')!, /stale=true/);
  const elsewhere = replay.replace('replay', 'other').replace('another', 'third');
  world.network.inject(Buffer.from(elsewhere), { ...ANN, host: '192.0.2.3' }, BOB);
  await world.clock.advance(50);
  assert.equal(world.taken.length, 2);
  ann.call.hangUp();
});

test('a forged source gets one challenge, less than twice what came, and nothing is kept (26.3.2.4)', async () => {
  const world = guarded();
  const lines = [
    'INVITE sip:bob@192.0.2.2 SIP/2.0',
    `Via: SIP/2.0/UDP ${ANN.host}:5060;branch=z9hG4bKforged`,
    'From: <sip:ann@192.0.2.1>;tag=f',
    'To: <sip:bob@192.0.2.2>',
    'Call-ID: forged',
    'CSeq: 1 INVITE',
    'Contact: <sip:ann@192.0.2.1>',
  ];
  const forged = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${'x'.repeat(400)}`);
  const sent: string[] = [];
  world.bob.watch(
    'forged',
    ({ direction, bytes }) => direction === 'sent' && sent.push(Buffer.from(bytes).toString()),
  );
  world.network.inject(forged, ANN, BOB);
  await world.clock.advance(120_000);
  assert.deepEqual(
    sent.map((message) => message.slice(8, 11)),
    ['100', '401'],
  );
  const length = sent.join('').length;
  assert.ok(length < 2 * forged.length, `${length} octets for ${forged.length}`);
  assert.deepEqual(await emptyOut(world), {});
});
