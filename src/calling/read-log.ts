/** Reads a call's whole log, as far as it is committed. */
import type { Call, CallEvent, Store } from '#domain';

const PAGE = 1_000;

export async function readLog(
  call: Pick<Call, 'id' | 'organizationId'>,
  store: Pick<Store, 'calls'>,
): Promise<readonly CallEvent[]> {
  const events: CallEvent[] = [];
  for (;;) {
    const page = await store.calls.events(call.organizationId, call.id, events.length, PAGE);
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
