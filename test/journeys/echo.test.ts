/** The agent's voice coming back from the callee's phone, on the media thread's own parts in virtual time. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { gain, HeardRing, mix, muLaw, type LineEvent, type Pcm } from '#audio';
import { seededRandom, VirtualClock } from '#kernel';
import type { VadFactory } from '#models';
import { createFvadFactory } from '#providers';
import { MediaCall } from '../../src/telephony/media/call.ts';
import { TickWheel } from '../../src/telephony/media/tick-wheel.ts';
import { parseRtp, printRtp } from '../../src/telephony/rtp/packet.ts';
import { readClip } from '../../fixtures/speech/clips.ts';

const peer = { address: '192.0.2.9', port: 4000 };
const DELAY_FRAMES = 6;
let vads: VadFactory;
before(async () => {
  vads = await createFvadFactory();
});

/** A call whose far end sends our audio back at -10 dB after 120 ms, with line noise and `callee` on top. */
async function converse(agent: Pcm, callee: Pcm, seconds: number): Promise<LineEvent[]> {
  const clock = new VirtualClock();
  const log: LineEvent[] = [];
  const sent: Pcm[] = [];
  const call = new MediaCall({
    settings: { codecs: ['PCMU'], lostAfterMs: 10_000, record: false },
    ring: new HeardRing().buffer,
    recording: null,
    cname: 'test',
    clock,
    random: seededRandom(7),
    wheel: new TickWheel(clock),
    vad: vads.create(),
    onEvent: (event) => log.push(event),
  });
  call.attach({
    port: 2,
    rtcpPort: 3,
    sendRtp: (bytes) => void sent.push(muLaw.decode(parseRtp(bytes.slice())!.payload.slice())),
    sendRtcp: () => undefined,
    close: async () => undefined,
  });
  call.agree({
    codec: 'PCMU',
    sendType: 0,
    receiveTypes: [[0, 'PCMU']],
    telephoneEvent: null,
    remote: peer,
    remoteRtcp: { ...peer, port: 4001 },
    rtcpMux: false,
    direction: 'sendrecv',
  });
  call.start();
  call.command({ type: 'barge-in', settings: { enabled: true, onsetMs: 60, confirmMs: 500 } });
  call.command({ type: 'play', segment: { utteranceId: 'u', pcm: agent, last: true } });
  const noise = readClip('linenoise_m50');
  for (let index = 0; index < seconds * 50; index++) {
    await clock.advance(20);
    const at = index * 160;
    const echo = gain(sent[index - DELAY_FRAMES] ?? new Int16Array(160), -10);
    const line = mix(echo, noise.subarray(at % (noise.length - 160), (at % (noise.length - 160)) + 160));
    const payload = new Uint8Array(160);
    muLaw.encode(mix(line, callee.subarray(at, at + 160)), payload);
    const header = { marker: false, payloadType: 0, sequence: index, timestamp: at, ssrc: 5 };
    call.onRtp(printRtp({ ...header, payload }), peer);
  }
  await call.close();
  return log;
}

for (const name of ['ivr_menu_slt', 'voicemail_slt', 'callback_slt'])
  test(`${name} as an echo at -10 dB never holds the agent and is no speech`, async () => {
    const log = await converse(readClip(name), new Int16Array(0), 9);
    assert.deepEqual(
      log.filter(({ type }) => type === 'playout-held' || type === 'speech-started'),
      [],
    );
  });

for (const name of ['talkover_slt', 'who_is_this_slt', 'yes_works_slt', 'hello_slt'])
  test(`${name} over the echo holds within 140 ms`, async () => {
    const clip = readClip(name);
    const from = clip.findIndex((sample) => Math.abs(sample) > 1000);
    for (const onset of [16_000, 20_160, 25_600]) {
      const callee = new Int16Array(onset + clip.length - from);
      callee.set(clip.subarray(from), onset);
      const log = await converse(readClip('ivr_menu_slt'), callee, 6);
      const held = log.find(({ type }) => type === 'playout-held');
      assert.ok(held, `${name} at ${onset} did not hold`);
      const ms = (held.at - onset) / 8;
      assert.ok(ms >= 0 && ms <= 140, `held after ${ms} ms`);
    }
  });
