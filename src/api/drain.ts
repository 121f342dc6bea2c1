/** Shutting down without losing anything: new calls are refused, everything else goes on. */
import type { CallService } from '#domain';
import { AppError } from '#kernel';

/** Repeat elsewhere, or here after a restart, s. */
const RETRY_AFTER_S = 5;

/** A call service whose door can be closed. */
export interface DrainableCalls {
  readonly calls: CallService;
  /** From now on `create` throws `shutting-down`. */
  drain(): void;
  readonly draining: () => boolean;
}

export function drainable(calls: CallService): DrainableCalls {
  let draining = false;
  return {
    drain: () => void (draining = true),
    draining: () => draining,
    calls: {
      create: async (tenant, input) => {
        if (draining) throw shuttingDown();
        return withRetryAfter(calls.create(tenant, input));
      },
      get: (tenant, id) => calls.get(tenant, id),
      list: (tenant, query) => calls.list(tenant, query),
      summaries: (tenant, query) => calls.summaries(tenant, query),
      events: (tenant, id, after, limit) => calls.events(tenant, id, after, limit),
      follow: (tenant, id, after, signal) => calls.follow(tenant, id, after, signal),
      control: (tenant, id, command) => calls.control(tenant, id, command),
      lacks: (tenant, config) => calls.lacks(tenant, config),
      hangUp: (tenant, id) => calls.hangUp(tenant, id),
      analysis: (tenant, id) => calls.analysis(tenant, id),
      analyse: (tenant, id, settings) => calls.analyse(tenant, id, settings),
      recording: (tenant, id) => calls.recording(tenant, id),
      capture: (tenant, id) => calls.capture(tenant, id),
      beginCapture: (tenant, id) => calls.beginCapture(tenant, id),
      remove: (tenant, id) => calls.remove(tenant, id),
      monitor: (tenant, id) => calls.monitor(tenant, id),
    },
  };
}

/** The engine may begin to shut down before the API does. */
async function withRetryAfter<T>(created: Promise<T>): Promise<T> {
  try {
    return await created;
  } catch (thrown) {
    throw thrown instanceof AppError && thrown.code === 'shutting-down' ? shuttingDown() : thrown;
  }
}

function shuttingDown(): AppError {
  return new AppError({
    code: 'shutting-down',
    status: 503,
    message: `The server is shutting down and takes no new calls. Repeat this in ${RETRY_AFTER_S} seconds.`,
    retryable: true,
    extra: { retry_after_s: RETRY_AFTER_S },
  });
}
