/** The organization of the key as the native API shows it. */
import type { Organization } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

/** What can be set. */
export const organizationFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  concurrency: Type.Integer({
    minimum: 1,
    maximum: 100_000,
    description: 'Calls live at once; further ones wait.',
  }),
  calls_per_second: Type.Integer({
    minimum: 1,
    maximum: 10_000,
    description: 'New calls a second; further ones wait.',
  }),
  destination_allow: Type.Array(
    Type.String({
      pattern: '^\\+[1-9]\\d{0,14}$',
      description: 'The beginning of numbers in E.164.',
      examples: ['+34'],
    }),
    { maxItems: 1000, description: 'Beginnings of numbers that may be dialled; empty: all.' },
  ),
};

export const OrganizationSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('organization'),
    ...organizationFields,
    default_number_id: Type.Union([Type.String(), Type.Null()]),
    created_at: Moment,
  },
  { additionalProperties: false },
);

export function organizationView(organization: Organization): Static<typeof OrganizationSchema> {
  return {
    id: spellNative('org', organization.id),
    object: 'organization',
    name: organization.name,
    concurrency: organization.concurrency,
    calls_per_second: organization.callsPerSecond,
    destination_allow: [...organization.destinationAllow],
    default_number_id: spellMaybe('num', organization.defaultNumberId),
    created_at: iso(organization.createdAt),
  };
}
