/** CPU time by what it is spent on, from /proc (Linux; proc(5)): threads by their names, PostgreSQL as one. */
import { readdirSync, readFileSync } from 'node:fs';
import { cpuSeconds, TICKS_PER_SECOND } from './process-tree.ts';

/** Seconds of CPU so far. */
export interface StageSeconds {
  /** RTP, codecs, detectors, playout. */
  readonly media: number;
  /** Signalling, decisions, API, database client. */
  readonly main: number;
  /** V8's own threads and libuv's: garbage, compilation, files. */
  readonly runtime: number;
  /** PostgreSQL. */
  readonly database: number;
}

/** Of a Parley process and its children. */
export function stageSeconds(pid: number): StageSeconds {
  const stages = { media: 0, main: 0, runtime: 0 };
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${thread}`;
    const name = readFileSync(`${folder}/comm`, 'latin1').trim();
    const stage = Number(thread) === pid ? 'main' : name === 'media' ? 'media' : 'runtime';
    const stat = readFileSync(`${folder}/stat`, 'latin1');
    // Fields count from behind the name in parentheses; utime and stime are the 14th and 15th of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    stages[stage] += (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }
  const own = stages.media + stages.main + stages.runtime;
  return { ...stages, database: Math.max(0, cpuSeconds(pid) - own) };
}
