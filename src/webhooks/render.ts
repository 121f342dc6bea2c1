/** What claimed deliveries say: rendered at their first send, from the record as it was then, and kept. */
import { callAsOf, PING, type Call, type ClaimedDelivery } from '#domain';
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
  const calls = await callsOf(
    claimed.filter(({ body }) => body === null),
    options,
  );
  const rendered = await Promise.all(
    claimed.map(async (each) => ({
      claimed: each,
      body: each.body ?? (await spelled(each, wordsOf(each, calls, options), options)),
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
  { formats, recordingUrl }: WebhookOptions,
): string | null {
  const record = event.callId === null ? null : (calls.get(event.callId) ?? null);
  const call = record && callAsOf(record, event);
  const facts = { call, recordingUrl: call?.recording ? recordingUrl(call) : null };
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
