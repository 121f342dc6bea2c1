import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realClock, realRandom, silentLogger } from '#kernel';
import type { MediaSettings } from '../contract.ts';
import { openRtpSockets } from '../rtp/socket.ts';
import { createMediaEngine, type MediaEngineOptions } from './index.ts';

const settings: MediaSettings = { codecs: ['PCMU'], lostAfterMs: 5000, record: false };
const options: MediaEngineOptions = {
  bindAddress: '127.0.0.1',
  ports: { from: 0, to: 0 },
  threads: 1,
  clock: realClock,
  random: realRandom,
  logger: silentLogger,
  drainMs: 60_000,
};

function nothing(): void {}

/** An even port whose neighbours up to three above it were free a moment ago. */
async function freePorts(): Promise<number> {
  const parts = { address: '127.0.0.1', onRtp: nothing, onRtcp: nothing, onError: nothing };
  for (;;) {
    const first = await openRtpSockets({ ...parts, port: 0 });
    const second = await openRtpSockets({ ...parts, port: first.port + 2 }).catch(() => null);
    await first.close();
    await second?.close();
    if (second) return first.port;
  }
}

test('ports: the range is used up, a taken one is passed over, a released one drains; SDP names the advertised address', async () => {
  const from = await freePorts();
  const taken = await openRtpSockets({
    address: '127.0.0.1',
    port: from,
    onRtp: nothing,
    onRtcp: nothing,
    onError: nothing,
  });
  const engine = await createMediaEngine({
    ...options,
    ports: { from, to: from + 3 },
    advertise: '192.0.2.80',
  });
  const session = await engine.open(settings);
  assert.match(session.offer(), new RegExp(`c=IN IP4 192.0.2.80\r\n[^]*m=audio ${from + 2} RTP/AVP 0 101`));
  await assert.rejects(engine.open(settings), { code: 'rtp-ports-exhausted', status: 503 });
  await session.close();
  await session.close();
  await assert.rejects(engine.open(settings), { code: 'rtp-ports-exhausted' }, 'both drain');
  assert.equal((await session.stats()).packetsSent, 0);
  session.play({ utteranceId: 'late', pcm: new Int16Array(160), last: true });
  await engine.close();
  await taken.close();
});

test('an engine closes its sessions; a thread that cannot start is an error that says so', async () => {
  const engine = await createMediaEngine({ ...options, threads: 2 });
  const sessions = await Promise.all([engine.open(settings), engine.open(settings)]);
  sessions[0]!.start();
  await engine.close();
  assert.equal((await sessions[0]!.stats()).codec, null);
  await assert.rejects(engine.open(settings), { code: 'media-unavailable' });
  await assert.rejects(createMediaEngine({ ...options, threadUrl: new URL('file:///nowhere.ts') }), {
    code: 'media-thread-failed',
  });
});

test('a thread that dies loses its calls, which say so, and is replaced', async () => {
  const crashing = new URL(
    `data:text/javascript,import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ type, call }) => {
      if (type === 'open') parentPort.postMessage({ type: 'opened', call, port: 4000, rtcpPort: 4001 });
      if (type === 'start') process.exit(1);
      if (type === 'close') parentPort.postMessage({ type: 'closed', call, stats: {} });
      if (type === 'quit') parentPort.close();
    });
    parentPort.postMessage({ type: 'ready' });`,
  );
  const engine = await createMediaEngine({ ...options, threadUrl: crashing });
  const session = await engine.open(settings);
  const lost = new Promise((resolve) => session.events.on('media-lost', resolve));
  session.start();
  assert.deepEqual(await lost, { seq: 1, at: 0, silentMs: 0 });
  await session.close();
  let next = null;
  while (!next) {
    next = await engine.open(settings).catch(() => null);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await engine.close();
});
