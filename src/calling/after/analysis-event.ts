/** An analysis as the log tells it. */
import type { CallAnalysis, NewEvent } from '#domain';

export function analysisEvent({ created_at: at, ...rest }: CallAnalysis): NewEvent {
  return { at, type: 'analysis-finished', data: rest };
}
