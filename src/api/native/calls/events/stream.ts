/** Server-sent events (WHATWG HTML, section 9.2) of a call's log, with a heartbeat while nothing happens. */
import type { CallEvent } from '#domain';
import type { Clock, Millis } from '#kernel';
import { eventView } from './view.ts';

/** A comment line this often keeps proxies from closing a quiet stream, ms. */
export const HEARTBEAT_MS: Millis = 15_000;

/** The stream's text: `id` is the sequence, so that `Last-Event-ID` resumes; ends after the call's last event. */
export async function* eventStream<E extends CallEvent>(
  events: AsyncIterable<E>,
  clock: Clock,
  signal: AbortSignal,
  frame: (event: E) => string = callFrame,
): AsyncGenerator<string> {
  const source = events[Symbol.asyncIterator]();
  try {
    yield ': parley\n\n';
    let next = source.next();
    while (!signal.aborted) {
      const result = await orHeartbeat(next, clock, signal);
      if (result === 'quiet') yield ': quiet\n\n';
      else if (result === 'aborted' || result.done) return;
      else {
        yield frame(result.value);
        next = source.next();
      }
    }
  } finally {
    await source.return?.();
  }
}

function callFrame(event: CallEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(eventView(event))}\n\n`;
}

/** Whichever is first; leaves no timer and no listener behind. */
function orHeartbeat<T>(
  next: Promise<T>,
  clock: Clock,
  signal: AbortSignal,
): Promise<T | 'quiet' | 'aborted'> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => finish(() => resolve('aborted'));
    const timer = clock.after(HEARTBEAT_MS, () => finish(() => resolve('quiet')));
    const finish = (act: () => void): void => {
      timer.cancel();
      signal.removeEventListener('abort', onAbort);
      act();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    next.then(
      (value) => finish(() => resolve(value)),
      (thrown: unknown) => finish(() => reject(thrown)),
    );
  });
}
