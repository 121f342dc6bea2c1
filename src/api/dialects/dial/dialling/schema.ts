/** What the requests for many calls look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleHex } from '../../../openapi/sample-ids.ts';
import { OutboundBody } from '../schemas.ts';

const orNull = Type.Union([Type.String(), Type.Null()]);
const text = Type.Optional(orNull);

export const BatchBody = Type.Array(OutboundBody, {
  examples: [
    [
      { number_id: sampleHex('number'), phone_number: '+34600111222', use_case_id: sampleHex('agent') },
      { number_id: sampleHex('number'), phone_number: '+34600111333', use_case_id: sampleHex('agent') },
    ],
  ],
});

const Row = Type.Object(
  {
    phone_number: Type.String(),
    scheduled_date: Type.Optional(Type.String({ description: '`YYYY-MM-DD`' })),
    scheduled_time: Type.Optional(Type.String({ description: '`HH:MM:SS`' })),
    timezone: Type.Optional(Type.String({ description: '`UTC` or IANA.' })),
    max_duration_mins: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: true, description: 'Every other key is a param.' },
);

export const ScheduledBody = Type.Object(
  {
    number_id: Type.String(),
    use_case_id: text,
    agent_id: text,
    model_id: text,
    prompt_id: text,
    assistant_id: text,
    voice_id: text,
    model: text,
    csv_file: Type.Optional(
      Type.String({ description: 'A table in base64; its columns are those of a row.' }),
    ),
    calls: Type.Optional(Type.Array(Type.Union([Row, Type.Array(Row)]))),
    staggered_interval_minutes: Type.Optional(Type.Integer({ minimum: 0 })),
    campaign_name: text,
    retry_logic: Type.Optional(
      Type.Array(
        Type.Object({
          query: Type.Optional(Type.String({ description: 'Kept.' })),
          retry_period: Type.Optional(Type.Number({ description: 'Minutes.' })),
          max_retry_per_day: Type.Optional(Type.Integer()),
        }),
      ),
    ),
    max_retries: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    language: text,
    max_duration_mins: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
  },
  {
    additionalProperties: true,
    examples: [
      {
        number_id: sampleHex('number'),
        use_case_id: sampleHex('agent'),
        campaign_name: 'March',
        staggered_interval_minutes: 5,
        calls: [{ phone_number: '+34600111222', timezone: 'Europe/Madrid', first_name: 'Ana' }],
      },
    ],
  },
);
