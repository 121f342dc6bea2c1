/** A trunk as the native API shows it; its password stays inside. */
import type { Trunk } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { TrunkUri } from '../shapes/addresses.ts';
import { aliasesOf, AliasesSchema } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const TrunkSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('trunk'),
    name: Type.String(),
    uri: Type.String(),
    username: Type.Union([Type.String(), Type.Null()]),
    has_password: Type.Boolean({ description: 'The password itself is never shown.' }),
    concurrency: Type.Integer(),
    calls_per_second: Type.Integer(),
    active: Type.Boolean(),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

/** What can be set. */
export const trunkFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  uri: TrunkUri,
  concurrency: Type.Integer({
    minimum: 1,
    maximum: 100_000,
    default: 100,
    description: 'Calls at once; further ones wait.',
  }),
  calls_per_second: Type.Integer({
    minimum: 1,
    maximum: 10_000,
    default: 50,
    description: 'New calls a second; further ones wait.',
  }),
  active: Type.Boolean({ default: true }),
};
export const Username = Type.String({ minLength: 1, maxLength: 200 });
export const Password = Type.String({ minLength: 1, maxLength: 200 });

export function trunkView(trunk: Trunk): Static<typeof TrunkSchema> {
  return {
    id: spellNative('trunk', trunk.id),
    object: 'trunk',
    name: trunk.name,
    uri: trunk.uri,
    username: trunk.username,
    has_password: trunk.password !== null,
    concurrency: trunk.concurrency,
    calls_per_second: trunk.callsPerSecond,
    active: trunk.active,
    created_at: iso(trunk.createdAt),
    updated_at: iso(trunk.updatedAt),
    aliases: aliasesOf(trunk.id),
  };
}
