/** The organization of the key as the native API shows it. */
import type { Organization } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

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
  suppress_opt_outs: Type.Boolean({
    description:
      'Does the number of somebody who asks not to be called any more go to the suppression list? An agent may say otherwise.',
  }),
};

const Limit = (description: string) =>
  Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), Type.Null()], { description });

/** What only a parent, or an organization without one, sets. */
export const limitFields = {
  quotas: Type.Object(
    {
      agents: Limit('Agents it may have; null: any.'),
      numbers: Limit('Numbers it may have; null: any.'),
      calls_per_day: Limit('Outbound calls accepted in a day (UTC); null: any.'),
    },
    { additionalProperties: false },
  ),
  requests_per_minute: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()], {
    description: "Of all its keys together; null: the server's setting.",
  }),
};

export const OrganizationSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('organization'),
    parent_id: Type.Union([Type.String(), Type.Null()]),
    ...organizationFields,
    default_number_id: Type.Union([Type.String(), Type.Null()]),
    ...limitFields,
    created_at: Moment,
    archived_at: Type.Union([Moment, Type.Null()]),
  },
  { additionalProperties: false },
);

export function organizationView(organization: Organization): Static<typeof OrganizationSchema> {
  return {
    id: spellNative('org', organization.id),
    object: 'organization',
    parent_id: spellMaybe('org', organization.parentId),
    name: organization.name,
    concurrency: organization.concurrency,
    calls_per_second: organization.callsPerSecond,
    destination_allow: [...organization.destinationAllow],
    suppress_opt_outs: organization.suppressOptOuts,
    default_number_id: spellMaybe('num', organization.defaultNumberId),
    quotas: {
      agents: organization.quotas.agents,
      numbers: organization.quotas.numbers,
      calls_per_day: organization.quotas.callsPerDay,
    },
    requests_per_minute: organization.requestsPerMinute,
    created_at: iso(organization.createdAt),
    archived_at: isoMaybe(organization.archivedAt),
  };
}

/** The body of an update of limits; a quota left out stays. */
export const LimitPatch = {
  quotas: Type.Optional(Type.Partial(limitFields.quotas, { additionalProperties: false })),
  requests_per_minute: Type.Optional(limitFields.requests_per_minute),
};

/** Changes of limits, over what was. */
export function limitPatch(
  before: Organization,
  body: {
    readonly quotas?: Partial<Static<typeof limitFields.quotas>>;
    readonly requests_per_minute?: number | null;
  },
): Partial<Pick<Organization, 'quotas' | 'requestsPerMinute'>> {
  const { quotas, requests_per_minute: requestsPerMinute } = body;
  return {
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(quotas === undefined
      ? {}
      : {
          quotas: {
            agents: quotas.agents === undefined ? before.quotas.agents : quotas.agents,
            numbers: quotas.numbers === undefined ? before.quotas.numbers : quotas.numbers,
            callsPerDay:
              quotas.calls_per_day === undefined ? before.quotas.callsPerDay : quotas.calls_per_day,
          },
        }),
  };
}
