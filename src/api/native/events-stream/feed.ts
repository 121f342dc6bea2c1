/** Follows the events of an organization: reads, waits for a hint or the clock, reads again. */
import type { FeedEvent, FeedPosition, Store } from '#domain';
import { AppError, type Clock, type Id, type Millis } from '#kernel';

/** While somebody reads, and so long after: what came meanwhile can be had by Last-Event-ID. */
export const KEPT_MS: Millis = 24 * 3_600_000;
const RENEW_MS: Millis = 3_600_000;
/** Commits read at a time. */
const PAGE = 200;
/** Hints of every call of every organization come by; more often than this nobody reads. */
const PAUSE_MS: Millis = 100;
/** Hints may be lost. */
const POLL_MS: Millis = 1_000;

type Options = { readonly store: Pick<Store, 'feed' | 'onNotify'>; readonly clock: Clock };

/** `Last-Event-ID`: the commit and the event's sequence in its call. Null for a text that is none. */
export function readPosition(text: string): FeedPosition | null {
  const match = /^(\d{1,15})\.(\d{1,9})$/.exec(text);
  return match && { commit: Number(match[1]), seq: Number(match[2]) };
}

/**
 * From now on commits are noted.
 * @param last null: from now on.
 * @throws AppError `stream-position-lost` (410)
 */
export async function openFeed(
  { store, clock }: Options,
  organizationId: Id,
  last: FeedPosition | null,
): Promise<FeedPosition> {
  const oldest = await store.feed.oldest(organizationId);
  const end = await store.feed.open(organizationId, clock.now() + KEPT_MS);
  if (last === null) return end;
  if (oldest !== null && last.commit >= oldest && last.commit <= end.commit) return last;
  throw new AppError({
    code: 'stream-position-lost',
    status: 410,
    param: 'Last-Event-ID',
    message:
      'Events behind this one are not kept any more. Connect without Last-Event-ID and list what changed meanwhile.',
  });
}

/** Everything behind `after`, then what comes, until `signal`. */
export async function* followFeed(
  { store, clock }: Options,
  organizationId: Id,
  after: FeedPosition,
  signal: AbortSignal,
): AsyncIterable<FeedEvent> {
  let told = false;
  let wake: (() => void) | null = null;
  const unsubscribe = store.onNotify((message) => {
    told ||= message.startsWith('events:');
    if (told) wake?.();
  });
  let renewAt = clock.now() + RENEW_MS;
  try {
    for (let last = after; !signal.aborted;) {
      told = false;
      if (clock.now() >= renewAt) {
        await store.feed.renew(organizationId, clock.now() + KEPT_MS);
        renewAt = clock.now() + RENEW_MS;
      }
      const events = await store.feed.read(organizationId, last, PAGE);
      for (const event of events) {
        yield event;
        last = { commit: event.commit, seq: event.seq };
      }
      if (events.length > 0) continue;
      await pause(clock, PAUSE_MS, signal, () => undefined);
      if (!told) await pause(clock, POLL_MS - PAUSE_MS, signal, (resolve) => (wake = resolve));
      wake = null;
    }
  } finally {
    unsubscribe();
  }
}

function pause(
  clock: Clock,
  length: Millis,
  signal: AbortSignal,
  wakeable: (resolve: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.after(length, done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
    wakeable(done);
  });
}
