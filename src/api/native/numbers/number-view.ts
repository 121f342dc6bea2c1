/** A number as the native API shows it. */
import { InboundHookSchema, maskSecrets, NumberRoutesSchema, type PhoneNumber } from '#domain';
import { spellNative, type Id } from '#kernel';
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
    reserved_for_agents: Type.Array(Type.String()),
    assigned_organization_id: Type.Union([Type.String(), Type.Null()], {
      description: 'Whom it is lent to; null: nobody.',
    }),
    lent: Type.Boolean({ description: 'It belongs to another organization, which lends it.' }),
    routes: Type.Union([NumberRoutesSchema, Type.Null()]),
    inbound_hook: Type.Union([InboundHookSchema, Type.Null()], { description: 'Its secret as `***`.' }),
    last_used_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

/** @param viewer whose key asks; whose number it is when nothing is said */
export function numberView(
  number: PhoneNumber,
  viewer: Id = number.organizationId,
): Static<typeof NumberSchema> {
  const isLentOut = number.ownerOrganizationId === viewer && number.organizationId !== viewer;
  return {
    id: spellNative('num', number.id),
    object: 'number',
    e164: number.e164,
    name: number.name,
    trunk_id: spellMaybe('trunk', number.trunkId),
    agent_id: spellMaybe('agent', number.agentId),
    active: number.active,
    reserved_for_agents: number.reservedForAgents.map((id) => spellNative('agent', id)),
    assigned_organization_id: isLentOut ? spellNative('org', number.organizationId) : null,
    lent: number.ownerOrganizationId !== null && !isLentOut,
    routes: number.routes,
    inbound_hook: number.inboundHook ? maskSecrets({ inbound_hook: number.inboundHook }).inbound_hook : null,
    last_used_at: isoMaybe(number.lastUsedAt),
    created_at: iso(number.createdAt),
    updated_at: iso(number.updatedAt),
    aliases: aliasesOf(number.id),
  };
}
