/** An event as the native API shows it. */
import type { WebhookEvent } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const EventSchema = Type.Object(
  {
    id: Type.String({ description: 'The `webhook-id` of its deliveries.' }),
    object: Type.Literal('event'),
    type: Type.String(),
    at: Moment,
    call_id: orNull(Type.String()),
    agent_id: orNull(Type.String()),
    subject: orNull(Type.String({ description: 'Id of what it is about, where that is no call.' })),
    sequence: orNull(Type.Integer({ description: 'Place in the log of its call.' })),
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

export function eventView(event: WebhookEvent): Static<typeof EventSchema> {
  return {
    id: spellNative('evt', event.id),
    object: 'event',
    type: event.type,
    at: iso(event.at),
    call_id: spellMaybe('call', event.callId),
    agent_id: spellMaybe('agent', event.agentId),
    subject: event.subject,
    sequence: event.sequence,
    data: { ...event.data },
  };
}
