/**
 * RTP alone, a codec at a time: as many calls as are to fit a core, on one media thread, both sides talking without a
 * pause; CPU of one side's process, lateness of its ticks, and what SRTP adds. Nobody listens, thinks or records.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CodecName, SrtpPolicy } from '#telephony';
import type { Bench } from './bench.ts';
import type { MediaCommand, MediaLine, MediaReport } from './peers/media-line.ts';
import { startChild } from './rig/child.ts';
import { round, sharedNow } from './rig/figures.ts';
import { cpuSeconds } from './rig/process-tree.ts';

const ROUNDS: readonly { readonly codec: CodecName; readonly count: number }[] = [
  { codec: 'PCMU', count: 400 },
  { codec: 'PCMA', count: 400 },
  { codec: 'G722', count: 200 },
  { codec: 'opus', count: 60 },
];
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
    figures[`${name}_calls_per_core`] = round(count / plain.cores, 0);
    figures[`${name}_p50_ms`] = round(plain.p50Ms);
    figures[`${name}_p99_ms`] = round(plain.p99Ms);
    figures[`${name}_worst_p99_ms`] = round(plain.worstP99Ms);
    figures[`${name}_lost`] = plain.lost;
    figures[`${name}_srtp_p99_ms`] = round(secure.p99Ms);
    figures[`${name}_srtp_ratio`] = round(secure.cores / plain.cores, 2);
  }
  return figures;
};

async function measured(
  codec: CodecName,
  count: number,
  srtp: SrtpPolicy,
): Promise<MediaReport & { readonly cores: number }> {
  const [near, far] = [1, 2].map(() => startChild<MediaLine>('peers/media-line.ts'));
  const tell = (side: typeof near, command: MediaCommand) => side!.send(command);
  try {
    tell(near, { open: count, codec, srtp });
    const { offers } = await near!.line((line) => line.offers !== undefined);
    tell(far, { answer: offers!, codec, srtp });
    const { answers } = await far!.line((line) => line.answers !== undefined);
    tell(near, { agree: answers! });
    await near!.line((line) => line.agreed !== undefined);
    const talk = (SETTLE_MS + WINDOW_MS) / 1_000 + 2;
    tell(near, { talk });
    tell(far, { talk });
    await delay(SETTLE_MS);
    const [begin, cpu] = [sharedNow(), cpuSeconds(near!.pid)];
    await delay(WINDOW_MS);
    const cores = ((cpuSeconds(near!.pid) - cpu) * 1_000) / (sharedNow() - begin);
    tell(near, { report: true });
    const { report } = await near!.line((line) => line.report !== undefined);
    tell(far, { report: true });
    await far!.line((line) => line.report !== undefined);
    return { ...report!, cores };
  } finally {
    await Promise.all([near!.close(), far!.close()]);
  }
}
