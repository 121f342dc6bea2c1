/** A number that must not be dialled. */
import type { Suppression } from '#domain';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const SuppressionSchema = Type.Object(
  {
    object: Type.Literal('suppression'),
    e164: Type.String(),
    reason: Type.String(),
    call_id: Type.Union([Type.String(), Type.Null()], {
      description: 'The call in which its owner asked for it.',
    }),
    created_at: Moment,
  },
  { additionalProperties: false },
);

export function suppressionView({
  e164,
  reason,
  callId,
  createdAt,
}: Suppression): Static<typeof SuppressionSchema> {
  return {
    object: 'suppression',
    e164,
    reason,
    call_id: spellMaybe('call', callId),
    created_at: iso(createdAt),
  };
}
