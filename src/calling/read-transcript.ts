/** Reads the transcript of a call that has none stored yet: it runs, or its process died. */
import { transcriptOf, type Call, type CallEvent, type Store, type Transcript } from '#domain';

const PAGE = 1_000;

/** As far as the log is committed. */
export async function readTranscript(call: Call, store: Store): Promise<Transcript> {
  const events: CallEvent[] = [];
  for (let page: readonly CallEvent[] = []; ;) {
    page = await store.calls.events(call.organizationId, call.id, events.length, PAGE);
    events.push(...page);
    if (page.length < PAGE) return transcriptOf(events);
  }
}
