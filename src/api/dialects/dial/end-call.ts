/** Ends a call and tells how it ended: the answer to stop and cancel is the call as it then stands. */
import { AppError, type Millis } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { DialectDeps } from '../../dialect.ts';

/** How long the answer waits for the far end; after that it shows the call as it is, ending. */
export const END_WAIT_MS: Millis = 3_000;

/** @throws AppError `call-ended` (409) for a call that has ended already */
export async function stopCall(deps: DialectDeps, tenant: Tenant, { id }: Call): Promise<Call> {
  const call = await deps.calls.hangUp(tenant, id);
  return call.status === 'ended' ? call : whenEnded(deps, tenant, call);
}

/** @throws AppError `call-answered` (409) for a call in talk, `call-ended` (409) for one that has ended */
export async function cancelCall(deps: DialectDeps, tenant: Tenant, call: Call): Promise<Call> {
  if (call.status !== 'in_progress') return stopCall(deps, tenant, call);
  throw new AppError({
    code: 'call-answered',
    status: 409,
    message: 'The call was answered and can no longer be canceled. Stop it instead.',
  });
}

async function whenEnded({ calls, clock }: DialectDeps, tenant: Tenant, call: Call): Promise<Call> {
  const patience = new AbortController();
  const timer = clock.after(END_WAIT_MS, () => patience.abort());
  try {
    for await (const event of calls.follow(tenant, call.id, call.lastSeq, patience.signal))
      if (event.type === 'call-ended') break;
  } finally {
    timer.cancel();
  }
  return calls.get(tenant, call.id);
}
