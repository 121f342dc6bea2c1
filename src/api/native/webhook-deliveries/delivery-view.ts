/** A delivery as the native API shows it. */
import type { DeliveryTry, WebhookDelivery } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const DELIVERY_STATES = ['due', 'delivered', 'dead', 'skipped'] as const;

export const DeliverySchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('webhook_delivery'),
    endpoint_id: Type.String(),
    event_id: Type.String(),
    type: Type.String(),
    call_id: orNull(Type.String()),
    sequence: orNull(Type.Integer()),
    state: Type.Enum([...DELIVERY_STATES], {
      description:
        '`due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it.',
    }),
    tries: Type.Integer({ description: 'Since it was made or replayed.' }),
    next_try_at: orNull(Moment),
    created_at: Moment,
    finished_at: orNull(Moment),
  },
  { additionalProperties: false },
);

const TrySchema = Type.Object(
  {
    number: Type.Integer(),
    at: Moment,
    url: Type.String(),
    request_headers: Type.Record(Type.String(), Type.String()),
    status: orNull(Type.Integer()),
    answer: orNull(Type.String({ description: 'Its first 4 kB.' })),
    error: orNull(Type.String({ description: 'Why there was no answer.' })),
    duration_ms: Type.Integer(),
  },
  { additionalProperties: false },
);

/** With what was sent and what came back. */
export const WholeDeliverySchema = Type.Object(
  {
    ...DeliverySchema.properties,
    body: orNull(Type.String({ description: 'As it is sent each time; null before the first.' })),
    tries_made: Type.Array(TrySchema),
  },
  { additionalProperties: false },
);

export function deliveryView(delivery: WebhookDelivery): Static<typeof DeliverySchema> {
  return {
    id: spellNative('dlv', delivery.id),
    object: 'webhook_delivery',
    endpoint_id: spellNative('hook', delivery.endpointId),
    event_id: spellNative('evt', delivery.eventId),
    type: delivery.type,
    call_id: spellMaybe('call', delivery.callId),
    sequence: delivery.sequence,
    state: delivery.state,
    tries: delivery.tries,
    next_try_at: delivery.state === 'due' ? iso(delivery.dueAt) : null,
    created_at: iso(delivery.createdAt),
    finished_at: isoMaybe(delivery.finishedAt),
  };
}

export function wholeDeliveryView(
  delivery: WebhookDelivery,
  body: string | null,
  tries: readonly DeliveryTry[],
): Static<typeof WholeDeliverySchema> {
  return {
    ...deliveryView(delivery),
    body,
    tries_made: tries.map((made) => ({
      number: made.number,
      at: iso(made.at),
      url: made.url,
      request_headers: { ...made.requestHeaders },
      status: made.status,
      answer: made.answer,
      error: made.error,
      duration_ms: made.durationMs,
    })),
  };
}
