/** A lead as the native API shows it. */
import { LEAD_STATUSES, type Lead } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const momentOrNull = Type.Union([Moment, Type.Null()]);

export const LeadSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('lead'),
    campaign_id: Type.String(),
    status: Type.Enum([...LEAD_STATUSES]),
    reason: Type.Union([Type.Enum(['denied', 'invalid', 'duplicate', 'cancelled']), Type.Null()], {
      description: 'Why it was skipped.',
    }),
    detail: textOrNull,
    phone_number: Type.String(),
    name: textOrNull,
    email: textOrNull,
    time_zone: textOrNull,
    variables: Type.Record(Type.String(), Type.Unknown()),
    not_before: momentOrNull,
    attempts: Type.Integer({ description: 'How often it was dialled.' }),
    call_id: Type.Union([Type.String(), Type.Null()], { description: 'The latest call.' }),
    next_attempt_at: momentOrNull,
    last_attempt_at: momentOrNull,
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function leadView(lead: Lead): Static<typeof LeadSchema> {
  const isWaiting = lead.status === 'pending' || lead.status === 'scheduled';
  return {
    id: spellNative('lead', lead.id),
    object: 'lead',
    campaign_id: spellNative('camp', lead.campaignId),
    status: lead.status,
    reason: lead.reason,
    detail: lead.detail,
    phone_number: lead.phoneNumber,
    name: lead.name,
    email: lead.email,
    time_zone: lead.timeZone,
    variables: { ...lead.variables },
    not_before: isoMaybe(lead.notBefore),
    attempts: lead.attempts,
    call_id: spellMaybe('call', lead.callId),
    next_attempt_at: isWaiting ? iso(lead.dueAt) : null,
    last_attempt_at: isoMaybe(lead.lastAttemptAt),
    created_at: iso(lead.createdAt),
    updated_at: iso(lead.updatedAt),
  };
}
