/** The end of a call: one transaction holds the outcome, the transcript, the recording and the freed line. */
import type { CallFacts } from '#analysis';
import type { Attempt, Call, NewEvent, Outcome, RecordingRef, Turn, TurnLatency } from '#domain';
import type { Clock, Id, IdSource, Logger, Millis } from '#kernel';
import type { ModelUsage } from '#models';
import type { MediaStats } from '#telephony';
import { endCall } from '../after/end-call.ts';
import { mediaFigures, recordingFacts } from '../event-data.ts';
import type { CallLog } from './call-log.ts';

/** A database that is out of reach is asked again after these spans; the last one repeats. */
const RETRY_MS: readonly Millis[] = [100, 500, 2_000, 5_000];

export interface FinishedCall {
  readonly call: Call;
  readonly nodeId: Id;
  readonly attempt: Attempt | null;
  readonly outcome: Outcome;
  readonly answeredAt: Millis | null;
  readonly turns: readonly Turn[];
  readonly latencies: readonly TurnLatency[];
  readonly recording: RecordingRef | null;
  readonly stats: MediaStats | null;
  readonly usage: readonly ModelUsage[];
  readonly facts: CallFacts;
}

/** Commits the end, asking again for as long as it takes; a fenced call is somebody else's to end. */
export async function commitEnd(
  finished: FinishedCall,
  log: CallLog,
  ids: IdSource,
  clock: Clock,
  logger: Logger,
): Promise<void> {
  const endedAt = clock.now();
  for (let tries = 0; ; tries++) {
    try {
      await log.transaction(async (tx) => {
        const { attempt, turns, latencies, recording } = finished;
        const patch = { turns, latencies, recording };
        await endCall(tx, { ...finished, at: endedAt, events: endEvents(finished, endedAt), patch }, ids);
        if (attempt) await tx.attempts.end(attempt.id, endedAt);
      });
      return;
    } catch (cause) {
      logger.error('call-end-not-committed', { call: finished.call.id, tries, cause });
      await new Promise<void>((resolve) =>
        clock.after(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]!, resolve),
      );
    }
  }
}

function endEvents(
  { outcome, recording, stats, usage, attempt }: FinishedCall,
  at: Millis,
): readonly NewEvent[] {
  return [
    ...(stats ? [{ at, type: 'media-measured', data: mediaFigures(stats) }] : []),
    ...(usage.length > 0 ? [{ at, type: 'usage-metered', data: { usage } }] : []),
    ...(recording ? [{ at, type: 'recording-stored', data: recordingFacts(recording) }] : []),
    ...(attempt
      ? [{ at, type: 'attempt-ended', data: { attempt_id: attempt.id, end_reason: outcome.end_reason } }]
      : []),
  ];
}
