/** A batch as the native API shows it. */
import type { Batch, BatchCounts } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { isoMaybe, iso, Moment } from '../shapes/times.ts';

const count = Type.Integer();

const CountsSchema = Type.Object(
  {
    ...{ total: count, refused: count, queued: count, scheduled: count, dialing: count, ringing: count },
    ...{ in_progress: count, ended: count, completed: count, failed: count },
  },
  {
    additionalProperties: false,
    description: '`ended` are `completed` or `failed`. Further tries are not counted.',
  },
);

export const BatchSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('batch'),
    name: Type.String(),
    mode: Type.Enum(['all-or-nothing', 'each']),
    counts: CountsSchema,
    calls: Type.Array(
      Type.Object(
        {
          call_id: Type.Union([Type.String(), Type.Null()]),
          error: Type.Union([
            Type.Object({ code: Type.String(), message: Type.String(), param: Type.Optional(Type.String()) }),
            Type.Null(),
          ]),
        },
        { additionalProperties: false },
      ),
      { description: 'In the order of the request.' },
    ),
    cancelled_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
  },
  { additionalProperties: false },
);

export function batchView(batch: Batch, counts: BatchCounts): Static<typeof BatchSchema> {
  return {
    id: spellNative('batch', batch.id),
    object: 'batch',
    name: batch.name,
    mode: batch.mode,
    counts: { ...counts },
    calls: batch.items.map((item) =>
      'error' in item
        ? { call_id: null, error: { ...item.error } }
        : { call_id: spellNative('call', item.callId), error: null },
    ),
    cancelled_at: isoMaybe(batch.cancelledAt),
    created_at: iso(batch.createdAt),
  };
}
