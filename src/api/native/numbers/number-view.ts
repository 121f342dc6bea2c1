/** A number as the native API shows it. */
import type { PhoneNumber } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { aliasesOf, AliasesSchema, spellMaybe } from '../shapes/ids.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);

export const NumberSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('number'),
    e164: Type.String(),
    name: Type.String(),
    trunk_id: textOrNull,
    agent_id: textOrNull,
    active: Type.Boolean(),
    last_used_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export function numberView(number: PhoneNumber): Static<typeof NumberSchema> {
  return {
    id: spellNative('num', number.id),
    object: 'number',
    e164: number.e164,
    name: number.name,
    trunk_id: spellMaybe('trunk', number.trunkId),
    agent_id: spellMaybe('agent', number.agentId),
    active: number.active,
    last_used_at: isoMaybe(number.lastUsedAt),
    created_at: iso(number.createdAt),
    updated_at: iso(number.updatedAt),
    aliases: aliasesOf(number.id),
  };
}
