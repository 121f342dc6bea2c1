/** An analysis as the log tells it. */
import type { CallAnalysis, NewEvent } from '#domain';

/** @param rerun it takes the place of an earlier one */
export function analysisEvent({ created_at: at, ...rest }: CallAnalysis, rerun = false): NewEvent {
  return { at, type: 'analysis-finished', data: { ...rest, ...(rerun ? { rerun: true } : {}) } };
}
