import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Goertzel, keyTones, sines, type LineEvent } from '#audio';
import { realClock, realRandom, silentLogger } from '#kernel';
import type { MediaEngine, MediaSession, MediaSettings, RecordingChunk } from '../contract.ts';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { createMediaEngine } from './index.ts';

const settings: MediaSettings = { codecs: ['PCMU', 'PCMA'], lostAfterMs: 5000, record: true };
let engine: MediaEngine;

before(async () => {
  engine = await createMediaEngine({
    bindAddress: '127.0.0.1',
    ports: { from: 0, to: 0 },
    threads: 1,
    clock: realClock,
    random: realRandom,
    logger: silentLogger,
    drainMs: 1000,
  });
});
after(() => engine.close());

function logOf(session: MediaSession): LineEvent[] {
  const log: LineEvent[] = [];
  session.events.onAny((type, payload) => void log.push({ type, ...(payload as object) } as LineEvent));
  return log;
}

/** Resolves when the line has come to a position, by its own alarm: no timer of the test. */
function reached(session: MediaSession, at: number): Promise<void> {
  session.setAlarm(`test-${at}`, at);
  return new Promise((resolve) => {
    const stop = session.events.on('alarm-reached', ({ name }) => {
      if (name !== `test-${at}`) return;
      stop();
      resolve();
    });
  });
}

/** Samples of the ticks after `from`, up to `to`. */
function expected(from: number, to: number): number {
  return (Math.floor(to / 160) - Math.floor(from / 160)) * 160;
}

async function connected(a: MediaSettings, b: MediaSettings): Promise<[MediaSession, MediaSession]> {
  const caller = await engine.open(a);
  const callee = await engine.open(b);
  const taken = callee.takeOffer(caller.offer());
  assert.ok(taken.ok && taken.answer);
  assert.equal(caller.takeAnswer(taken.answer).ok, true);
  return [caller, callee];
}

test('two sessions exchange a tone and keys over loopback, heard, recorded and counted', async () => {
  const [caller, callee] = await connected(settings, { ...settings, codecs: ['PCMA'] });
  const chunks: RecordingChunk[] = [];
  callee.onRecording((chunk) => chunks.push(chunk));
  const [callerLog, calleeLog] = [logOf(caller), logOf(callee)];
  caller.play({ utteranceId: 'tone', pcm: sines([700], 0, 4000), last: true });
  caller.sendDigits('5#');
  callee.start();
  caller.start();
  await reached(callee, 10_400);

  // Longer than the tone and its keys: 500 ms + 2 x 160 ms.
  const heard = callee.heard(0, 8000);
  const begin = heard.findIndex((sample) => Math.abs(sample) > 1000);
  assert.ok(begin >= 0 && begin < 800, `the tone begins ${begin / 8} ms after the answer`);
  const share = new Goertzel(700).share(heard.subarray(begin, begin + 3900));
  assert.ok(share > 0.99, `share of 700 Hz: ${share}`);
  const keys = calleeLog.filter((event) => event.type === 'dtmf-received');
  assert.deepEqual(
    keys.map((key) => [key.digit, key.durationMs]),
    [
      ['5', 100],
      ['#', 100],
    ],
  );
  assert.deepEqual(
    callerLog.map((event) => event.type),
    ['utterance-started', 'utterance-ended'],
  );
  assert.equal(callerLog[1]!.type === 'utterance-ended' && callerLog[1]!.heard, 4000);

  const stats = await callee.stats();
  assert.equal(stats.codec, 'PCMA');
  assert.equal(stats.packetsLost, 0);
  assert.ok(stats.packetsReceived >= 60, `${stats.packetsReceived} packets`);
  await Promise.all([caller.close(), callee.close()]);
  const recorded = chunks.reduce((sum, { pcm }) => sum + pcm.length / 2, 0);
  assert.ok(recorded >= 10_400, `${recorded} sample pairs recorded`);
  const left = chunks[0]!.pcm.subarray(0, 16_000).filter((_, index) => index % 2 === 0);
  assert.deepEqual(left, callee.heard(0, 8000), 'the recording is what was heard');
});

test('without telephone-event keys travel as tones and are found in the audio', async () => {
  const [caller, callee] = await connected(settings, settings);
  const log = logOf(callee);
  caller.play({ utteranceId: 'keys', pcm: keyTones('19'), last: true });
  callee.start();
  caller.start();
  await reached(callee, 6400);
  assert.deepEqual(
    log.filter((event) => event.type === 'dtmf-received').map(({ digit }) => digit),
    ['1', '9'],
  );
  assert.ok(!log.some((event) => event.type === 'speech-started'), 'a key is no speech');
  await Promise.all([caller.close(), callee.close()]);
});

test('hold, resume and cut count what left, and silence goes out meanwhile', async () => {
  const [caller, callee] = await connected(settings, settings);
  const log = logOf(caller);
  caller.play({ utteranceId: 'long', pcm: sines([500], 0, 16_000), last: true });
  callee.start();
  caller.start();
  await reached(caller, 1600);
  caller.hold();
  await reached(caller, 3200);
  caller.resume();
  await reached(caller, 4000);
  caller.cut();
  await reached(caller, 4800);
  const [started, held, resumed, ended] = log.filter((event) => event.type !== 'alarm-reached');
  assert.ok(started?.type === 'utterance-started' && held?.type === 'playout-held');
  assert.ok(resumed?.type === 'playout-resumed' && ended?.type === 'utterance-ended' && ended.cut);
  // Positions count ticks. On a machine that stalled for long, frames were left out, and so many fewer were heard.
  const ticks = Math.floor(ended.at / 160) + 1;
  const skipped = (ticks - (await caller.stats()).packetsSent) * 160;
  const between = (value: number, most: number): boolean =>
    value <= most && value >= most - Math.max(0, skipped);
  assert.ok(between(held.heard, expected(started.at, held.at)), `${held.heard} heard at the hold`);
  assert.ok(
    between(ended.heard - held.heard, expected(resumed.at, ended.at)),
    `${ended.heard} heard at the cut`,
  );
  const silent = callee.heard(held.at + 400, resumed.at - 400);
  assert.ok(silent.length > 400 && silent.every((sample) => Math.abs(sample) < 10), 'silence while held');
  await Promise.all([caller.close(), callee.close()]);
});

test('a main thread that stands still makes no interruption late: the media thread holds and cuts by itself', async () => {
  const [caller, callee] = await connected(settings, settings);
  const log = logOf(caller);
  caller.setBargeIn({ enabled: true, onsetMs: 60, confirmMs: 500 });
  caller.play({ utteranceId: 'long', pcm: sines([500], 0, 80_000), last: true });
  callee.start();
  caller.start();
  await reached(caller, 4000);
  const voice = readClip('talkover_slt');
  const onset = voice.findIndex((sample) => Math.abs(sample) > 1000);
  callee.play({ utteranceId: 'voice', pcm: voice.subarray(onset, onset + 8000), last: true });
  await reached(callee, callee.position() + 160);
  // Nobody of this thread is there for 1.5 s.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  await reached(caller, caller.position() + 1600);
  const started = log.find((event) => event.type === 'speech-started');
  const held = log.find((event) => event.type === 'playout-held');
  const ended = log.find((event) => event.type === 'utterance-ended');
  assert.ok(started?.type === 'speech-started' && held && ended?.type === 'utterance-ended');
  assert.ok(ended.cut && ended.by === 'line');
  const [hold, cut] = [held.at, ended.at].map((at) => (at - started.start) / 8);
  assert.ok(hold! <= 140 && cut! <= 700, `held after ${hold} ms, cut after ${cut} ms`);
  await Promise.all([caller.close(), callee.close()]);
});
