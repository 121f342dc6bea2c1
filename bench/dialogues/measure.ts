/** Figures of played turns. */
import { percentile, round } from '../rig/figures.ts';
import type { PlayedTurn } from './play.ts';

export interface DialogueFigures {
  readonly turns: number;
  readonly falseCutInPct: number;
  readonly missedEndPct: number;
  readonly meanDelayMs: number;
  readonly p50DelayMs: number;
  readonly p95DelayMs: number;
}

export function figuresOf(played: readonly PlayedTurn[]): DialogueFigures {
  const delays = played.map(({ delayMs }) => delayMs).filter((delay) => delay !== null);
  const share = (count: number): number => round((100 * count) / Math.max(1, played.length));
  return {
    turns: played.length,
    falseCutInPct: share(played.filter(({ cutIn }) => cutIn).length),
    missedEndPct: share(played.filter(({ missed }) => missed).length),
    meanDelayMs: round(delays.reduce((sum, delay) => sum + delay, 0) / Math.max(1, delays.length), 0),
    p50DelayMs: round(percentile(delays, 0.5), 0),
    p95DelayMs: round(percentile(delays, 0.95), 0),
  };
}

/** As the bench prints them: `false_cut_in_pct_balanced`, `…_held_out`. */
export function named(figures: DialogueFigures, suffix: string): Record<string, number> {
  return {
    [`false_cut_in_pct_${suffix}`]: figures.falseCutInPct,
    [`missed_end_pct_${suffix}`]: figures.missedEndPct,
    [`mean_delay_ms_${suffix}`]: figures.meanDelayMs,
    [`p50_delay_ms_${suffix}`]: figures.p50DelayMs,
    [`p95_delay_ms_${suffix}`]: figures.p95DelayMs,
  };
}
