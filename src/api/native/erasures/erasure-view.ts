/** An erasure as the native API shows it. */
import type { Erasure } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

export const ErasureSchema = Type.Object(
  {
    id: Type.String(),
    state: Type.Enum(['queued', 'running', 'waiting', 'done']),
    detail: Type.Union([Type.String(), Type.Null()], { description: 'What it waits for.' }),
    pseudonym: Type.String({ description: 'Stands in calls where the number stood.' }),
    calls: Type.Integer({ description: 'Made anonymous so far.' }),
    requested_at: Moment,
    finished_at: Type.Union([Moment, Type.Null()]),
  },
  { additionalProperties: false },
);

export function erasureView(erasure: Erasure): Static<typeof ErasureSchema> {
  const { id, state, detail, pseudonym, calls, requestedAt, finishedAt } = erasure;
  return {
    ...{ id: spellNative('erase', id), state, detail, pseudonym, calls },
    requested_at: iso(requestedAt),
    finished_at: isoMaybe(finishedAt),
  };
}
