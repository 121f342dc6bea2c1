/** What the engine tells of itself: readiness and figures. */
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import type { MetricFamily, ReadinessCheck } from '#api';
import type { CallEngine } from '#calling';
import type { Store } from '#domain';
import { errorText } from '#kernel';

/** Below this a recording would soon fail, bytes. */
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

/** The parts that a call needs and that can fail while the process runs. */
export async function engineReadiness(store: Store, recordingsDir: string): Promise<ReadinessCheck[]> {
  return [
    await check('store', () => store.ping(), 'Check the database, or the disk below the data directory.'),
    await check(
      'recordings',
      () => writable(recordingsDir),
      'Free some space, or make the directory writable.',
    ),
  ];
}

async function check(name: string, ask: () => Promise<void>, mend: string): Promise<ReadinessCheck> {
  try {
    await ask();
    return { name, ok: true };
  } catch (cause) {
    return { name, ok: false, detail: `${errorText(cause)}. ${mend}` };
  }
}

async function writable(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await access(directory, constants.W_OK);
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < LEAST_FREE_BYTES)
    throw new RangeError(`only ${Math.floor((bavail * bsize) / 1024)} KiB are free for recordings`);
}

/** Figures for `/metrics`. */
export async function engineMetrics(engine: CallEngine): Promise<MetricFamily[]> {
  return [
    {
      name: 'parley_live_calls',
      help: 'Calls that this process holds.',
      type: 'gauge',
      samples: [{ value: engine.liveCalls }],
    },
    {
      name: 'parley_calls_ended_total',
      help: 'Calls that ended here, by outcome and end reason.',
      type: 'counter',
      samples: engine
        .endings()
        .map(({ outcome, reason, count }) => ({ labels: { outcome, reason }, value: count })),
    },
  ];
}
