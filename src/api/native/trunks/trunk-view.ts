/** A trunk as the native API shows it; its password stays inside. */
import {
  settingsOf,
  TrunkAddress,
  trunkSettingFields,
  TrunkSettingsSchema,
  type Trunk,
  type TrunkHealth,
} from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { healthView, TrunkHealthSchema } from './health-view.ts';
import { aliasesOf, AliasesSchema } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const TrunkSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('trunk'),
    name: Type.String(),
    uri: Type.String({ description: 'The first of `gateways`.' }),
    username: Type.Union([Type.String(), Type.Null()]),
    has_password: Type.Boolean({ description: 'The password itself is never shown.' }),
    concurrency: Type.Integer(),
    calls_per_second: Type.Integer(),
    active: Type.Boolean(),
    ...TrunkSettingsSchema.properties,
    gateways: {
      ...TrunkSettingsSchema.properties.gateways,
      minItems: 0,
      description: 'Where calls go, the first first; none with `kind` `twilio`.',
    },
    health: Type.Union([TrunkHealthSchema, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

/** What can be set of the account and its limits. */
export const trunkFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
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
/** In the place of `gateways` where there is one. */
export const TrunkUri = Type.Optional(TrunkAddress);
export const Username = Type.String({ minLength: 1, maxLength: 200 });
export const Password = Type.String({ minLength: 1, maxLength: 200 });

/** Each may be left out: then it is as is usual, or stays. Without their defaults, which would be written down. */
export const settingFields = Type.Partial(
  Type.Object(
    Object.fromEntries(
      Object.entries(trunkSettingFields).map(([name, { ...field }]) => [name, withoutDefault(field)]),
    ) as typeof trunkSettingFields,
  ),
).properties;

function withoutDefault<T extends object>(field: T): T {
  const usual: unknown = (field as { default?: unknown }).default;
  if (usual === undefined) return field;
  const { default: _, ...rest } = field as T & { default: unknown };
  const told = `Usual: \`${JSON.stringify(usual)}\`.`;
  const { description } = rest as { description?: string };
  return {
    ...rest,
    description: description === undefined ? told : `${description} ${told}`,
  } as unknown as T;
}

/** @param health null: nobody has looked */
export function trunkView(trunk: Trunk, health: TrunkHealth | null): Static<typeof TrunkSchema> {
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
    ...settingsOf(trunk),
    health: health && healthView(health),
    created_at: iso(trunk.createdAt),
    updated_at: iso(trunk.updatedAt),
    aliases: aliasesOf(trunk.id),
  };
}
