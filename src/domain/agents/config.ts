/** The schema of an agent; the API's bodies, the stored snapshot and the types come from here. */
import { Type, type Static } from 'typebox';
import { FlowSchema } from '../flow/schema.ts';

/** `{name, description, url, …}`: an HTTP tool behind the outgoing-URL guard. */
export const HttpToolSchema = Type.Object(
  {
    type: Type.Literal('http'),
    name: Type.String({
      pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$',
      description: 'How a flow node or the model calls it.',
    }),
    description: Type.String({ maxLength: 1000, description: 'Tells the model when to use it.' }),
    method: Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], { default: 'POST' }),
    url: Type.String({ maxLength: 2000, description: 'May hold {{variables}}; values are URL-encoded.' }),
    headers: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 4000 }))),
    body: Type.Optional(
      Type.Unknown({ description: 'JSON template; strings may hold {{variables}}. Absent: the arguments.' }),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema of the arguments.' }),
    ),
    timeout_ms: Type.Integer({ minimum: 100, maximum: 60_000, default: 8000 }),
  },
  { additionalProperties: false },
);
export type HttpTool = Static<typeof HttpToolSchema>;

/** Ends the call; its description tells a model when. */
export const EndCallToolSchema = Type.Object(
  { type: Type.Literal('end_call'), description: Type.Optional(Type.String({ maxLength: 1000 })) },
  { additionalProperties: false },
);

export const ToolSchema = Type.Union([HttpToolSchema, EndCallToolSchema]);
export type Tool = Static<typeof ToolSchema>;

/** Raw turn-taking knobs, ms; each has a default. */
export const TurnSettingsSchema = Type.Object(
  {
    endpoint_ms: Type.Integer({
      minimum: 200,
      maximum: 5000,
      default: 700,
      description: 'Silence after speech that ends a turn.',
    }),
    onset_ms: Type.Integer({
      minimum: 20,
      maximum: 1000,
      default: 60,
      description: 'Speech that holds the agent tentatively.',
    }),
    confirm_ms: Type.Integer({
      minimum: 100,
      maximum: 3000,
      default: 500,
      description: 'Speech that makes an interruption certain.',
    }),
    resume_ms: Type.Integer({
      minimum: 100,
      maximum: 3000,
      default: 600,
      description: 'Silence after which an unconfirmed hold resumes.',
    }),
  },
  { additionalProperties: false },
);
export type TurnSettings = Static<typeof TurnSettingsSchema>;

/** What happens when nobody speaks. */
export const SilenceSettingsSchema = Type.Object(
  {
    reminder_after_s: Type.Number({ minimum: 2, maximum: 120, default: 8 }),
    max_reminders: Type.Integer({
      minimum: 0,
      maximum: 10,
      default: 2,
      description: 'After the last one the call ends.',
    }),
    text: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
export type SilenceSettings = Static<typeof SilenceSettingsSchema>;

export const VoiceSchema = Type.Object(
  {
    provider: Type.Optional(Type.String({ maxLength: 60 })),
    id: Type.String({ minLength: 1, maxLength: 120 }),
    speed: Type.Optional(Type.Number({ minimum: 0.7, maximum: 1.3 })),
  },
  { additionalProperties: false },
);
export type VoiceSettings = Static<typeof VoiceSchema>;

/** Everything that a call runs with, unless overridden for that call. `flow` or `prompt`, not both. */
export const AgentConfigSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    flow: Type.Optional(FlowSchema),
    prompt: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000 })),
    greeting: Type.Optional(
      Type.String({ maxLength: 5000, description: 'First words; in a flow they replace the first say.' }),
    ),
    language: Type.String({
      pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$',
      default: 'en-US',
      description: 'BCP 47.',
    }),
    voice: Type.Optional(VoiceSchema),
    llm: Type.Optional(
      Type.Object(
        {
          model: Type.Optional(Type.String({ maxLength: 200 })),
          temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
        },
        { additionalProperties: false },
      ),
    ),
    interruptible: Type.Boolean({ default: true }),
    turns: Type.Optional(Type.Partial(TurnSettingsSchema)),
    silence: Type.Optional(Type.Partial(SilenceSettingsSchema)),
    max_duration_s: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 14_400, description: 'From the answer; 600 when absent.' }),
    ),
    variables: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Defaults for {{variables}}.' }),
    ),
    tools: Type.Optional(Type.Array(ToolSchema, { maxItems: 50 })),
    number_id: Type.Optional(Type.String({ description: 'Caller number of this agent.' })),
  },
  { additionalProperties: false },
);
export type AgentConfig = Static<typeof AgentConfigSchema>;

/** The longest call when neither the request nor the agent says otherwise, s. */
export const DEFAULT_MAX_DURATION_S = 600;
