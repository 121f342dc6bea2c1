/** A number that must not be dialled. */
import type { Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../shapes/times.ts';

export const SuppressionSchema = Type.Object(
  {
    object: Type.Literal('suppression'),
    e164: Type.String(),
    reason: Type.String(),
    created_at: Moment,
  },
  { additionalProperties: false },
);

export function suppressionView(row: {
  e164: string;
  reason: string;
  createdAt: Millis;
}): Static<typeof SuppressionSchema> {
  return { object: 'suppression', e164: row.e164, reason: row.reason, created_at: iso(row.createdAt) };
}
