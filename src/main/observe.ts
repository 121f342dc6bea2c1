/** What the engine tells of itself: readiness and figures. */
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import type { MetricFamily, ReadinessCheck } from '#api';
import type { CallEngine } from '#calling';
import type { Store } from '#domain';
import { errorText, type Clock, type Millis } from '#kernel';
import { figureFamilies, type Reading } from './figures.ts';

/** Below this a recording would soon fail, bytes. */
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

/** How long what the database told is good enough. */
const KEPT_MS: Millis = 1_000;

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

/** Reads the figures for `/metrics`; the database is asked at most once a second, whoever looks. */
export function figuresReader(engine: CallEngine, store: Store, clock: Clock): () => Promise<MetricFamily[]> {
  let latest: { readonly at: Millis; readonly reading: Promise<Reading['database']> } | null = null;
  return async () => {
    const at = clock.monotonic();
    if (latest === null || at - latest.at >= KEPT_MS) latest = { at, reading: askDatabase(store, clock) };
    const database = await latest.reading;
    return figureFamilies({ liveCalls: engine.liveCalls, figures: engine.figures(), database });
  };
}

/** Null when it is out of reach: `/readyz` tells why. */
async function askDatabase(store: Store, clock: Clock): Promise<Reading['database']> {
  try {
    const start = clock.monotonic();
    await store.ping();
    const roundTripMs = clock.monotonic() - start;
    return { open: await store.calls.countOpen(clock.now()), roundTripMs };
  } catch {
    return null;
  }
}
