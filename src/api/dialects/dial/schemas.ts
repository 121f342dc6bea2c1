/** What dial's requests and answers look like, for the document and the probes. */
import { Type, type TProperties } from 'typebox';
import { sampleHex } from '../../openapi/sample-ids.ts';
import { LANGUAGES } from './languages.ts';
import { EmbeddedUseCase } from './use-cases/schema.ts';

const AnyRecord = Type.Record(Type.String(), Type.Unknown());
const closed = <T extends TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });
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
    notes: Type.Array(
      closed({
        ...{ id: Type.String(), user_id: Type.String(), content: Type.String(), flagged: Type.Boolean() },
        created_at: Type.String(),
      }),
    ),
    samples: Type.Array(Type.String()),
    ratings: Type.Array(closed({ emoji: Type.String(), email: Type.String(), created: Type.String() })),
    costs: Type.Optional(AnyRecord),
    scheduled_for: Type.Optional(NullableText),
    campaign_id: Type.Optional(NullableText),
    max_duration_mins: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
    use_backup: Type.Optional(Type.Boolean({ description: 'Not told here.' })),
    wait_until_awake: Type.Optional(Type.Boolean({ description: 'Not told here.' })),
  },
  { additionalProperties: false },
);

const ToolCall = closed({
  ...{ type: Type.Literal('function'), id: Type.String() },
  function: closed({ name: Type.String(), arguments: Type.String({ description: 'JSON.' }) }),
});

const notTold = Type.Optional(Type.String({ description: 'Not told here.' }));
const TransferContact = closed({
  ...{ type: Type.Enum(['Sales Rep', 'Terminal']), name: Type.String(), email: Type.String() },
  phone: closed({ number: Type.String(), extension: notTold }),
  ...{ contact_id: notTold, slack_channel_id: notTold },
});

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
          tool_calls: Type.Optional(Type.Array(ToolCall)),
          tool_call_id: Type.Optional(Type.String()),
          name: Type.Optional(Type.String()),
          interrupted_thoughts: Type.Optional(Type.String()),
          is_filler: Type.Optional(Type.Boolean()),
          transfer_contact: Type.Optional(TransferContact),
          unpreferred_messages: Type.Optional(Type.Array(AnyRecord, { description: 'Not told here.' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
