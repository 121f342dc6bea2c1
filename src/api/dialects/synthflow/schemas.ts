/** What Synthflow's requests and answers look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../openapi/sample-ids.ts';

const NullableText = Type.Union([Type.String(), Type.Null()]);
const NullableRecord = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);

/** A path that is not served has the short one. */
const Detailed = Type.Object(
  {
    detail: Type.Union([
      Type.String(),
      Type.Object(
        {
          status: Type.Literal('error'),
          description: Type.String(),
          timestamp: Type.Optional(Type.String()),
          request_id: Type.String(),
          category: Type.String(),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);

/** Webhook logs have an error of their own. */
export const ErrorBody = Type.Union(
  [Detailed, Type.Object({ error: Type.String(), message: Type.String() }, { additionalProperties: false })],
  {
    examples: [
      {
        detail: {
          status: 'error',
          description: 'phone: Is required.',
          timestamp: '2026-01-31T09:00:00.000Z',
          request_id: sampleUuid('request').replaceAll('-', ''),
          category: 'important',
        },
      },
    ],
  },
);

export const CallBody = Type.Object(
  {
    model_id: Type.String({ description: 'The agent.' }),
    phone: Type.String({ description: 'Whom to call, in E.164.' }),
    name: Type.String({ description: 'Of the lead; may be empty.' }),
    from_phone_number: Type.Optional(Type.String({ description: 'One of your numbers.' })),
    custom_variables: Type.Optional(
      Type.Union([
        Type.Array(Type.Object({ key: Type.String(), value: Type.Unknown() })),
        Type.Record(Type.String(), Type.Unknown()),
      ]),
    ),
    lead_email: Type.Optional(Type.String()),
    lead_timezone: Type.Optional(Type.String({ description: 'IANA, e.g. `Europe/Berlin`.' })),
    prompt: Type.Optional(Type.String({ description: "Instead of the agent's, for this call." })),
    greeting: Type.Optional(Type.String({ description: "Instead of the agent's, for this call." })),
    external_webhook_url: Type.Optional(Type.String()),
    external_id: Type.Optional(Type.String()),
  },
  {
    additionalProperties: true,
    examples: [
      {
        model_id: sampleUuid('agent'),
        phone: '+34600111222',
        name: 'Ana',
        custom_variables: [{ key: 'order', value: '7' }],
        lead_timezone: 'Europe/Madrid',
      },
    ],
  },
);

export const CallCreated = Type.Object(
  {
    status: Type.Literal('success'),
    response: Type.Object({ answer: Type.String(), call_id: Type.String() }, { additionalProperties: false }),
    eta: Type.Integer({ description: 'Seconds until the call is expected to be dialled.' }),
  },
  {
    additionalProperties: false,
    examples: [{ status: 'success', response: { answer: 'ok', call_id: sampleUuid('call') }, eta: 0 }],
  },
);

export const CallParams = Type.Object({ callId: Type.String({ examples: [sampleUuid('call')] }) });

const Item = Type.Object(
  {
    call_id: Type.String(),
    model_id: Type.String(),
    status: Type.String(),
    call_status: Type.String(),
    duration: Type.Integer({ description: 's' }),
    end_call_reason: NullableText,
    custom_end_call_reason: NullableText,
    error_message: Type.String(),
    transcript: Type.String(),
    recording_url: NullableText,
    recording_duration: NullableText,
    start_time: Type.String({ description: 'Milliseconds since 1970, as a text.' }),
    type_of_call: Type.String(),
    campaign_type: Type.String(),
    phone_number_from: Type.String(),
    phone_number_to: Type.String(),
    lead_phone_number: Type.String(),
    lead_name: Type.String(),
    name: Type.String(),
    agent_phone_number: Type.String(),
    agents_used: Type.Array(Type.String()),
    labels: Type.Array(Type.String()),
    deployment_type: NullableText,
    assistant_version: NullableText,
    timezone: Type.String(),
    executed_actions: Type.Record(Type.String(), Type.Unknown()),
    prompt_variables: Type.Unknown(),
    collected_variables: NullableRecord,
    judge_results: NullableRecord,
    telephony_hangup: NullableText,
    telephony_disconnect_reason: NullableText,
    telephony_duration: Type.Number({ description: 'ms' }),
    telephony_ringing_duration: Type.Union([Type.Number({ description: 'ms' }), Type.Null()]),
    telephony_start: NullableText,
    telephony_end: NullableText,
    telephony_sip_headers: Type.Null(),
  },
  { additionalProperties: false },
);

export const CallRead = Type.Object(
  {
    status: Type.Literal('ok'),
    response: Type.Object(
      {
        pagination: Type.Object(
          { total_records: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() },
          { additionalProperties: false },
        ),
        calls: Type.Array(Item),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

const optional = Type.Optional(Type.String());
export const CallsQuery = Type.Object({
  model_id: Type.String({ examples: [sampleUuid('agent')] }),
  limit: Type.Optional(Type.String({ description: '1 to 100; 20 when absent.' })),
  offset: optional,
  from_date: Type.Optional(Type.String({ description: 'Milliseconds since 1970, ISO 8601 or a day.' })),
  to_date: Type.Optional(Type.String({ description: 'The same; exclusive.' })),
  call_status: optional,
  end_call_reason: optional,
  duration_min: Type.Optional(Type.String({ description: 's' })),
  duration_max: Type.Optional(Type.String({ description: 's' })),
  lead_phone_number: Type.Optional(Type.String({ description: 'Either side; write the plus as `%2B`.' })),
});

export const PrepareBody = Type.Object(
  {
    from_number: Type.String(),
    to_number: Type.String(),
    model_id: Type.String(),
    workspace_id: optional,
    custom_variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  {
    additionalProperties: true,
    examples: [
      {
        from_number: '+34600111222',
        to_number: '+34910000000',
        model_id: sampleUuid('agent'),
        workspace_id: 'main',
        custom_variables: { tier: 'gold' },
      },
    ],
  },
);
export const Prepared = Type.Object(
  {
    call_status: Type.Literal('registered'),
    synthflow_call_id: Type.String(),
    direction: Type.Literal('inbound'),
    model_id: Type.String(),
    workspace_id: Type.String(),
    custom_variables: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
);

export const TestCallBody = Type.Object(
  { modelId: Type.String(), fromPhoneNumber: Type.String(), toPhoneNumber: Type.String() },
  {
    additionalProperties: true,
    examples: [
      { modelId: sampleUuid('agent'), fromPhoneNumber: '+34600111222', toPhoneNumber: '+34600111223' },
    ],
  },
);
export const NoMedia = ErrorBody;
