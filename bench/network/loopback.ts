/** The same on loopback, in real time: a media session plays, a relay spoils, another one hears; many at once. */
import { realClock, realRandom, silentLogger } from '../../src/kernel/index.ts';
import type { NetworkFaults } from '../../src/simulation/network.ts';
import { createMediaEngine, type MediaEngine, type MediaSession } from '../../src/telephony/index.ts';
import type { Played } from './play.ts';
import { audioPort, startRelay, through } from './relay.ts';

const BEFORE = 16_000;
const AFTER = 6_400;
/** Calls at a time: few, so that the machine's own lateness is no part of the figures. */
const AT_ONCE = 16;

export async function playOnLoopback(
  voices: readonly Int16Array[],
  faults: NetworkFaults | null,
): Promise<Played[]> {
  const engine = await createMediaEngine({
    ...{ bindAddress: '127.0.0.1', ports: { from: 0, to: 0 }, threads: 1, drainMs: 1000 },
    ...{ clock: realClock, random: realRandom, logger: silentLogger },
  });
  try {
    const played: Played[] = [];
    for (let from = 0; from < voices.length; from += AT_ONCE) {
      const some = voices.slice(from, from + AT_ONCE);
      played.push(
        ...(await Promise.all(some.map((pcm, index) => play(engine, pcm, faults, from + index + 1)))),
      );
    }
    return played;
  } finally {
    await engine.close();
  }
}

async function play(
  engine: MediaEngine,
  pcm: Int16Array,
  faults: NetworkFaults | null,
  seed: number,
): Promise<Played> {
  const settings = { codecs: ['PCMU'], lostAfterMs: 60_000, record: false } as const;
  const [caller, callee] = await Promise.all([engine.open(settings), engine.open(settings)]);
  const offer = caller.offer();
  const ports = { from: audioPort(offer), to: audioPort(callee.offer()) };
  const relay = await startRelay(ports, faults, seed);
  const taken = callee.takeOffer(through(offer, relay.port));
  if (!taken.ok || !taken.answer) throw new Error('The offer was not taken.');
  caller.takeAnswer(through(taken.answer, relay.port));
  const silence = new Int16Array(BEFORE);
  caller.play({ utteranceId: 'voice', pcm: Int16Array.from([...silence, ...pcm]), last: true });
  callee.start();
  caller.start();
  await reached(callee, BEFORE + pcm.length + AFTER);
  const heard = callee.heard(BEFORE, BEFORE + pcm.length + 4000);
  const stats = await callee.stats();
  await Promise.all([caller.close(), callee.close()]);
  await relay.close();
  return { heard, stats };
}

function reached(session: MediaSession, at: number): Promise<void> {
  session.setAlarm('end', at);
  return new Promise((resolve) => session.events.on('alarm-reached', () => resolve()));
}
