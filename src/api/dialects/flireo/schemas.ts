/** What Flireo's requests and answers look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../openapi/sample-ids.ts';
import { Assistant } from './agents/schemas.ts';
import { Pagination, pagingQuery } from './paging.ts';

const NullableText = Type.Union([Type.String(), Type.Null()]);
const AnyRecord = Type.Record(Type.String(), Type.Unknown());

export const ErrorBody = Type.Object(
  {
    error: Type.String(),
    message: Type.String(),
    code: Type.String(),
    type: Type.String(),
    retry_after: Type.Optional(Type.Number({ description: 's' })),
    param: Type.Optional(Type.String()),
    details: Type.Optional(Type.Array(Type.String())),
  },
  {
    additionalProperties: false,
    examples: [
      {
        error: 'Bad Request',
        message: 'destination: Is required.',
        code: 'missing_field',
        type: 'invalid_request_error',
        param: 'destination',
      },
    ],
  },
);

export const OutboundBody = Type.Object(
  {
    destination: Type.String({ description: 'Whom to call, in E.164.' }),
    agent_id: Type.Optional(Type.String()),
    assistant_id: Type.Optional(Type.String()),
    agent_config: Type.Optional(Assistant),
    assistant: Type.Optional(Assistant),
    agent: Type.Optional(Assistant),
    assistant_override: Type.Optional(Assistant),
    number_id: Type.Optional(NullableText),
    first_message: Type.Optional(NullableText),
    context: Type.Optional(Type.Union([Type.String(), AnyRecord, Type.Null()])),
  },
  {
    additionalProperties: true,
    examples: [
      {
        destination: '+34600111222',
        agent_id: sampleUuid('agent'),
        number_id: sampleUuid('number'),
        first_message: 'Hello {{name}}.',
        context: { name: 'Ana' },
      },
    ],
  },
);

export const CallCreated = Type.Object(
  { success: Type.Literal(true), call_id: Type.String(), room_name: Type.String(), status: Type.String() },
  { additionalProperties: false },
);

export const CallParams = Type.Object({
  callId: Type.String({ description: 'Its id or its room name.', examples: [sampleUuid('call')] }),
});

export const ControlBody = Type.Object(
  {
    type: Type.Enum(['inject-context', 'say', 'end-call', 'transfer']),
    content: Type.Optional(Type.String({ maxLength: 2000 })),
    trigger_response: Type.Optional(Type.Boolean()),
    end_after: Type.Optional(Type.Boolean()),
    destination: Type.Optional(Type.String({ description: 'Of a transfer: E.164 or a SIP URI.' })),
    message: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  {
    additionalProperties: true,
    examples: [{ type: 'say', content: 'Your table is ready.', end_after: false }],
  },
);

export const ControlTaken = Type.Object(
  { success: Type.Literal(true), message: Type.String() },
  { additionalProperties: false, examples: [{ success: true, message: 'Command sent' }] },
);

export const CallRead = Type.Object(
  {
    id: Type.String(),
    caller_phone: Type.String(),
    assistant_phone: NullableText,
    agent_phone: NullableText,
    status: Type.Enum(['connecting', 'in-progress', 'ended', 'failed', 'rejected'], {
      description: '`rejected`: somebody called in while no minutes were left.',
    }),
    direction: Type.String(),
    end_reason: NullableText,
    error: NullableText,
    started_at: NullableText,
    ended_at: NullableText,
    duration_seconds: Type.Union([Type.Integer(), Type.Null()]),
    summary: NullableText,
    analysis_result: Type.Union([AnyRecord, Type.Null()]),
    messages: Type.Union([
      Type.Array(
        Type.Object({ role: Type.String(), content: Type.String() }, { additionalProperties: false }),
      ),
      Type.Null(),
    ]),
    room_name: Type.String(),
    recording_url: NullableText,
    agent_id: NullableText,
    assistant_id: NullableText,
    agent_name: Type.String(),
    assistant_name: Type.String(),
    business_name: NullableText,
    number_id: NullableText,
    phone_number: NullableText,
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);

export const ListQuery = Type.Object({
  ...pagingQuery,
  status: Type.Optional(Type.Enum(['connecting', 'in-progress', 'ended', 'failed', 'rejected'])),
  start_date: Type.Optional(
    Type.String({ description: 'ISO 8601; created at or after.', examples: ['2026-01-01T00:00:00Z'] }),
  ),
  end_date: Type.Optional(
    Type.String({ description: 'ISO 8601; created at or before.', examples: ['2036-01-01T00:00:00Z'] }),
  ),
});

export const CallsRead = Type.Object(
  { calls: Type.Array(CallRead), pagination: Pagination },
  { additionalProperties: false },
);
