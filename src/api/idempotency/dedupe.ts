/** Creates of dialects whose clients repeat a POST by themselves: the same key and body make one call. */
import type { RequestKey, StoredAnswer, Store } from '#domain';
import { AppError, errorText, type Clock, type Id, type Logger, type Millis } from '#kernel';
import type { Dedupe } from '../dialect.ts';
import { meaningHash } from './canonical.ts';

const ASK_AGAIN_MS: Millis = 50;
/** A repeat waits this long for the first request's answer, then is refused as busy. */
const PATIENCE_MS: Millis = 30_000;
const SCOPE = 'dedupe';

/** What it needs. */
export interface DedupeDeps {
  readonly store: Pick<Store, 'idempotency'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createDedupe(deps: DedupeDeps): Dedupe {
  const { store, clock } = deps;
  return async (request, windowMs, create) => {
    const { organizationId, keyId } = request.tenant;
    const key = meaningHash(keyId, request.method, request.url, request.body ?? null);
    const giveUp = clock.monotonic() + PATIENCE_MS;
    for (;;) {
      const claim = await store.idempotency.claim(organizationId, SCOPE, key, key, clock.now(), windowMs);
      if (claim.kind === 'done') return claim.answer;
      if (claim.kind === 'new')
        return first(deps, organizationId, { key, bodyHash: key, ttlMs: windowMs }, create);
      if (clock.monotonic() >= giveUp) throw stillBusy();
      await new Promise<void>((resolve) => clock.after(ASK_AGAIN_MS, resolve));
    }
  };
}

/** The answer goes out even when it can not be kept: what it tells has happened. */
async function first(
  { store, logger }: DedupeDeps,
  organizationId: Id,
  request: RequestKey,
  create: (request: RequestKey) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  let answer: StoredAnswer;
  try {
    answer = await create(request);
  } catch (thrown) {
    await store.idempotency.forget(organizationId, SCOPE, request.key);
    throw thrown;
  }
  try {
    await store.idempotency.finish(organizationId, SCOPE, request.key, answer);
  } catch (thrown) {
    logger.error('answer-not-kept', { fault: errorText(thrown) });
  }
  return answer;
}

function stillBusy(): AppError {
  return new AppError({
    code: 'idempotency-key-busy',
    status: 409,
    message: 'The same request came before and still runs. Repeat it in a few seconds.',
    retryable: true,
    extra: { retry_after_s: 2 },
  });
}
