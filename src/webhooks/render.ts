/** What claimed deliveries say: rendered at their first send, from the record as it was then, and kept. */
import { callAsOf, PING, type Call, type CallEvent, type ClaimedDelivery } from '#domain';
import type { Id } from '#kernel';
import type { WebhookOptions } from './options.ts';

/** A delivery with its words; null: its format has none for it. */
export interface RenderedDelivery {
  readonly claimed: ClaimedDelivery;
  readonly body: string | null;
}

/** Renders those that have no body yet, and keeps the bodies. What another node has taken meanwhile is left out. */
export async function renderAll(
  claimed: readonly ClaimedDelivery[],
  options: WebhookOptions,
): Promise<readonly RenderedDelivery[]> {
  const wordless = claimed.filter(({ body }) => body === null);
  const [calls, logs] = await Promise.all([callsOf(wordless, options), logsOf(wordless, options)]);
  const rendered = await Promise.all(
    claimed.map(async (each) => ({
      claimed: each,
      body: each.body ?? (await spelled(each, wordsOf(each, calls, logs, options), options)),
    })),
  );
  const fresh = rendered.flatMap(({ claimed: { body: before, claim, delivery }, body }) =>
    before === null && body !== null ? [{ id: delivery.id, claim, body }] : [],
  );
  const kept = await options.store.webhooks.keepBodies(fresh);
  return rendered.filter(
    ({ claimed: { body: before, delivery }, body }) =>
      before !== null || body === null || kept.has(delivery.id),
  );
}

function wordsOf(
  { event, endpoint }: ClaimedDelivery,
  calls: ReadonlyMap<Id, Call>,
  logs: ReadonlyMap<Id, readonly CallEvent[]>,
  { formats, recordingUrl }: WebhookOptions,
): string | null {
  const record = event.callId === null ? null : (calls.get(event.callId) ?? null);
  const call = record && callAsOf(record, event);
  const log = event.callId === null ? undefined : logs.get(event.callId);
  const facts = {
    ...{ call, recordingUrl: call?.recording ? recordingUrl(call) : null },
    ...(log === undefined ? {} : { log }),
  };
  const words = formats[endpoint.format].render(event, facts);
  // Whoever tests an endpoint wants to see something arrive.
  return words ?? (event.type === PING ? formats.standard.render(event, facts) : null);
}

async function spelled(
  { event, endpoint }: ClaimedDelivery,
  body: string | null,
  { spellIds }: WebhookOptions,
): Promise<string | null> {
  return body === null || !spellIds ? body : spellIds(endpoint.format, event.organizationId, body);
}

/** Of talks that last for hours the beginning. */
const MOST_EVENTS = 10_000;

/** The logs that formats want. */
async function logsOf(
  claimed: readonly ClaimedDelivery[],
  { store, formats }: WebhookOptions,
): Promise<ReadonlyMap<Id, readonly CallEvent[]>> {
  const wanted = new Map(
    claimed.flatMap(({ event, endpoint }) =>
      event.callId !== null && formats[endpoint.format].wantsLog?.(event)
        ? [[event.callId, event.organizationId] as const]
        : [],
    ),
  );
  const read = [...wanted].map(
    async ([id, organization]) => [id, await store.calls.events(organization, id, 0, MOST_EVENTS)] as const,
  );
  return new Map(await Promise.all(read));
}

async function callsOf(
  claimed: readonly ClaimedDelivery[],
  { store }: WebhookOptions,
): Promise<ReadonlyMap<Id, Call>> {
  const wanted = new Map(
    claimed.flatMap(({ event: { callId, organizationId } }) =>
      callId === null ? [] : [[callId, organizationId]],
    ),
  );
  const found = await Promise.all([...wanted].map(([id, organization]) => store.calls.get(organization, id)));
  return new Map(found.flatMap((call) => (call ? [[call.id, call]] : [])));
}
