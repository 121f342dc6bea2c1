/** A campaign as the native API shows it. */
import {
  DailyWindowSchema,
  NO_LEADS,
  RetrySchema,
  retryBody,
  shownStatus,
  type Campaign,
  type LeadCounts,
} from '#domain';
import { spellNative, type Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import { aliasesOf, AliasesSchema, spellMaybe } from '../shapes/ids.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const count = Type.Integer();

export const CAMPAIGN_STATUSES = [
  ...(['draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled'] as const),
];

export const CampaignSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('campaign'),
    status: Type.Enum(CAMPAIGN_STATUSES),
    fault: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()], {
      description: 'Why it paused itself.',
    }),
    name: Type.String(),
    agent_id: Type.String(),
    agent_version: textOrNull,
    number_ids: Type.Array(Type.String()),
    number_pool_id: textOrNull,
    starts_at: Type.Union([Moment, Type.Null()]),
    window: Type.Union([DailyWindowSchema, Type.Null()]),
    concurrency: Type.Integer(),
    calls_per_minute: Type.Union([Type.Integer(), Type.Null()]),
    retry: Type.Union([RetrySchema, Type.Null()]),
    prompt: textOrNull,
    greeting: textOrNull,
    variables: Type.Record(Type.String(), Type.Unknown()),
    metadata: Type.Record(Type.String(), Type.Unknown()),
    leads: Type.Object(
      {
        ...{ total: count, pending: count, scheduled: count, calling: count },
        ...{ completed: count, failed: count, skipped: count },
      },
      { additionalProperties: false, description: 'Leads by status.' },
    ),
    test: Type.Boolean(),
    source: Type.String({ description: 'The API that created it.' }),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export function campaignView(
  campaign: Campaign,
  leads: LeadCounts = NO_LEADS,
  now: Millis,
): Static<typeof CampaignSchema> {
  return {
    id: spellNative('camp', campaign.id),
    object: 'campaign',
    status: shownStatus(campaign, now),
    fault: campaign.fault && { ...campaign.fault },
    name: campaign.name,
    agent_id: spellNative('agent', campaign.agentId),
    agent_version: spellMaybe('ver', campaign.frozen?.versionId ?? campaign.versionId),
    number_ids: campaign.numberIds.map((id) => spellNative('num', id)),
    number_pool_id: spellMaybe('pool', campaign.numberPoolId),
    starts_at: isoMaybe(campaign.startsAt),
    window: campaign.window && { ...campaign.window },
    concurrency: campaign.concurrency,
    calls_per_minute: campaign.callsPerMinute,
    retry: campaign.retry && retryBody(campaign.retry),
    prompt: campaign.prompt,
    greeting: campaign.greeting,
    variables: { ...campaign.variables },
    metadata: { ...campaign.metadata },
    leads: { ...leads },
    test: campaign.test,
    source: campaign.source.api,
    created_at: iso(campaign.createdAt),
    updated_at: iso(campaign.updatedAt),
    aliases: aliasesOf(campaign.id),
  };
}
