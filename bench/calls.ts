/**
 * Many calls at once, each with the detector of voice on, a recording, and an agent that waits: lateness and loss as
 * another process sees them, CPU and memory of Parley's processes and its PostgreSQL. A fresh server for each count.
 * Then the same with calls that talk (`_talking`): real speech both ways, scripted models, every turn in the log.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Progress } from './bench.ts';
import type { CalleeLine, CalleeReport } from './peers/callee.ts';
import { startChild } from './rig/child.ts';
import { percentile, round, sharedNow } from './rig/figures.ts';
import { cpuSeconds, memoryMb } from './rig/process-tree.ts';
import { startServer, type BenchServer } from './rig/server.ts';
import { talkingCosts } from './rig/talking-costs.ts';

const COUNTS = [50, 100, 200];
const DIALS_PER_SECOND = 20;
const SETTLE_MS = 5_000;
const WINDOW_MS = 20_000;
const WAIT_MS = 15_000;

export const calls: Bench = async (progress) => {
  const figures: Record<string, number> = {};
  for (const count of COUNTS)
    for (const [name, value] of Object.entries(await hold(count, progress)))
      figures[`${name}_at_${count}`] = round(value);
  for (const count of COUNTS)
    for (const [name, value] of Object.entries(await talkingCosts(count, WINDOW_MS, progress)))
      figures[`${name}_at_${count}_talking`] = round(value, 3);
  return figures;
};

async function hold(count: number, progress: Progress): Promise<Record<string, number>> {
  const server = await startServer();
  const callee = startChild<CalleeLine>('peers/callee.ts', ['hold']);
  try {
    const { listening } = await callee.line((line) => line.listening !== undefined);
    let speaking = 0;
    let ended = 0;
    callee.onLine((line) => {
      if (line.media !== undefined) speaking++;
      if (line.ended !== undefined) ended++;
    });
    // A few calls first: what is loaded on first use belongs to no call.
    await place(server, listening!, 'warm', 5);
    await until(() => speaking === 5, 'the first calls to be answered');
    callee.send({ hangUp: true });
    await delay(SETTLE_MS);
    const idleMb = memoryMb(server.pid);

    speaking = ended = 0;
    progress(`${count} calls: dialling`);
    const ids = await place(server, listening!, 'call', count);
    await until(() => speaking === count, `${count} calls to be answered`);
    await delay(SETTLE_MS);
    progress(`${count} calls: measuring for ${WINDOW_MS / 1000} s`);
    callee.send({ measure: true });
    const [begin, cpu] = [sharedNow(), cpuSeconds(server.pid)];
    await delay(WINDOW_MS);
    const cores = ((cpuSeconds(server.pid) - cpu) * 1000) / (sharedNow() - begin);
    const memory = memoryMb(server.pid);
    callee.send({ report: true });
    const report = (await callee.line((line) => line.report !== undefined)).report!;
    if (report.calls !== count)
      throw new Error(`${report.calls} of ${count} calls lasted; ${await fateOf(server, ids)}`);
    callee.send({ hangUp: true });
    await until(() => ended === count, 'the calls to end');
    const own = await ownFigures(server, ids);
    return figuresOf(report, own, { cores, memoryPerCall: (memory - idleMb) / count, idleMb });
  } finally {
    await callee.close();
    await server.close();
  }
}

function figuresOf(
  report: CalleeReport,
  own: OwnFigures,
  use: { cores: number; memoryPerCall: number; idleMb: number },
): Record<string, number> {
  return {
    lateness_p50_ms: report.latenessP50Ms,
    lateness_p99_ms: report.latenessP99Ms,
    tick_lateness_p50_ms: own.tickP50,
    tick_lateness_p99_ms: own.tickP99,
    lost: report.lost + own.lost,
    cpu_cores: use.cores,
    memory_mb_per_call: use.memoryPerCall,
    memory_mb_idle: use.idleMb,
  };
}

/** What Parley itself measured over whole calls: the median call's p50, the worst call's p99, what it missed of ours. */
interface OwnFigures {
  readonly tickP50: number;
  readonly tickP99: number;
  readonly lost: number;
}

async function ownFigures(server: BenchServer, ids: readonly string[]): Promise<OwnFigures> {
  const figures: Record<string, number>[] = [];
  for (const id of ids) {
    let found: Record<string, number> | undefined;
    for (const end = sharedNow() + WAIT_MS; !found && sharedNow() < end; found ??= await pause()) {
      const path = `/v1/calls/${id}/events?limit=1000`;
      const { body } = await server.ask<{ data: { type: string; data: Record<string, number> }[] }>(
        'GET',
        path,
      );
      found = body.data.find((event) => event.type === 'media-measured')?.data;
    }
    if (!found) throw new Error(`Call ${id} has no figures of its media.`);
    figures.push(found);
  }
  const all = (name: string): number[] => figures.map((figure) => figure[name]!);
  return {
    tickP50: percentile(all('tick_lateness_p50_ms'), 0.5),
    tickP99: percentile(all('tick_lateness_p99_ms'), 1),
    lost: all('packets_lost').reduce((sum, lost) => sum + lost, 0),
  };
}

/** Why the calls that ended early did. */
async function fateOf(server: BenchServer, ids: readonly string[]): Promise<string> {
  const fates: string[] = [];
  for (const id of ids) {
    const { body } = await server.ask<{ outcome: { end_reason: { code: string; detail: string } } | null }>(
      'GET',
      `/v1/calls/${id}`,
    );
    if (body.outcome) fates.push(`${id} ${JSON.stringify(body.outcome.end_reason)}`);
  }
  return fates.join('; ') || 'none of them has ended';
}

async function pause(): Promise<undefined> {
  await delay(50);
  return undefined;
}

async function place(server: BenchServer, address: string, name: string, count: number): Promise<string[]> {
  const begin = sharedNow();
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      await delay(Math.max(0, begin + (number * 1000) / DIALS_PER_SECOND - sharedNow()));
      const to = `sip:${name}${number}@${address}`;
      const { body } = await server.ask<{ id: string }>('POST', '/v1/calls', {
        agent_id: server.agentId,
        to,
      });
      return body.id;
    }),
  );
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (const end = sharedNow() + WAIT_MS; !isTrue(); await delay(50))
    if (sharedNow() > end) throw new Error(`Waited ${WAIT_MS / 1000} s in vain for ${what}.`);
}
