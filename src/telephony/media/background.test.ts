/** A call with a background sound, in virtual time: what its peer gets, and what our own detector makes of its echo. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardRing, levelDbfs, muLaw, type LineEvent, type Pcm } from '#audio';
import { seededRandom, VirtualClock } from '#kernel';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { parseRtp, printRtp } from '../rtp/packet.ts';
import type { Agreement } from '../sdp/index.ts';
import { MediaCall } from './call.ts';
import { TickWheel } from './tick-wheel.ts';

const FRAME = 160;
const peer = { address: '192.0.2.1', port: 4000 };
const agreement: Agreement = {
  ...{ codec: 'PCMU', sendType: 0, receiveTypes: [[0, 'PCMU']], direction: 'sendrecv', rtcpMux: false },
  ...{ telephoneEvent: { send: 96, receive: 101 }, remote: peer, remoteRtcp: { ...peer, port: 4001 } },
};

/** A call whose detector takes everything above -57 dBFS for speech. */
function callOn(clock: VirtualClock) {
  const events: LineEvent[] = [];
  const sent: Pcm[] = [];
  const call = new MediaCall({
    ...{ ring: new HeardRing().buffer, recording: null, cname: 'call', clock, random: seededRandom(1) },
    wheel: new TickWheel(clock),
    settings: { codecs: ['PCMU'], lostAfterMs: 60_000, record: false },
    vad: { isSpeech: (frame) => levelDbfs(frame) > -57, close: () => undefined },
    onEvent: (event) => events.push(event),
  });
  call.attach({
    ...{ port: 2, rtcpPort: 3, sendRtcp: () => undefined, close: async () => undefined },
    sendRtp: (bytes) => {
      const pcm = new Int16Array(FRAME);
      pcm.set(muLaw.decode(parseRtp(bytes.slice())!.payload));
      sent.push(pcm);
    },
  });
  call.agree(agreement);
  call.start();
  let sequence = 0;
  const receive = (pcm: Pcm): void => {
    const payload = new Uint8Array(FRAME);
    muLaw.encode(pcm, payload);
    const packet = { marker: false, sequence, timestamp: sequence * FRAME, ssrc: 9, payloadType: 0, payload };
    sequence++;
    call.onRtp(printRtp(packet), peer);
  };
  const run = async (frames: number, hears: (at: number) => Pcm = () => new Int16Array(FRAME)) => {
    for (let i = 0; i < frames; i++) {
      receive(hears(sent.length));
      await clock.advance(20);
    }
  };
  const said = (from: number, to: number): Pcm => {
    const pcm = new Int16Array((to - from) * FRAME);
    sent.slice(from, to).forEach((frame, index) => pcm.set(frame, index * FRAME));
    return pcm;
  };
  return { call, events, sent, run, said };
}

test('it goes out in silence and under the voice, and not beside a tone or another leg', async () => {
  const { call, run, said } = callOn(new VirtualClock());
  await run(10);
  call.command({ type: 'background', background: { sound: 'office', levelDb: -38 } });
  await run(100);
  call.command({
    type: 'play',
    segment: { utteranceId: 'u', pcm: new Int16Array(8000).fill(4000), last: true },
  });
  await run(100);
  assert.ok(levelDbfs(said(0, 10)) < -60);
  assert.ok(Math.abs(levelDbfs(said(20, 100)) + 38) < 3, String(levelDbfs(said(20, 100))));
  assert.ok(new Set(said(115, 150)).size > 3, 'the voice alone would be one value');
  call.fillWith({ kind: 'bridge', ring: new HeardRing().buffer });
  await run(50);
  assert.ok(levelDbfs(said(212, 260)) < -60);
  call.fillWith(null);
  await run(50);
  assert.ok(levelDbfs(said(262, 310)) > -45);
  await call.close();
});

test('its echo is no speech, and the callee over it is', async () => {
  const { call, events, sent, run } = callOn(new VirtualClock());
  call.command({ type: 'background', background: { sound: 'room', levelDb: -30 } });
  const echo = (at: number): Pcm =>
    (sent[at - 6] ?? new Int16Array(FRAME)).map((it) => Math.round(it * 0.25));
  await run(500, echo);
  assert.ok(levelDbfs(echo(400)) > -52, 'it would be speech');
  assert.deepEqual(
    events.filter(({ type }) => type === 'speech-started'),
    [],
  );
  const words = readClip('talkover_slt');
  let at = 0;
  await run(100, (now) => {
    const frame = echo(now).map((it, i) => it + (words[at + i] ?? 0));
    at += FRAME;
    return frame;
  });
  assert.equal(events.filter(({ type }) => type === 'speech-started').length, 1);
  await call.close();
});
