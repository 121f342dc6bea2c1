/** The loop that forgets people: call by call, then all other records in one transaction; again after a crash. */
import type { ErasedPerson, Erasure } from '#domain';
import { DueLoop, errorText, type Millis } from '#kernel';
import type { EngineOptions } from '../options.ts';

const AT_ONCE = 1;
const IDLE_POLL_MS: Millis = 5_000;
const LEASE_MS: Millis = 5 * 60_000;
/** A call that still runs is looked at again after this. */
const WAIT_MS: Millis = 10_000;
const RETRY_MS: Millis = 60_000;
const PAGE = 100;

export type ErasingOptions = Pick<EngineOptions, 'store' | 'recordings' | 'clock' | 'logger'>;

export function createErasing(options: ErasingOptions): DueLoop<Erasure> {
  const { store, clock, logger } = options;
  return new DueLoop({
    name: 'erasures',
    clock,
    logger,
    atOnce: AT_ONCE,
    idlePollMs: IDLE_POLL_MS,
    claim: (room) => store.erasures.claimDue(clock.now(), LEASE_MS, room),
    nextDueAt: () => store.erasures.nextDueAt(),
    keyOf: ({ id }) => id,
    run: (erasure, signal) => erase(erasure, options, signal),
    onFault: ({ id }, cause) =>
      store.erasures.update(id, { state: 'waiting', detail: errorText(cause) }, clock.now() + RETRY_MS),
  });
}

async function erase(
  { id, organizationId, phone, pseudonym, calls: before }: Erasure,
  options: ErasingOptions,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock } = options;
  if (phone === null) return;
  const person = { organizationId, phone, pseudonym };
  let calls = before;
  for (;;) {
    const found = await store.forgetting.callsOf(person, PAGE);
    const ended = found.filter((call) => call.ended);
    for (const call of ended) {
      if (signal.aborted) return;
      await forgetCall(person, call.id, options);
      calls++;
    }
    await store.erasures.update(id, { calls }, clock.now() + LEASE_MS);
    if (ended.length > 0) continue;
    if (found.length === 0) break;
    const detail = `${found.length} calls with this person have not ended yet.`;
    return store.erasures.update(id, { state: 'waiting', detail }, clock.now() + WAIT_MS);
  }
  await store.transaction(async (tx) => {
    await tx.forgetting.forgetAnswers(person);
    await tx.contacts.erase(organizationId, phone);
    await tx.leads.erase(organizationId, phone);
    await tx.erasures.update(id, { state: 'done', phone: null, detail: null, finishedAt: clock.now() }, null);
  });
}

/** The recording first, while the record still tells where it is. */
async function forgetCall(
  person: ErasedPerson,
  id: Erasure['id'],
  { store, recordings, clock }: ErasingOptions,
): Promise<void> {
  const call = await store.calls.get(person.organizationId, id);
  if (call?.recording) {
    await recordings.remove(call.recording);
    await store.calls.append(id, null, [{ at: clock.now(), type: 'recording-erased', data: {} }], {
      recording: null,
    });
  }
  if (call?.capture) {
    await recordings.remove(call.capture);
    await store.calls.append(id, null, [{ at: clock.now(), type: 'capture-erased', data: {} }], {
      capture: null,
    });
  }
  await store.forgetting.anonymise(person, id);
}
