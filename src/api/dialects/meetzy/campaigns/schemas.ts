/** What a campaign's request and answer look like. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';

const text = (description?: string) =>
  Type.Optional(Type.Unknown(description === undefined ? {} : { description }));

const Contact = Type.Object(
  {
    phone: Type.String({ description: 'E.164; what is none is kept as `wrong-phone-format`.' }),
    first_name: text(),
    last_name: text(),
    email: text(),
    company: text(),
    job_title: text(),
    address: text(),
    city: text(),
    state: text(),
    country: text(),
    postal_code: text(),
    timezone: text('IANA.'),
    utm_source: text(),
    utm_medium: text(),
    utm_campaign: text(),
    utm_term: text(),
    utm_content: text(),
    custom_fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  {
    additionalProperties: true,
    description: 'Each key is a custom parameter of its call; unknown ones are not.',
  },
);

export const CampaignBody = Type.Object(
  {
    playbook_id: Type.String({ description: 'The agent, by its id or the one it had at the vendor.' }),
    contacts: Type.Array(Contact, { minItems: 1, maxItems: 10_000 }),
    launch_at: Type.Optional(
      Type.String({
        description: 'ISO 8601, on the clock of Madrid without an offset; at once when absent.',
      }),
    ),
    recall: Type.Optional(
      Type.Union([Type.String(), Type.Array(Type.Union([Type.Number(), Type.String()]))], {
        description:
          'Minutes from the launch after which who did not answer is called again: `[30,120]`, or as text.',
      }),
    ),
  },
  {
    additionalProperties: true,
    examples: [
      {
        playbook_id: sampleUuid('agent'),
        contacts: [{ phone: '+34600111222', first_name: 'Ana', custom_fields: { course: 'Nursing' } }],
        launch_at: '2030-03-01T10:00:00',
        recall: '[30,120]',
      },
    ],
  },
);

export const CampaignAccepted = Type.Object(
  {
    success: Type.Literal(true),
    id: Type.String(),
    message: Type.String(),
    contacts: Type.Integer({ description: 'Different numbers among the contacts.' }),
  },
  {
    additionalProperties: false,
    examples: [{ success: true, id: sampleUuid('campaign'), message: 'Campaign accepted', contacts: 1 }],
  },
);
