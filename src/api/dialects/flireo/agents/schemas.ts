/** What agents look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Nullable, NullableText } from '../shapes/answers.ts';
import { AnalysisPlan, LlmConfig, SttConfig, TtsConfig } from '../shapes/blocks.ts';
import { WEBHOOK_EVENTS } from '../agent-webhook.ts';

const NullableFlag = Nullable(Type.Boolean());
const NullableNumber = Nullable(Type.Number());

const members = {
  business_name: NullableText,
  notification_email: NullableText,
  notification_emails: Type.Array(Type.String()),
  first_message: NullableText,
  is_active: Type.Boolean(),
  webhook_url: NullableText,
  webhook_secret: NullableText,
  webhook_events: Type.Array(Type.Enum([...WEBHOOK_EVENTS])),
  stt_config: Nullable(SttConfig),
  llm_config: Nullable(LlmConfig),
  tts_config: Nullable(TtsConfig),
  analysis_plan: Nullable(AnalysisPlan),
  max_duration_seconds: NullableNumber,
  autonomous_silence_handling: NullableFlag,
  silence_timeout_seconds: NullableNumber,
  voicemail_detection: NullableFlag,
  voicemail_message: NullableText,
  gdpr_mode: Type.Boolean(),
};

const writable = Object.fromEntries(
  Object.entries(members).map(([name, schema]) => [
    name,
    Type.Optional(name === 'name' ? schema : Type.Union([schema, Type.Null()])),
  ]),
);

/** A one-time agent, or an override of a saved one. */
export const Assistant = Type.Object(
  {
    name: Type.Optional(NullableText),
    ...writable,
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Told with every webhook.' }),
    ),
  },
  { additionalProperties: true, description: 'Keys in camelCase are read too.' },
);

const example = {
  name: 'Example',
  business_name: 'Acme',
  first_message: 'Hello {{name}}!',
  webhook_url: 'https://example.com/flireo',
  webhook_secret: 'a secret of yours',
  webhook_events: ['status-update', 'end-of-call-report'],
  llm_config: { messages: [{ role: 'system', content: 'You remind people.' }], tools: [] },
  max_duration_seconds: 300,
};

export const AgentBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), ...writable },
  { additionalProperties: true, examples: [example] },
);
export const AgentPatch = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })), ...writable },
  { additionalProperties: true, examples: [{ first_message: 'Good day!', is_active: true }] },
);

const AgentShape = Type.Object(
  {
    id: Type.String({ examples: [sampleUuid('agent')] }),
    org_id: Type.String(),
    name: Type.String(),
    ...members,
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);
export const AgentRead = Type.Object(
  { agent: AgentShape, assistant: AgentShape },
  { additionalProperties: false },
);
export const AgentsRead = Type.Object(
  { agents: Type.Array(AgentShape), assistants: Type.Array(AgentShape) },
  { additionalProperties: false },
);
export const AgentParams = Type.Object({
  agentId: Type.String({ examples: [sampleUuid('agent')] }),
});
