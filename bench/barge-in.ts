/**
 * How fast the agent gives way: from the first sample of a clean, hard onset, spoken 20 ms before its packet is on the
 * wire, to the agent's first silent packet (`hold`), and to the sample at which the rest was dropped (`cut`).
 */
import { percentile, round } from './rig/figures.ts';
import { talk, type CallEvent, type TalkingRun } from './rig/talking-calls.ts';
import type { Bench } from './bench.ts';

const CALLS = 10;
const WINDOW_MS = 60_000;
const SAMPLES_PER_MS = 8;

export const bargeIn: Bench = async (progress) => {
  const run = await talk({ mode: 'interrupt', calls: CALLS, windowMs: WINDOW_MS, progress });
  const holds = run.talks.flatMap(({ first, silentAt }) => (silentAt === null ? [] : silentAt - first));
  const cuts = cutsOf(run);
  progress(`${run.talks.length} interruptions, ${holds.length} held, ${cuts.length} cut`);
  return {
    interruptions: run.talks.length,
    held: holds.length,
    hold_p50_ms: round(percentile(holds, 0.5)),
    hold_p99_ms: round(percentile(holds, 0.99)),
    cut_p50_ms: round(percentile(cuts, 0.5)),
    cut_p99_ms: round(percentile(cuts, 0.99)),
  };
};

/** The wire shows no cut behind a hold: the log's samples count from the hold, which the wire does show. */
function cutsOf({ talks, events }: TalkingRun): number[] {
  const cuts: number[] = [];
  for (const [user, log] of events) {
    const own = talks.filter((it) => it.user === user && it.silentAt !== null);
    const spans = spansOf(log);
    // The window shows the last interruptions of a call, or all but the last.
    for (const [index, { first, silentAt }] of own.entries()) {
      const span = spans.at(index - own.length);
      if (span !== undefined) cuts.push(silentAt! - first + span);
    }
  }
  return cuts;
}

/** From each hold to the cut that followed it, ms. */
function spansOf(log: readonly CallEvent[]): number[] {
  const spans: number[] = [];
  let held: number | null = null;
  for (const { type, data } of log) {
    if (type === 'playout-held') held = data['at']!;
    if (type === 'playout-resumed') held = null;
    if (type !== 'utterance-ended' || !data['cut'] || held === null) continue;
    spans.push((data['at']! - held) / SAMPLES_PER_MS);
    held = null;
  }
  return spans;
}
