/** The body of `POST /v1/calls`. */
import { AgentConfigSchema, MachineOverridesSchema, RetrySchema, VoiceSchema } from '#domain';
import { Type, type Static } from 'typebox';
import { sampleNative } from '../../../openapi/sample-ids.ts';
import { IdText } from '../../shapes/ids.ts';
import { MomentText } from '../../shapes/times.ts';
import { endpointFields, secretField } from '../../webhook-endpoints/endpoint-view.ts';
import { PersonSchema } from '../call-view.ts';

const { properties: agent } = AgentConfigSchema;

/** Changes for this call only. */
export const OverridesSchema = Type.Object(
  {
    prompt: agent.prompt,
    greeting: agent.greeting,
    context: Type.Optional(
      Type.String({
        maxLength: 20_000,
        description: 'Facts about this call for the model; data, never instructions.',
      }),
    ),
    language: Type.Optional(
      Type.String({
        pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$',
        description: 'BCP 47.',
        examples: ['en-US'],
      }),
    ),
    voice: Type.Optional(VoiceSchema),
    model: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    interruptible: Type.Optional(Type.Boolean()),
    max_duration_s: agent.max_duration_s,
    machine: Type.Optional(MachineOverridesSchema),
  },
  { additionalProperties: false },
);

/** Where this one call is told of, beside the organization's own endpoints. */
const WebhookSchema = Type.Object(
  {
    url: endpointFields.url,
    event_types: Type.Optional(endpointFields.event_types),
    format: Type.Optional(endpointFields.format),
    headers: Type.Optional(endpointFields.headers),
    secret: Type.Optional(secretField),
  },
  {
    additionalProperties: false,
    description: 'Events of this call alone. Without a secret they are not signed.',
  },
);

export const CreateCallBody = Type.Object(
  {
    agent_id: Type.Optional(IdText),
    agent: Type.Optional(AgentConfigSchema),
    agent_version: Type.Optional(
      Type.String({ minLength: 1, maxLength: 80, description: 'Id of a version; else the production one.' }),
    ),
    to: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'E.164 or a SIP URI.',
      examples: ['+34600111222', 'sip:alice@example.com'],
    }),
    person: Type.Optional(PersonSchema),
    from: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description: 'E.164 or id of one of your numbers; a SIP URI when `to` is one.',
      }),
    ),
    trunk_id: Type.Optional(IdText),
    variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    overrides: Type.Optional(OverridesSchema),
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Yours; given back with the call.' }),
    ),
    webhook: Type.Optional(WebhookSchema),
    not_before: Type.Optional(MomentText),
    retry: Type.Optional(RetrySchema),
    capture: Type.Optional(
      Type.Boolean({
        description:
          'Keeps its packets: signalling without secrets, and the headers of RTP. `GET /v1/calls/{id}/capture` once it has ended.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        agent_id: sampleNative('agent'),
        to: '+34600111222',
        person: { name: 'Ana' },
        variables: { name: 'Ana' },
        metadata: { order: 'A-7' },
        not_before: '2030-01-31T09:00:00Z',
      },
    ],
  },
);
export type CreateCallBody = Static<typeof CreateCallBody>;
