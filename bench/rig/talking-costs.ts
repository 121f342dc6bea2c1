/** What calls that talk cost: lateness and loss as the callee sees them, CPU by stage, memory. */
import type { Progress } from '../bench.ts';
import { percentile, sharedNow } from './figures.ts';
import { memoryMb } from './process-tree.ts';
import { talk, type CallEvent } from './talking-calls.ts';
import { stageSeconds, type StageSeconds } from './threads.ts';

const NONE: StageSeconds = { media: 0, main: 0, runtime: 0, database: 0 };

/** @returns the figures of silent calls, and cores by stage */
export async function talkingCosts(
  calls: number,
  windowMs: number,
  progress: Progress,
): Promise<Record<string, number>> {
  let [idleMb, memory, spanMs] = [0, 0, 1];
  let [before, after] = [NONE, NONE];
  const run = await talk({
    ...{ mode: 'answer', calls, windowMs, progress },
    idle: ({ pid }) => void (idleMb = memoryMb(pid)),
    watch({ pid }) {
      const begin = sharedNow();
      before = stageSeconds(pid);
      return () => {
        after = stageSeconds(pid);
        spanMs = sharedNow() - begin;
        memory = memoryMb(pid);
      };
    },
  });
  const cores = (stage: keyof StageSeconds): number => ((after[stage] - before[stage]) * 1000) / spanMs;
  const measured = [...run.events.values()].map(mediaOf);
  const all = (name: string): number[] => measured.map((data) => Number(data[name]));
  const stages = {
    cpu_cores_media: cores('media'),
    cpu_cores_main: cores('main'),
    cpu_cores_runtime: cores('runtime'),
    cpu_cores_database: cores('database'),
  };
  return {
    lateness_p50_ms: run.report.latenessP50Ms,
    lateness_p99_ms: run.report.latenessP99Ms,
    tick_lateness_p50_ms: percentile(all('tick_lateness_p50_ms'), 0.5),
    tick_lateness_p99_ms: percentile(all('tick_lateness_p99_ms'), 1),
    lost: run.report.lost + all('packets_lost').reduce((sum, lost) => sum + lost, 0),
    cpu_cores: Object.values(stages).reduce((sum, value) => sum + value, 0),
    ...stages,
    memory_mb_per_call: (memory - idleMb) / calls,
    memory_mb_idle: idleMb,
    turns: run.talks.length,
  };
}

function mediaOf(log: readonly CallEvent[]): CallEvent['data'] {
  return log.find(({ type }) => type === 'media-measured')!.data;
}
