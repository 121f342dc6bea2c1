/** Calls with a callee that talks: placed, watched for a while, ended, and what the callee and the log say of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Progress } from '../bench.ts';
import type { CalleeReport } from '../peers/callee.ts';
import type { Talk, TalkerLine, TalkerMode } from '../peers/talker.ts';
import { startChild } from './child.ts';
import { sharedNow } from './figures.ts';
import { startServer, talkingAgent, type BenchServer } from './server.ts';

/** The silence that ends a turn, ms: the least that the detector's own wait leaves room for. */
export const ENDPOINT_MS = 400;
const DIALS_PER_SECOND = 20;
const SETTLE_MS = 5_000;
const WAIT_MS = 20_000;
/** The first calls of a process load what no later one loads. */
const WARM_UP = 3;

export interface CallEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, number>>;
}

export interface TalkingRun {
  readonly talks: readonly Talk[];
  readonly report: CalleeReport;
  /** Of every call, by the user part that was dialled. */
  readonly events: ReadonlyMap<string, readonly CallEvent[]>;
}

export interface TalkingOptions {
  readonly mode: TalkerMode;
  readonly calls: number;
  readonly windowMs: number;
  readonly progress: Progress;
  /** Before the calls that count. */
  idle?(server: BenchServer): void;
  /** Told when the window begins and ends. */
  watch?(server: BenchServer): () => void;
}

export async function talk(options: TalkingOptions): Promise<TalkingRun> {
  const { mode, calls, windowMs, progress } = options;
  const server = await startServer(talkingAgent(ENDPOINT_MS, mode === 'interrupt'));
  const callee = startChild<TalkerLine>('peers/talker.ts', [mode]);
  try {
    const { listening } = await callee.line((line) => line.listening !== undefined);
    let [speaking, ended] = [0, 0];
    callee.onLine((line) => {
      if (line.media !== undefined) speaking++;
      if (line.ended !== undefined) ended++;
    });
    await place(server, listening!, 'warm', WARM_UP);
    await until(() => speaking === WARM_UP, 'the first calls to be answered');
    await delay(SETTLE_MS);
    callee.send({ hangUp: true });
    await until(() => ended === WARM_UP, 'the first calls to end');

    options.idle?.(server);

    speaking = ended = 0;
    progress(`${calls} calls: dialling`);
    const ids = await place(server, listening!, 'call', calls);
    await until(() => speaking === calls, `${calls} calls to be answered`);
    await delay(SETTLE_MS);
    progress(`${calls} calls: talking for ${windowMs / 1000} s`);
    callee.send({ measure: true });
    const watched = options.watch?.(server);
    await delay(windowMs);
    watched?.();
    const reports = Promise.all([
      callee.line((line) => line.talks !== undefined),
      callee.line((line) => line.report !== undefined),
    ]);
    callee.send({ report: true });
    const [{ talks }, { report }] = await reports;
    if (report!.calls !== calls) throw new Error(`${report!.calls} of ${calls} calls lasted.`);
    callee.send({ hangUp: true });
    await until(() => ended === calls, 'the calls to end');
    const events = new Map<string, readonly CallEvent[]>();
    for (const [number, id] of ids.entries()) events.set(`call${number}`, await eventsOf(server, id));
    return { talks: talks!, report: report!, events };
  } finally {
    await callee.close();
    await server.close();
  }
}

/** Every event of a call that has ended; its last ones may still be on their way. */
async function eventsOf(server: BenchServer, id: string): Promise<readonly CallEvent[]> {
  for (const end = sharedNow() + WAIT_MS; ; await delay(50)) {
    const events: (CallEvent & { seq: number })[] = [];
    for (let more = true; more;) {
      const path = `/v1/calls/${id}/events?after=${events.at(-1)?.seq ?? 0}&limit=1000`;
      const { body } = await server.ask<{ data: typeof events; has_more: boolean }>('GET', path);
      events.push(...body.data);
      more = body.has_more;
    }
    if (events.some(({ type }) => type === 'media-measured')) return events;
    if (sharedNow() > end) throw new Error(`Call ${id} has no figures of its media.`);
  }
}

async function place(server: BenchServer, address: string, name: string, count: number): Promise<string[]> {
  const begin = sharedNow();
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      await delay(Math.max(0, begin + (number * 1000) / DIALS_PER_SECOND - sharedNow()));
      const to = `sip:${name}${number}@${address}`;
      const request = { agent_id: server.agentId, to };
      return (await server.ask<{ id: string }>('POST', '/v1/calls', request)).body.id;
    }),
  );
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (const end = sharedNow() + WAIT_MS; !isTrue(); await delay(50))
    if (sharedNow() > end) throw new Error(`Waited ${WAIT_MS / 1000} s in vain for ${what}.`);
}
