/** An event of a call's log as the native API shows it. */
import type { CallEvent } from '#domain';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../../shapes/times.ts';

export const EventSchema = Type.Object(
  {
    seq: Type.Integer({ description: '1, 2, 3 … without gaps within the call.' }),
    at: Moment,
    type: Type.String({ description: '`<noun>-<action>`' }),
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

export function eventView(event: CallEvent): Static<typeof EventSchema> {
  return { seq: event.seq, at: iso(event.at), type: event.type, data: { ...event.data } };
}
