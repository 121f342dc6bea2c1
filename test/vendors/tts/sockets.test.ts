/** How sockets of speech are kept: reused, given up, replaced, closed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { modelFor, requestOf, TTS_CASES, type TtsCase } from './cases.ts';
import { compare, faultOf, never, say, until } from './hearing.ts';
import { speechOf, startTtsServer } from './index.ts';

const caseOf = (vendor: string): TtsCase => TTS_CASES.find((spec) => spec.vendor === vendor)!;
const deepgram = caseOf('deepgram');
const elevenlabs = caseOf('elevenlabs');
const cartesia = caseOf('cartesia');
const IDLE_SOCKET_MS = 120_000;

test('deepgram: a socket speaks 20 times and no more, since the vendor takes no more flushes', async () => {
  const server = await startTtsServer('deepgram');
  const tts = modelFor(deepgram, server);
  for (let n = 0; n < 41; n++) {
    const { pcm } = await say(tts, requestOf(deepgram, `Number ${n}.`));
    assert.ok(pcm.length > 0);
  }
  assert.equal(server.opened, 3);
  await tts.close();
  await until('no socket is left', () => server.open === 0);
  await server.stop();
});

test('deepgram: of many sockets at once eight are kept', async () => {
  const server = await startTtsServer('deepgram');
  const tts = modelFor(deepgram, server);
  const run = Promise.all(
    Array.from({ length: 11 }, (_, n) => say(tts, requestOf(deepgram, `Number ${n}.`))),
  );
  await until('all speak at once', () => server.open === 11);
  await run;
  await until('eight are left', () => server.open === 8);
  await tts.close();
  await until('no socket is left', () => server.open === 0);
  await server.stop();
});

test('deepgram: after an abort the same socket speaks on, and nothing of the old is heard', async () => {
  const server = await startTtsServer('deepgram', { fault: (n) => (n === 0 ? 'stall' : null) });
  const tts = modelFor(deepgram, server);
  for await (const { pcm } of tts.speak(requestOf(deepgram, 'A long sentence that is cut off.'), never))
    if (pcm.length > 0) break;
  await until('the vendor stops', () => server.requests[0]!.state === 'stopped');
  // Its confirmation comes by the same socket as what comes next.
  await tts.warm!(requestOf(deepgram, ''));
  const { pcm } = await say(tts, requestOf(deepgram, 'Another one.'));
  assert.deepEqual(pcm, speechOf('Another one.', 8000).pcm);
  assert.ok(server.opened <= 2);
  await tts.close();
  await until('no socket is left', () => server.open === 0);
  await server.stop();
});

test('deepgram: a vendor that does not confirm the stop loses the socket after 2 s', async () => {
  const server = await startTtsServer('deepgram', { fault: () => 'stall' });
  const clock = new VirtualClock();
  const tts = modelFor(deepgram, server, { clock });
  const abort = new AbortController();
  const run = faultOf(say(tts, requestOf(deepgram, 'Cut off.'), abort.signal));
  await until('the request', () => server.requests.length === 1);
  abort.abort();
  await run;
  await until('the vendor stops', () => server.requests[0]!.state === 'stopped');
  await clock.advance(2000);
  await clock.advance(IDLE_SOCKET_MS);
  await until('no socket is left', () => server.open === 0);
  await tts.close();
  await server.stop();
});

test('elevenlabs: while one socket speaks the next is opened, and is the one that speaks next', async () => {
  const server = await startTtsServer('elevenlabs');
  const tts = modelFor(elevenlabs, server);
  await tts.warm!(requestOf(elevenlabs, ''));
  for (let n = 0; n < 5; n++) {
    await say(tts, requestOf(elevenlabs, `Number ${n}.`));
    await until('one is ready', () => server.open === 1 && server.opened === n + 2);
  }
  await tts.close();
  await until('no socket is left', () => server.open === 0);
  await server.stop();
});

test('cartesia: one socket for all', async () => {
  const server = await startTtsServer('cartesia');
  const tts = modelFor(cartesia, server);
  await Promise.all(Array.from({ length: 12 }, (_, n) => say(tts, requestOf(cartesia, `Number ${n}.`))));
  await say(tts, requestOf(cartesia, 'The last one.'));
  assert.equal(server.opened, 1);
  await tts.close();
  await until('no socket is left', () => server.open === 0);
  await server.stop();
});

for (const spec of [deepgram, elevenlabs, cartesia]) {
  test(`${spec.vendor}: a socket without work is closed after two minutes`, async () => {
    const server = await startTtsServer(spec.vendor);
    const clock = new VirtualClock();
    const tts = modelFor(spec, server, { clock });
    await tts.warm!(requestOf(spec, ''));
    await tts.warm!(requestOf(spec, ''));
    assert.equal(server.opened, 1);
    await clock.advance(IDLE_SOCKET_MS - 1);
    assert.equal(server.open, 1);
    await clock.advance(1);
    await until('it is closed', () => server.open === 0);
    await clock.advance(2000);
    assert.equal(clock.timers, 0);
    assert.ok((await say(tts, requestOf(spec, 'Open again.'))).pcm.length > 0);
    await tts.close();
    await until('no socket is left', () => server.open === 0);
    await server.stop();
  });

  test(`${spec.vendor}: a kept socket that has died is replaced without a word`, async () => {
    const server = await startTtsServer(spec.vendor, { fault: (n) => (n === 0 ? 'vanish' : null) });
    const tts = modelFor(spec, server);
    await tts.warm!(requestOf(spec, ''));
    const { pcm } = await say(tts, requestOf(spec, 'Still here.'));
    assert.ok(compare(pcm, speechOf('Still here.', 8000).pcm).correlation > 0.9999);
    assert.equal(server.requests.length, 2);
    // A new socket that dies is no stale one: that is a fault.
    await tts.close();
    await server.stop();
    const bad = await startTtsServer(spec.vendor, { fault: () => 'vanish' });
    const other = modelFor(spec, bad);
    assert.equal((await faultOf(say(other, requestOf(spec, 'Gone.')))).fault, 'connectivity');
    assert.equal(bad.requests.length, 1);
    await other.close();
    await bad.stop();
  });
}
