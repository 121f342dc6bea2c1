/** The loop that brings recordings into the bucket; the file stays until the bucket has confirmed it. */
import type { DueUpload } from '#domain';
import { DueLoop, errorText, type Millis } from '#kernel';
import { recordingFacts } from '../event-data.ts';
import type { EngineOptions } from '../options.ts';

const AT_ONCE = 2;
const IDLE_POLL_MS: Millis = 5_000;
/** A large recording over a slow line. */
const LEASE_MS: Millis = 30 * 60_000;
const FIRST_RETRY_MS: Millis = 5_000;
const LONGEST_RETRY_MS: Millis = 3_600_000;
/** Its file is on another node, which will come by. */
const ELSEWHERE_MS: Millis = 10_000;

type Options = Pick<EngineOptions, 'store' | 'recordings' | 'clock' | 'logger'>;

export function createArchivist(options: Options): DueLoop<DueUpload> {
  const { store, clock, logger } = options;
  return new DueLoop({
    name: 'uploads',
    clock,
    logger,
    atOnce: AT_ONCE,
    idlePollMs: IDLE_POLL_MS,
    claim: (room) => store.uploads.claimDue(clock.now(), LEASE_MS, room),
    nextDueAt: () => store.uploads.nextDueAt(),
    keyOf: ({ callId }) => callId,
    run: (upload) => bring(upload, options),
    onFault: ({ callId, tries }, cause) => {
      logger.warn('recording-not-uploaded', { call: callId, tries, cause: errorText(cause) });
      return store.uploads.postpone(callId, clock.now() + retryIn(tries));
    },
    readsAfterEach: true,
  });
}

/** After the first, second, third … failure. */
export function retryIn(tries: number): Millis {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, tries - 1), LONGEST_RETRY_MS);
}

async function bring(
  { callId, organizationId }: DueUpload,
  { store, recordings, clock }: Options,
): Promise<void> {
  const call = await store.calls.get(organizationId, callId);
  // Deleted or erased meanwhile.
  if (!call?.recording || call.recording.archive === undefined) return store.uploads.finish(callId);
  const stored =
    call.recording.archive === 'done' ? call.recording : await recordings.archive(call.recording);
  if (!stored) return store.uploads.postpone(callId, clock.now() + ELSEWHERE_MS);
  const kept = await store.transaction(async (tx) => {
    const now = await tx.calls.lock(callId);
    if (!now?.recording) return false;
    if (now.recording.archive !== 'done')
      await tx.calls.append(
        callId,
        null,
        [{ at: clock.now(), type: 'recording-archived', data: recordingFacts(stored) }],
        { recording: stored },
      );
    return true;
  });
  // It was taken away while it was on its way.
  if (kept) await recordings.drop(stored);
  else await recordings.remove(stored);
  await store.uploads.finish(callId);
}
