/** Bodies and answers of the assistants. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { AGENT_FIELDS } from './read.ts';
import { enveloped, OffsetQuery, Pagination } from '../envelope.ts';

const strict = { additionalProperties: false };
const open = { additionalProperties: true };

const fields = {
  description: Type.Optional(Type.String()),
  phone_number: Type.Optional(
    Type.String({ description: 'One of your numbers, shown unless a call says otherwise.' }),
  ),
  external_webhook_url: Type.Optional(Type.String({ description: 'Told of each call after its end.' })),
  inbound_call_webhook_url: Type.Optional(Type.String({ description: 'Asked who answers.' })),
  default_agent: Type.Optional(Type.String({ description: 'Answers when nobody was told who shall.' })),
  is_recording: Type.Optional(Type.Boolean()),
  max_duration: Type.Optional(
    Type.Object(
      { duration_seconds: Type.Optional(Type.Integer()), is_enabled: Type.Optional(Type.Boolean()) },
      open,
    ),
  ),
  voicemail_message: Type.Optional(
    Type.Object(
      {
        enabled: Type.Optional(Type.Boolean()),
        mode: Type.Optional(Type.String({ description: '`exact_message` or `prompt`.' })),
        exact_message: Type.Optional(Type.String()),
        prompt: Type.Optional(Type.String()),
      },
      { ...open, description: 'Needs `agent.greeting_message_mode` "human".' },
    ),
  ),
};
const AgentFields = Type.Object(
  Object.fromEntries(AGENT_FIELDS.map((name) => [name, Type.Optional(Type.Unknown())])),
  { ...open, description: 'As Synthflow documents them; docs/dialect-fields.md tells what each does.' },
);
const actions = Type.Optional(
  Type.Array(Type.Unknown(), {
    description: 'Ids, or actions written out as for POST /actions: all that the agent has from now on.',
  }),
);

export const NewAssistant = Type.Object(
  {
    type: Type.String({ description: '`outbound`, `inbound` or `widget`.' }),
    name: Type.String(),
    agent: AgentFields,
    actions,
    ...fields,
  },
  {
    ...open,
    examples: [
      {
        type: 'outbound',
        name: 'Reminder',
        agent: {
          prompt: 'Remind {name} of the appointment.',
          greeting_message: 'Hello {name}.',
          language: 'en-US',
        },
      },
    ],
  },
);

export const AssistantPatch = Type.Object(
  {
    type: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    agent: Type.Optional(AgentFields),
    actions,
    ...fields,
  },
  { ...open, examples: [{ agent: { patience_level: 'high' } }] },
);

export const Kept = Type.Object(
  {
    status: Type.Literal('ok'),
    response: Type.Object({ model_id: Type.String() }, strict),
    details: Type.Object(
      { phone: Type.Union([Type.String(), Type.Null()]), voice: Type.Union([Type.String(), Type.Null()]) },
      strict,
    ),
  },
  strict,
);

export const ModelParams = Type.Object({ model_id: Type.String({ examples: [sampleUuid('agent')] }) });

const nullText = Type.Union([Type.String(), Type.Null()]);
const Assistant = Type.Object(
  {
    model_id: Type.String(),
    type: Type.String(),
    name: Type.String(),
    description: Type.String(),
    phone_number: nullText,
    external_webhook_url: nullText,
    inbound_call_webhook_url: nullText,
    default_agent: nullText,
    is_recording: Type.Boolean(),
    max_duration: Type.Object({ duration_seconds: Type.Integer(), is_enabled: Type.Boolean() }, strict),
    voicemail_message: Type.Object(
      { enabled: Type.Boolean(), mode: Type.String(), exact_message: Type.String(), prompt: Type.String() },
      strict,
    ),
    agent: Type.Record(Type.String(), Type.Unknown()),
    attached_phone_numbers: Type.Array(
      Type.Object({ number: Type.String(), sid: nullText, slug: Type.String() }, strict),
    ),
    actions: Type.Array(Type.String()),
    input_variables: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  },
  strict,
);

export const Assistants = enveloped(
  Type.Object({ pagination: Pagination, assistants: Type.Array(Assistant) }, strict),
);
export const Removed = enveloped(Type.Object({ answer: Type.String() }, strict));

export const ListQuery = Type.Object(OffsetQuery);
export const GetQuery = Type.Object({
  include_actions: Type.Optional(Type.String({ description: 'Tell `actions` and `input_variables` too.' })),
});
