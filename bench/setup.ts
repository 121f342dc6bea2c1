/**
 * How long a request takes to become a call: from the client's first byte to the INVITE at another process's socket,
 * at 1 and at 50 requests a second; and to the first RTP packet at a callee that answers at once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CalleeLine, CalleeMode } from './peers/callee.ts';
import { startChild } from './rig/child.ts';
import { percentile, round, sharedNow } from './rig/figures.ts';
import { startServer, type BenchServer } from './rig/server.ts';
import type { Bench, Progress } from './bench.ts';

const WARM_UP = 20;
const WAIT_MS = 10_000;

export const setup: Bench = async (progress) => {
  const server = await startServer();
  try {
    const invite = await reach(server, 'refuse', 'invite', progress, [
      { rate: 10, count: WARM_UP },
      { rate: 1, count: 40 },
      { rate: 50, count: 1000 },
    ]);
    const media = await reach(server, 'greet', 'media', progress, [
      { rate: 5, count: WARM_UP },
      { rate: 5, count: 150 },
    ]);
    const [, slow, fast] = invite;
    return {
      p50_ms_at_1: round(percentile(slow!, 0.5)),
      p99_ms_at_1: round(percentile(slow!, 0.99)),
      p50_ms_at_50: round(percentile(fast!, 0.5)),
      p99_ms_at_50: round(percentile(fast!, 0.99)),
      connect_p50_ms: round(percentile(media[1]!, 0.5)),
      connect_p99_ms: round(percentile(media[1]!, 0.99)),
    };
  } finally {
    await server.close();
  }
};

interface Load {
  /** Requests a second. */
  readonly rate: number;
  readonly count: number;
}

/** Places calls to a callee; for each load, how long each took to reach it, ms. @throws Error when one did not */
async function reach(
  server: BenchServer,
  mode: CalleeMode,
  what: 'invite' | 'media',
  progress: Progress,
  loads: readonly Load[],
): Promise<number[][]> {
  const callee = startChild<CalleeLine>('peers/callee.ts', [mode]);
  const { listening } = await callee.line((line) => line.listening !== undefined);
  const reached = new Map<string, number>();
  callee.onLine((line) => {
    const user = line[what];
    if (user !== undefined) reached.set(user, line.at!);
  });
  const results: number[][] = [];
  for (const [index, { rate, count }] of loads.entries()) {
    progress(`${what}: ${count} requests at ${rate} a second`);
    const user = (number: number): string => `${what}${index}x${number}`;
    const begin = sharedNow();
    const sent = await Promise.all(
      Array.from({ length: count }, async (_, number) => {
        await delay(Math.max(0, begin + (number * 1000) / rate - sharedNow()));
        const to = `sip:${user(number)}@${listening}`;
        const { body, at } = await server.ask<{ id: string }>('POST', '/v1/calls', {
          agent_id: server.agentId,
          to,
        });
        return { id: body.id, at };
      }),
    );
    const until = sharedNow() + WAIT_MS;
    while (!sent.every((_, number) => reached.has(user(number))) && sharedNow() < until) await delay(20);
    const missing = sent.filter((_, number) => !reached.has(user(number)));
    if (missing.length > 0)
      throw new Error(
        `${missing.length} of ${count} calls did not come to ${what}; the first: ${await fateOf(server, missing[0]!.id)}`,
      );
    results.push(sent.map(({ at }, number) => reached.get(user(number))! - at));
  }
  await callee.close();
  return results;
}

async function fateOf(server: BenchServer, id: string): Promise<string> {
  const { body } = await server.ask<{ status: string; outcome: unknown }>('GET', `/v1/calls/${id}`);
  return JSON.stringify([id, body.status, body.outcome]);
}
