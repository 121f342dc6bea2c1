/** A call's events as they come: what is committed first, then each new one, until the call has ended. */
import type { CallEvent, Store } from '#domain';
import type { Clock, Id, Millis } from '#kernel';

const BATCH = 500;
/** Notifications are a hint; the log is read this often even without one. */
const POLL_MS: Millis = 1_000;

/**
 * Ends after the event `call-ended`, or when `signal` aborts. Of a call that had ended before, what is there behind
 * `after` is everything: whoever resumes behind the end is not kept waiting.
 */
export async function* followEvents(
  { store, clock }: { store: Store; clock: Clock },
  organizationId: Id,
  id: Id,
  after: number,
  signal: AbortSignal,
): AsyncIterable<CallEvent> {
  let wake: (() => void) | null = null;
  let told = false;
  const tell = () => {
    told = true;
    wake?.();
  };
  const unsubscribe = store.onNotify((message) => {
    if (message === `events:${id}`) tell();
  });
  signal.addEventListener('abort', tell);
  try {
    const over = after > 0 && (await store.calls.get(organizationId, id))?.status === 'ended';
    for (let last = after; !signal.aborted;) {
      told = false;
      const events = await store.calls.events(organizationId, id, last, BATCH);
      for (const event of events) {
        yield event;
        last = event.seq;
        if (event.type === 'call-ended' && !over) return;
      }
      if (events.length === BATCH) continue;
      if (over) return;
      await new Promise<void>((resolve) => {
        if (told) return resolve();
        const timer = clock.after(POLL_MS, resolve);
        wake = () => {
          timer.cancel();
          resolve();
        };
      });
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', tell);
  }
}
