/**
 * Signalling alone: whole calls (INVITE, 180, 200, ACK, BYE, 200) over UDP on the loopback, answered and placed by our
 * endpoint, with the peer in a process of its own. Counted is the CPU of our process only: `invites_per_s_per_core`.
 * Response times are taken apart from it, at a rate that leaves the core air.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { realClock, realRandom, silentLogger } from '#kernel';
import { createSipEndpoint, type SipEndpoint } from '#telephony';
import type { Bench } from './bench.ts';
import { answerBody } from './peers/sip-text.ts';
import type { LoadLine, Placement } from './peers/sip-load.ts';
import { startChild, type Child } from './rig/child.ts';
import { percentile, round, sharedNow } from './rig/figures.ts';

const WARM_UP = 1_000;
const CALLS = 5_000;
const WINDOW = 32;
const RATE = 200;
const PACED = 1_000;
/** All transactions of calls are forgotten by then (Timers D, H to L: 32 s), ms. */
const FORGOTTEN_MS = 33_000;
const SDP = answerBody(9);

export const sip: Bench = async (progress, args) => {
  const count = Number(args[0] ?? CALLS);
  const phone = await createSipEndpoint({
    bind: { address: '127.0.0.1', port: 0 },
    clock: realClock,
    random: realRandom,
    logger: silentLogger,
    userAgent: 'Parley bench',
  });
  const peer = startChild<LoadLine>('peers/sip-load.ts');
  try {
    const { listening } = await peer.line((line) => line.listening !== undefined);
    phone.onInvite((call) => {
      call.ring();
      void call.accept(SDP, () => Promise.resolve());
    });
    const order = { target: phone.address, window: WINDOW };
    progress(`${WARM_UP} calls to warm up`);
    await answered(peer, { ...order, place: WARM_UP });
    await placed(phone, listening!, WARM_UP, WINDOW);
    progress(`${count} calls answered`);
    const answering = await measured(() => answered(peer, { ...order, place: count }));
    progress(`${count} calls placed`);
    const placing = await measured(() => placed(phone, listening!, count, WINDOW));
    progress(`waiting ${FORGOTTEN_MS / 1000} s, then ${PACED} each way at ${RATE} a second`);
    await delay(FORGOTTEN_MS);
    const calm = (await answered(peer, { target: phone.address, place: PACED, rate: RATE })).placed!;
    const waits = await placed(phone, listening!, PACED, undefined);
    return {
      invites_per_s_per_core: round((2 * count) / (answering.cpuS + placing.cpuS), 0),
      answered_per_s_per_core: round(count / answering.cpuS, 0),
      placed_per_s_per_core: round(count / placing.cpuS, 0),
      answered_per_s: round(count / answering.wallS, 0),
      placed_per_s: round(count / placing.wallS, 0),
      answer_p50_ms: round(calm.p50Ms),
      answer_p99_ms: round(calm.p99Ms),
      place_p50_ms: round(percentile(waits, 0.5)),
      place_p99_ms: round(percentile(waits, 0.99)),
    };
  } finally {
    await peer.close();
    await phone.close();
  }
};

/** CPU of this process and time, s. */
async function measured(
  act: () => Promise<unknown>,
): Promise<{ readonly cpuS: number; readonly wallS: number }> {
  const [cpu, begin] = [process.cpuUsage(), sharedNow()];
  await act();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuS: (user + system) / 1e6, wallS: (sharedNow() - begin) / 1000 };
}

async function answered(peer: Child<LoadLine>, order: Placement): Promise<LoadLine> {
  peer.send(order);
  const line = await peer.line(({ placed: done }) => done !== undefined);
  if (line.placed!.ended !== order.place)
    throw new Error(`${order.place - line.placed!.ended} of ${order.place} calls did not end.`);
  return line;
}

/** Places calls, `window` at a time or at `RATE`; how long each waited for its 180, ms. */
async function placed(
  phone: SipEndpoint,
  target: string,
  count: number,
  window: number | undefined,
): Promise<number[]> {
  const waits: number[] = [];
  const one = async (): Promise<void> => {
    const begin = sharedNow();
    const call = phone.invite({
      identity: phone.newIdentity(),
      requestUri: `sip:bench@${target}`,
      from: `sip:parley@${phone.address}`,
      to: `sip:bench@${target}`,
      offer: SDP,
      ringTimeoutMs: 10_000,
      store: () => Promise.resolve(),
    });
    await new Promise<void>((resolve, reject) => {
      call.events.on('provisional', ({ status }) => status === 180 && waits.push(sharedNow() - begin));
      call.events.on('answered', () => call.hangUp());
      call.events.on('ended', ({ kind, detail }) =>
        kind === 'bye' ? resolve() : reject(new Error(`A call ended by ${kind}: ${detail ?? ''}`)),
      );
    });
  };
  let begun = 0;
  if (window !== undefined) {
    const worker = async (): Promise<void> => {
      while (begun++ < count) await one();
    };
    await Promise.all(Array.from({ length: window }, worker));
    return waits;
  }
  const start = sharedNow();
  await Promise.all(
    Array.from({ length: count }, async (_, number) => {
      await delay(Math.max(0, start + (number * 1000) / RATE - sharedNow()));
      await one();
    }),
  );
  return waits;
}
