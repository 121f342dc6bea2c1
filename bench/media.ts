/**
 * RTP alone, a codec at a time: as many calls as are to fit a core, on one media thread, both sides talking without a
 * pause; CPU of one side's process, lateness of its ticks, and what SRTP adds. Nobody listens, thinks or records.
 *
 * `_cores`: the process; `_thread_cores`: its media thread. `_p50_ms`, `_p99_ms`: of the median call, from its first
 * tick on, the opening of all the others included. `_joined_p99_ms`: of calls that begin when all those run.
 * `_thread_waits`: the share of time in which the media thread was ready and had no core, since the other side and
 * whatever else the machine does had them: what that adds to lateness is not the thread's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CodecName, SrtpPolicy } from '#telephony';
import type { Bench } from './bench.ts';
import type { MediaCommand, MediaLine, MediaReport } from './peers/media-line.ts';
import { startChild } from './rig/child.ts';
import { round, sharedNow } from './rig/figures.ts';
import { cpuSeconds } from './rig/process-tree.ts';
import { threadTime } from './rig/thread-time.ts';

const ROUNDS: readonly { readonly codec: CodecName; readonly count: number }[] = [
  { codec: 'PCMU', count: 400 },
  { codec: 'PCMA', count: 400 },
  { codec: 'G722', count: 200 },
  { codec: 'opus', count: 60 },
];
/** Far from filling a core, plain and secure calls side by side: where what SRTP adds shows whole. */
const SRTP_CALLS = 100;
/** Calls that join when the others run. */
const JOINING = 8;
const MEDIA_THREAD = 'media';
const SETTLE_MS = 5_000;
const WINDOW_MS = 8_000;

export const media: Bench = async (progress) => {
  const figures: Record<string, number> = {};
  for (const { codec, count } of ROUNDS) {
    const plain = await measured(codec, count, 'off');
    progress(`${codec}, ${count} calls: ${JSON.stringify(plain)}`);
    const secure = await measured(codec, count, 'required');
    progress(`${codec}, ${count} calls with SRTP: ${JSON.stringify(secure)}`);
    const name = codec.toLowerCase();
    figures[`${name}_calls`] = count;
    figures[`${name}_cores`] = round(plain.cores, 3);
    figures[`${name}_thread_cores`] = round(plain.threadCores, 3);
    figures[`${name}_thread_waits`] = round(plain.threadWaits, 3);
    figures[`${name}_calls_per_core`] = round(count / plain.cores, 0);
    figures[`${name}_p50_ms`] = round(plain.p50Ms);
    figures[`${name}_p99_ms`] = round(plain.p99Ms);
    figures[`${name}_worst_p99_ms`] = round(plain.worstP99Ms);
    figures[`${name}_joined_p99_ms`] = round(plain.joinedP99Ms);
    figures[`${name}_lost`] = plain.lost;
    figures[`${name}_srtp_p99_ms`] = round(secure.p99Ms);
    figures[`${name}_srtp_joined_p99_ms`] = round(secure.joinedP99Ms);
    figures[`${name}_srtp_thread_waits`] = round(secure.threadWaits, 3);
    figures[`${name}_srtp_ratio`] = round(secure.cores / plain.cores, 2);
  }
  // Side by side, so that whatever else the machine does slows both alike.
  const [plain, secure] = await Promise.all([
    measured('PCMU', SRTP_CALLS, 'off'),
    measured('PCMU', SRTP_CALLS, 'required'),
  ]);
  progress(`PCMU, ${SRTP_CALLS} calls, plain and with SRTP: ${JSON.stringify([plain, secure])}`);
  figures.srtp_calls = SRTP_CALLS;
  figures.srtp_plain_cores = round(plain.cores, 3);
  figures.srtp_cores = round(secure.cores, 3);
  figures.srtp_ratio = round(secure.cores / plain.cores, 2);
  return figures;
};

interface Measured extends MediaReport {
  readonly cores: number;
  readonly threadCores: number;
  readonly threadWaits: number;
}

async function measured(codec: CodecName, count: number, srtp: SrtpPolicy): Promise<Measured> {
  const [near, far] = [1, 2].map(() => startChild<MediaLine>('peers/media-line.ts'));
  const tell = (side: typeof near, command: MediaCommand) => side!.send(command);
  try {
    tell(near, { open: count + JOINING, codec, srtp });
    const { offers } = await near!.line((line) => line.offers !== undefined);
    tell(far, { answer: offers!, codec, srtp });
    const { answers } = await far!.line((line) => line.answers !== undefined);
    tell(near, { agree: answers! });
    await near!.line((line) => line.agreed !== undefined);
    // The first calls are to talk as long as the last: they begin one after the other.
    const talk = (SETTLE_MS + WINDOW_MS) / 1_000 + 2 + count / 50;
    const talking = [near, far].map((side) => side!.line((line) => line.talking !== undefined));
    for (const side of [near, far]) tell(side, { talk, calls: count });
    await Promise.all(talking);
    await delay(SETTLE_MS);
    for (const side of [near, far]) tell(side, { talk, calls: JOINING });
    const [begin, cpu, thread] = [sharedNow(), cpuSeconds(near!.pid), threadTime(near!.pid, MEDIA_THREAD)];
    await delay(WINDOW_MS);
    const seconds = (sharedNow() - begin) / 1_000;
    const [cpuAfter, after] = [cpuSeconds(near!.pid), threadTime(near!.pid, MEDIA_THREAD)];
    tell(near, { report: JOINING });
    const { report } = await near!.line((line) => line.report !== undefined);
    tell(far, { report: JOINING });
    await far!.line((line) => line.report !== undefined);
    return {
      ...report!,
      cores: (cpuAfter - cpu) / seconds,
      threadCores: (after.cpu - thread.cpu) / seconds,
      threadWaits: (after.waited - thread.waited) / seconds,
    };
  } finally {
    await Promise.all([near!.close(), far!.close()]);
  }
}
