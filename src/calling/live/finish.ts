/** The end of a call: one transaction holds the outcome, the transcript, the recording and the freed line. */
import { CallFacts } from '#analysis';
import {
  endWith,
  type Attempt,
  type Call,
  type CaptureRef,
  type EndCode,
  type NewEvent,
  type Outcome,
  type RecordingRef,
  type Repositories,
  type Store,
  type Turn,
  type TurnLatency,
} from '#domain';
import type { Clock, Id, IdSource, Logger, Millis } from '#kernel';
import type { ModelUsage } from '#models';
import type { MediaStats } from '#telephony';
import { endCall, type CallEnding } from '../after/end-call.ts';
import { callMedia, mediaFigures, recordingFacts } from '../event-data.ts';
import type { CallLog } from './call-log.ts';

/** After a failure it is asked again after these spans; the last one repeats. */
const RETRY_MS: readonly Millis[] = [100, 500, 2_000, 5_000];
/** A minute and a half; then the call lets go, and the audit goes on asking. */
const MOST_TRIES = 20;
/** A database that answers and refuses the end so often takes offence at something in it. */
const MOST_REFUSALS = 4;

export interface FinishedCall {
  readonly call: Call;
  readonly nodeId: Id;
  readonly attempt: Attempt | null;
  readonly outcome: Outcome;
  readonly answeredAt: Millis | null;
  readonly turns: readonly Turn[];
  readonly latencies: readonly TurnLatency[];
  readonly recording: RecordingRef | null;
  readonly capture: CaptureRef | null;
  readonly stats: MediaStats | null;
  readonly usage: readonly ModelUsage[];
  readonly facts: CallFacts;
}

/** An end that is not written yet. */
export interface OpenEnd {
  readonly finished: FinishedCall;
  readonly endedAt: Millis;
  /** How often a database that was there refused it. */
  readonly refusals: number;
}

export interface EndDeps {
  readonly store: Pick<Store, 'ping'>;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Commits the end. A database out of reach is waited for; one that refuses gets the bare end: how it ended, without words
 * and figures. A fenced call is somebody else's to end.
 * @returns null when it is written, else what is left to the audit
 */
export async function commitEnd(
  finished: FinishedCall,
  log: CallLog,
  deps: EndDeps,
): Promise<OpenEnd | null> {
  const { clock, logger } = deps;
  let open: OpenEnd = { finished, endedAt: clock.now(), refusals: 0 };
  for (let tries = 1; ; tries++) {
    const left = await tryEnd(open, (work) => log.transaction(work), deps);
    if (!left) return null;
    open = left;
    if (tries >= MOST_TRIES) {
      const { call, outcome } = finished;
      logger.error('call-end-left', { call: call.id, tries, outcome: outcome.end_reason.code });
      return open;
    }
    const span = RETRY_MS[Math.min(tries, RETRY_MS.length) - 1]!;
    await new Promise<void>((resolve) => clock.after(span, resolve));
  }
}

/** One try. @returns null when it is written */
export async function tryEnd(
  open: OpenEnd,
  transaction: (work: (tx: Repositories) => Promise<void>) => Promise<void>,
  { store, ids, logger }: EndDeps,
): Promise<OpenEnd | null> {
  const { finished, endedAt, refusals } = open;
  const ending = refusals < MOST_REFUSALS ? wholeEnd(finished, endedAt) : bareEnd(finished, endedAt);
  try {
    await transaction(async (tx) => {
      await endCall(tx, ending, ids);
      if (finished.attempt) await tx.attempts.end(finished.attempt.id, endedAt);
    });
    return null;
  } catch (cause) {
    const isThere = await store.ping().then(
      () => true,
      () => false,
    );
    logger.error('call-end-not-committed', { call: finished.call.id, refusals, isThere, cause });
    return isThere ? { ...open, refusals: refusals + 1 } : open;
  }
}

function wholeEnd(finished: FinishedCall, at: Millis): CallEnding {
  const { turns, latencies, recording, capture, outcome, stats, usage } = finished;
  const events = [
    ...(stats ? [{ at, type: 'media-measured', data: mediaFigures(stats) }] : []),
    ...(usage.length > 0 ? [{ at, type: 'usage-metered', data: { usage } }] : []),
    ...keptEvents(finished, outcome, at),
  ];
  return {
    ...finished,
    at,
    events,
    patch: {
      turns,
      latencies,
      recording,
      ...(capture && { capture }),
      ...(stats && { media: callMedia(stats) }),
    },
  };
}

/** Nothing of it was said, measured or told by anybody outside; an opt-out counts. */
function bareEnd(finished: FinishedCall, at: Millis): CallEnding {
  const { call, nodeId, answeredAt, recording, capture, facts } = finished;
  const { code, phase, party } = finished.outcome.end_reason;
  // Codes of outcomes are those of the catalogue.
  const outcome = endWith(code as EndCode, phase, { party });
  const events = [{ at, type: 'call-end-reduced', data: {} }, ...keptEvents(finished, outcome, at)];
  const asked = facts.asksToStop ? [{ type: 'stop-requested', data: {} }] : [];
  return {
    ...{ call, nodeId, outcome, at, answeredAt, events, usage: null },
    ...{ patch: { recording, ...(capture && { capture }) }, facts: CallFacts.of(asked) },
  };
}

function keptEvents(
  { recording, capture, attempt }: FinishedCall,
  outcome: Outcome,
  at: Millis,
): readonly NewEvent[] {
  return [
    ...(recording ? [{ at, type: 'recording-stored', data: recordingFacts(recording) }] : []),
    ...(capture
      ? [{ at, type: 'capture-stored', data: { bytes: capture.bytes, left_out: capture.leftOut } }]
      : []),
    ...(attempt
      ? [{ at, type: 'attempt-ended', data: { attempt_id: attempt.id, end_reason: outcome.end_reason } }]
      : []),
  ];
}
