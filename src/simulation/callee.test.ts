import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScriptedLine } from '#audio';
import { Emitter, silentLogger, VirtualClock } from '#kernel';
import type { TtsModel } from '#models';
import type { IncomingSipCall, MediaEngine, MediaSession, SipCallEvents, SipEndpoint } from '#telephony';
import { createSimulatedCallee } from './callee.ts';

/** A voice whose every text is 800 ms of hum. */
const tts: TtsModel = {
  contract: 1,
  provider: 'test',
  modelId: 'hum',
  capabilities: { languages: ['en'], voices: [], streaming: false },
  async *speak() {
    yield { pcm: new Int16Array(6400).fill(1000) };
  },
  close: () => Promise.resolve(),
};

function setUp(calledUser: string) {
  const clock = new VirtualClock();
  const line = new ScriptedLine({ clock });
  const acts: string[] = [];
  const events = new Emitter<SipCallEvents>();
  const end = (by: 'us' | 'peer'): void => events.emit('ended', { kind: 'bye', by });
  const call = {
    calledUser,
    offer: 'offer',
    events,
    onOffer: () => {},
    ring: () => void acts.push('180'),
    reject(status: number) {
      acts.push(String(status));
      end('us');
    },
    accept(sdp: string) {
      acts.push(`200 ${sdp}`);
      return Promise.resolve();
    },
    hangUp() {
      acts.push('BYE');
      end('us');
    },
  } as unknown as IncomingSipCall;
  const session = Object.assign(line, {
    takeOffer: () => ({ ok: true, codec: 'PCMU', telephoneEvent: true, answer: 'answer' }),
    start: () => void acts.push('start'),
  }) as unknown as MediaSession;
  const handlers: ((call: IncomingSipCall) => void)[] = [];
  const callee = createSimulatedCallee({
    sip: {
      onInvite: (handler: (typeof handlers)[0]) => void handlers.push(handler),
    } as unknown as SipEndpoint,
    media: { open: () => Promise.resolve(session) } as unknown as MediaEngine,
    tts,
    voice: 'hum',
    clock,
    logger: silentLogger,
  });
  return { acts, call, callee, clock, end, events, line, ring: () => handlers[0]!(call) };
}

function answered(parts: ReturnType<typeof setUp>): Promise<void> {
  parts.ring();
  return parts.clock.advance(2000).then(() => parts.events.emit('answered', { at: parts.clock.now() }));
}

test('the human rings, answers, lets the agent finish and answers once a turn', async () => {
  const parts = setUp('anybody');
  await answered(parts);
  assert.deepEqual(parts.acts, ['180', '200 answer', 'start']);
  parts.line.speech(200, 2000);
  parts.line.speech(2500, 3500); // a pause, not the end of the turn
  await parts.line.advance(6000);
  const said = parts.line.log.filter(({ type }) => type === 'utterance-started');
  assert.equal(said.length, 1);
  const seconds = said[0]!.at / 8000;
  assert.ok(seconds >= 4.4 && seconds < 4.6, `said at ${seconds} s`);
  parts.line.speech(7000, 8000);
  await parts.line.advance(4000);
  assert.equal(parts.line.log.filter(({ type }) => type === 'utterance-started').length, 2);
});

test('the interrupter talks over the agent', async () => {
  const parts = setUp('interrupter');
  await answered(parts);
  parts.line.speech(500, 9000);
  await parts.line.advance(3000);
  const said = parts.line.log.find(({ type }) => type === 'utterance-started');
  assert.ok(said && said.at < 2 * 8000);
});

test('voicemail greets, beeps, and hangs up when nobody ends it', async () => {
  const parts = setUp('voicemail');
  await answered(parts);
  await parts.line.advance(4000);
  const said = parts.line.log.filter(({ type }) => type === 'utterance-ended');
  assert.deepEqual(
    said.map((event) => event.type === 'utterance-ended' && event.utteranceId),
    ['line-0', 'line-1'],
  );
  await parts.line.advance(60_000);
  assert.equal(parts.acts.at(-1), 'BYE');
});

for (const [user, acts] of [
  ['busy', ['486']],
  ['declined', ['603']],
  ['no_answer', ['180']],
] as const) {
  test(`sip:${user}@ gets ${acts.join(' ')}`, async () => {
    const parts = setUp(user);
    parts.ring();
    await parts.clock.advance(60_000);
    assert.deepEqual(parts.acts, acts);
  });
}

test('a caller that withdraws while it rings is not answered', async () => {
  const parts = setUp('human');
  parts.ring();
  await parts.clock.advance(100);
  parts.end('peer');
  await parts.clock.advance(5000);
  assert.deepEqual(parts.acts, ['180']);
});

test('closing the callee ends its calls', async () => {
  const parts = setUp('silent');
  await answered(parts);
  await parts.callee.close();
  assert.equal(parts.acts.at(-1), 'BYE');
});
