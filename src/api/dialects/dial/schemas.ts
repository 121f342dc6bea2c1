/** What dial's requests and answers look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleHex } from '../../openapi/sample-ids.ts';
import { LANGUAGES } from './languages.ts';
import { EmbeddedUseCase } from './use-cases/schema.ts';

const AnyRecord = Type.Record(Type.String(), Type.Unknown());
const NullableText = Type.Union([Type.String(), Type.Null()]);

export const ErrorBody = Type.Object(
  {
    error: Type.String({ description: "The status' own words." }),
    message: Type.String(),
    statusCode: Type.Integer(),
    details: Type.Optional(
      Type.Array(
        Type.Object({ path: Type.Optional(Type.Array(Type.String())), rule: Type.Optional(Type.String()) }),
      ),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        error: 'Bad Request',
        message: 'number_id must have exactly 24 characters.',
        statusCode: 400,
        details: [{ path: ['number_id'] }],
      },
    ],
  },
);

export const OutboundBody = Type.Object(
  {
    number_id: Type.String({ description: 'The number to call from.' }),
    phone_number: Type.String({ description: 'Whom to call, in E.164.' }),
    use_case_id: Type.Optional(NullableText),
    assistant_id: Type.Optional(Type.Union([Type.String(), Type.Null()], { deprecated: true })),
    agent_id: Type.Optional(NullableText),
    model_id: Type.Optional(NullableText),
    prompt_id: Type.Optional(NullableText),
    language: Type.Optional(Type.Union([Type.Enum([...LANGUAGES]), Type.Null()])),
    params: Type.Optional(Type.Unknown({ description: 'Placeholders.' })),
    metadata: Type.Optional(AnyRecord),
    campaign_id: Type.Optional(NullableText),
    scheduled_for: Type.Optional(Type.Union([Type.String({ description: 'ISO 8601.' }), Type.Null()])),
    max_duration_mins: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
    voice_id: Type.Optional(NullableText),
    model: Type.Optional(NullableText),
  },
  {
    additionalProperties: true,
    examples: [
      {
        number_id: sampleHex('number'),
        phone_number: '+34600111222',
        use_case_id: sampleHex('agent'),
        language: 'en-US',
        params: { name: 'Ana' },
        metadata: { order: 'A-7' },
        max_duration_mins: 3,
      },
    ],
  },
);

const Metadata = Type.Object(
  {
    call_sid: Type.String(),
    from: Type.String(),
    to: Type.String(),
    recording_sid: Type.Optional(Type.String()),
    tags: Type.Array(Type.String()),
    custom: AnyRecord,
  },
  { additionalProperties: false },
);

export const CallCreated = Type.Object(
  {
    id: Type.String(),
    organization_id: Type.String(),
    metadata: Metadata,
    use_case: EmbeddedUseCase,
    params: Type.Optional(Type.Unknown()),
    created: Type.String(),
  },
  { additionalProperties: false },
);

export const CallParams = Type.Object({ callId: Type.String({ examples: [sampleHex('call')] }) });

export const CallRead = Type.Object(
  {
    id: Type.String(),
    organization_id: Type.String(),
    type: Type.Enum(['Outbound', 'Inbound']),
    status: Type.String(),
    provider: Type.String(),
    metadata: Metadata,
    use_case: EmbeddedUseCase,
    agent: Type.Object({ id: Type.String(), name: Type.Unknown() }, { additionalProperties: false }),
    language: Type.String(),
    extraction: Type.Optional(AnyRecord),
    classification: Type.Optional(
      Type.Object({ tag: Type.String(), reasoning: Type.String() }, { additionalProperties: false }),
    ),
    prompt_id: Type.Optional(Type.String()),
    params: Type.Optional(Type.Unknown()),
    created: Type.String(),
    duration: Type.Optional(Type.Number({ description: 's' })),
    parent_call_id: Type.Optional(Type.String()),
    viewed_by: Type.Array(Type.String()),
    notes: Type.Array(AnyRecord),
    samples: Type.Array(Type.String()),
    ratings: Type.Array(AnyRecord),
    costs: Type.Optional(AnyRecord),
    scheduled_for: Type.Optional(NullableText),
    campaign_id: Type.Optional(NullableText),
    max_duration_mins: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  },
  { additionalProperties: false },
);

export const Transcript = Type.Object(
  {
    id: Type.String(),
    organization_id: Type.String(),
    call_id: Type.String(),
    start_time: Type.Number({ description: 'Unix seconds.' }),
    messages: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          role: Type.Enum(['system', 'assistant', 'user', 'tool']),
          content: Type.String(),
          start: Type.Number(),
          end: Type.Number(),
          discard: Type.Boolean(),
          tool_calls: Type.Optional(Type.Array(AnyRecord)),
          tool_call_id: Type.Optional(Type.String()),
          name: Type.Optional(Type.String()),
          interrupted_thoughts: Type.Optional(Type.String()),
          is_filler: Type.Optional(Type.Boolean()),
          transfer_contact: Type.Optional(AnyRecord),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
