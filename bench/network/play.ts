/** Plays a voice through a network into one call of ours, in virtual time: what the call hears of it, and its figures. */
import { FRAME_SAMPLES, HeardRing, LINE_RATE, muLaw } from '../../src/audio/index.ts';
import { seededRandom, VirtualClock } from '../../src/kernel/index.ts';
import { Network, type NetworkFaults } from '../../src/simulation/network.ts';
import type { MediaStats } from '../../src/telephony/index.ts';
import { MediaCall } from '../../src/telephony/media/call.ts';
import { TickWheel } from '../../src/telephony/media/tick-wheel.ts';
import { printRtp } from '../../src/telephony/rtp/packet.ts';

export interface Played {
  /** From the first sample that was sent on. */
  readonly heard: Int16Array;
  readonly stats: MediaStats;
}

const PEER = { address: '192.0.2.9', port: 4000 };
/** Silence that the peer sends before and after, so that the call knows its jitter, ms. */
const BEFORE_MS = 2000;
const AFTER_MS = 500;

/** @param faults `null`: every packet comes at once */
export async function playThrough(
  pcm: Int16Array,
  faults: NetworkFaults | null,
  seed: number,
): Promise<Played> {
  const clock = new VirtualClock();
  const ring = new HeardRing();
  const call = new MediaCall({
    settings: { codecs: ['PCMU'], lostAfterMs: 60_000, record: false },
    ring: ring.buffer,
    recording: null,
    cname: 'bench',
    clock,
    random: seededRandom(seed),
    wheel: new TickWheel(clock),
    vad: { isSpeech: () => false, close: () => undefined },
    onEvent: () => undefined,
  });
  call.agree({
    ...{ codec: 'PCMU', sendType: 0, receiveTypes: [[0, 'PCMU']], telephoneEvent: null },
    ...{ remote: PEER, remoteRtcp: { ...PEER, port: 4001 }, rtcpMux: false, direction: 'sendrecv' },
  });
  call.start();
  const network = faults && new Network(faults, seed);
  const silent = (BEFORE_MS * LINE_RATE) / 1000;
  const voice = new Int16Array(silent + pcm.length + (AFTER_MS * LINE_RATE) / 1000);
  voice.set(pcm, silent);
  for (let at = 0, sequence = 0; at + FRAME_SAMPLES <= voice.length; at += FRAME_SAMPLES, sequence++) {
    const bytes = packet(voice.subarray(at, at + FRAME_SAMPLES), sequence);
    const now = clock.monotonic();
    for (const arrival of network?.send(now) ?? [now])
      clock.after(arrival - now, () => call.onRtp(bytes.slice(), PEER));
    await clock.advance(20);
  }
  await clock.advance(400);
  const stats = await call.close();
  return { heard: ring.read(silent, voice.length), stats };
}

function packet(frame: Int16Array, sequence: number): Uint8Array {
  const payload = new Uint8Array(FRAME_SAMPLES);
  muLaw.encode(frame, payload);
  const marker = sequence === 0;
  return printRtp({
    marker,
    payloadType: 0,
    sequence,
    timestamp: sequence * FRAME_SAMPLES,
    ssrc: 5,
    payload,
  });
}
