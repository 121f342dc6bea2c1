/** Ends what a dead process left: first on the wire, from the same address, then in the log. Nobody stays in a dead call. */
import { endWith, transcriptOf, type Attempt, type Call, type NewEvent } from '#domain';
import type { Id, Millis } from '#kernel';
import type { DialogRecord, RecoveryReport } from '#telephony';
import { CallFacts } from '#analysis';
import { endCall } from '../after/end-call.ts';
import { recordingFacts } from '../event-data.ts';
import { lineOfRecord } from '../dial/line.ts';
import { credentialsOf } from '../dial/target.ts';
import type { EngineOptions } from '../options.ts';
import { readLog } from '../read-log.ts';

/** A call is closed within 20 s of the start, whatever the wire answers; late 2xx are minded after that. */
const WIRE_MS: Millis = 18_000;

/** Calls that nobody minds. */
export interface Orphans {
  /** Of nodes that are no more: this node's from now on. */
  readonly taken: readonly Call[];
  /** Of this node. One that was committed a moment ago may be on its way to whoever will mind it. */
  readonly own: readonly Call[];
}

/** @param isMinded does this process run, place or recover the call already? */
export async function findOrphans(
  options: Pick<EngineOptions, 'store' | 'nodeId' | 'clock'>,
  isMinded: (id: Id) => boolean,
): Promise<Orphans> {
  const { store, nodeId, clock } = options;
  const taken = await store.calls.claimOrphans(nodeId, clock.now());
  const isTaken = new Set(taken.map(({ id }) => id));
  const held = await store.calls.heldBy(nodeId);
  return { taken, own: held.filter(({ id }) => !isTaken.has(id) && !isMinded(id)) };
}

/**
 * A call that was only waiting is due again; one that was dialled is ended and never dialled anew by itself.
 * @returns whether it was ended
 */
export async function recoverCall(call: Call, options: EngineOptions): Promise<boolean> {
  const { store, nodeId, clock, logger, recordings, ids } = options;
  const attempts = await store.attempts.openOfCall(call.id);
  if (attempts.length === 0 && (call.status === 'queued' || call.status === 'scheduled')) {
    await store.calls.release(call.id, nodeId, Math.max(call.notBefore ?? 0, clock.now()));
    return false;
  }
  const reports = await Promise.all(attempts.map((attempt) => endOnTheWire(attempt, options)));
  const recording = await recordings.repair(call).catch((cause: unknown) => {
    logger.warn('recording-not-repaired', { call: call.id, cause });
    return null;
  });
  const at = clock.now();
  const outcome = endWith('node-lost', 'recovery');
  const events: NewEvent[] = [
    ...reports.map((report) => ({ at, type: 'attempt-recovered', data: report })),
    ...(recording ? [{ at, type: 'recording-stored', data: recordingFacts(recording) }] : []),
  ];
  const logged = await readLog(call, store);
  await store.transaction(async (tx) => {
    const patch = { ...transcriptOf(logged), ...(recording ? { recording } : {}) };
    // What its models used died with the process that had them.
    const usage = call.answeredAt === null ? [] : null;
    await endCall(tx, { call, nodeId, outcome, at, events, patch, usage, facts: CallFacts.of(logged) }, ids);
    for (const attempt of attempts) await tx.attempts.end(attempt.id, at);
  });
  store.notify(`events:${call.id}`);
  logger.info('call-recovered', { call: call.id, attempts: attempts.length });
  return true;
}

async function endOnTheWire(attempt: Attempt, options: EngineOptions): Promise<Record<string, unknown>> {
  const { store, logger } = options;
  const record = attempt.dialog as Partial<DialogRecord>;
  if (record.phase === undefined)
    return { attempt_id: attempt.id, sent: [], settled: true, detail: 'the INVITE never left' };
  try {
    const trunk = attempt.trunkId && (await store.trunks.get(attempt.organizationId, attempt.trunkId));
    const report: RecoveryReport = await lineOfRecord(record, options).recover(
      record as DialogRecord,
      WIRE_MS,
      (trunk && credentialsOf(trunk)) || undefined,
    );
    return { attempt_id: attempt.id, ...report };
  } catch (cause) {
    logger.error('attempt-not-recovered', { attempt: attempt.id, cause });
    return { attempt_id: attempt.id, sent: [], settled: false };
  }
}
