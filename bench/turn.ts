/**
 * What we add to a turn: from the callee's last speech sample on the wire to the agent's first, less the wait that is
 * configured, with models that take no time, over real RTP, at 1, 50 and 150 calls at once.
 */
import { percentile, round } from './rig/figures.ts';
import { ENDPOINT_MS, talk } from './rig/talking-calls.ts';
import type { Bench } from './bench.ts';

const COUNTS = [1, 50, 150];
/** Longer for few calls, so that each figure rests on some hundred turns. */
const WINDOW_MS = { few: 60_000, many: 30_000 };

export const turn: Bench = async (progress) => {
  const figures: Record<string, number> = {};
  for (const count of COUNTS) {
    const windowMs = count < 10 ? WINDOW_MS.few : WINDOW_MS.many;
    const { talks, report } = await talk({ mode: 'answer', calls: count, windowMs, progress });
    const added = talks.map(({ last, answeredAt }) => answeredAt - last - ENDPOINT_MS);
    progress(`${count} calls: ${added.length} turns`);
    figures[`p50_ms_at_${count}`] = round(percentile(added, 0.5));
    figures[`p99_ms_at_${count}`] = round(percentile(added, 0.99));
    figures[`turns_at_${count}`] = added.length;
    figures[`lost_at_${count}`] = report.lost;
  }
  return figures;
};
