/** What campaigns and leads look like at Flireo, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Pagination } from '../paging.ts';
import { NullableText } from '../shapes/answers.ts';
import { STATUSES } from './read.ts';

const Variables = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Texts, for `{{placeholders}}`.',
});

export const LeadBody = Type.Object(
  {
    phone_number: Type.String({ description: 'E.164.' }),
    name: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Also `{{name}}`.' })),
    variables: Type.Optional(Variables),
  },
  {
    additionalProperties: true,
    examples: [{ phone_number: '+34600111222', name: 'Ana', variables: { debt: '7' } }],
  },
);

const Time = (description: string) =>
  Type.Optional(
    Type.Union([Type.String(), Type.Null()], { description: `HH:MM or HH:MM:SS. ${description}` }),
  );
const settings = {
  name: Type.Optional(Type.String()),
  schedule_start_time: Time('Null: from midnight on.'),
  schedule_end_time: Time('Null: until midnight. Earlier than the start: on the next day.'),
  timezone: Type.Optional(Type.String({ description: 'IANA.' })),
  system_message_template: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: "In the place of the agent's instructions, with `{{variables}}` of the lead.",
    }),
  ),
};

export const CampaignBody = Type.Object(
  {
    ...settings,
    name: Type.String(),
    agent_id: Type.Optional(Type.String({ description: 'Or `assistant_id`.' })),
    assistant_id: Type.Optional(Type.String()),
    timezone: Type.String({ description: 'IANA.' }),
    leads: Type.Optional(Type.Array(LeadBody)),
  },
  {
    additionalProperties: true,
    examples: [
      {
        name: 'Spring',
        agent_id: sampleUuid('agent'),
        schedule_start_time: '09:00:00',
        schedule_end_time: '17:30:00',
        timezone: 'Europe/Amsterdam',
        system_message_template: 'Remind {{name}} of {{debt}} euros.',
      },
    ],
  },
);

export const CampaignPatch = Type.Object(
  { ...settings, status: Type.Optional(Type.Enum([...STATUSES])) },
  { additionalProperties: true, examples: [{ name: 'Summer', schedule_end_time: '18:00' }] },
);

const Campaign = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    agent_id: Type.String(),
    assistant_id: Type.String(),
    status: Type.Enum([...STATUSES, 'completed']),
    schedule_start_time: NullableText,
    schedule_end_time: NullableText,
    timezone: Type.String(),
    system_message_template: NullableText,
    total_leads: Type.Integer(),
    completed_leads: Type.Integer(),
    failed_leads: Type.Integer(),
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);

const Lead = Type.Object(
  {
    id: Type.String(),
    campaign_id: Type.String(),
    phone_number: Type.String(),
    name: NullableText,
    variables: Type.Record(Type.String(), Type.Unknown()),
    status: Type.Enum(['pending', 'calling', 'completed', 'failed', 'skipped']),
    call_id: NullableText,
    attempts: Type.Integer(),
    last_attempt_at: NullableText,
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);

export const CampaignRead = Type.Object({ campaign: Campaign }, { additionalProperties: false });
export const CampaignList = Type.Object({ campaigns: Type.Array(Campaign) }, { additionalProperties: false });
export const LeadRead = Type.Object({ lead: Lead }, { additionalProperties: false });
export const LeadList = Type.Object(
  { leads: Type.Array(Lead), pagination: Pagination },
  { additionalProperties: false },
);
export const CampaignParams = Type.Object({
  id: Type.String({ description: 'Of the campaign.', examples: [sampleUuid('campaign')] }),
});
export const LeadParams = Type.Object({
  ...CampaignParams.properties,
  leadId: Type.String({ description: 'Of the lead.', examples: [sampleUuid('lead')] }),
});
