/** The schema of an agent; the API's bodies, the stored snapshot and the types come from here. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { FlowSchema } from '../flow/schema.ts';
import {
  KnowledgeSettingsSchema,
  MemorySettingsSchema,
  NotificationSettingsSchema,
} from '../knowledge/settings-schema.ts';
import { AgentHoursSchema } from '../hours/schema.ts';
import { AnalysisSettingsSchema } from './analysis-schema.ts';
import { MachineSettingsSchema } from './machine-schema.ts';
import { InboundHookSchema } from './inbound-hook-schema.ts';
import { OpeningSchema, TranscriptSettingsSchema } from './opening-schema.ts';
import { LlmSchema, RealtimeSchema, SttSchema, VoiceSchema } from './models-schema.ts';
import { AgentToolSchema } from './tools-schema.ts';
import { BackgroundSchema, SilenceSettingsSchema, TurnSettingsSchema } from './turns-schema.ts';

/** Any of the fields, and no other: `Type.Partial` alone would let unknown ones pass. */
function partly<Fields extends TProperties>(schema: TObject<Fields>) {
  return Type.Partial(schema, { additionalProperties: false });
}

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
    stt: Type.Optional(SttSchema),
    llm: Type.Optional(LlmSchema),
    voice: Type.Optional(VoiceSchema),
    realtime: Type.Optional(RealtimeSchema),
    manner: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description: 'How it speaks, in words: told to the model after the prompt.',
      }),
    ),
    opening: Type.Optional(OpeningSchema),
    record: Type.Optional(Type.Boolean({ description: 'Is the call recorded? True when absent.' })),
    transcript: Type.Optional(partly(TranscriptSettingsSchema)),
    interruptible: Type.Boolean({ default: true }),
    turns: Type.Optional(partly(TurnSettingsSchema)),
    silence: Type.Optional(partly(SilenceSettingsSchema)),
    machine: Type.Optional(partly(MachineSettingsSchema)),
    background: Type.Optional(partly(BackgroundSchema)),
    max_duration_s: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 14_400, description: 'From the answer; 600 when absent.' }),
    ),
    variables: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Defaults for {{variables}}.' }),
    ),
    tools: Type.Optional(Type.Array(AgentToolSchema, { maxItems: 50 })),
    analysis: Type.Optional(partly(AnalysisSettingsSchema)),
    knowledge: Type.Optional(KnowledgeSettingsSchema),
    memory: Type.Optional(MemorySettingsSchema),
    notification: Type.Optional(NotificationSettingsSchema),
    active: Type.Optional(
      Type.Boolean({ description: 'False: it makes no new call and answers none. True when absent.' }),
    ),
    suppress_opt_outs: Type.Optional(
      Type.Boolean({
        description:
          'Does the number of somebody who asks not to be called any more go to the suppression list? As the organization has it when absent.',
      }),
    ),
    hours: Type.Optional(AgentHoursSchema),
    inbound_hook: Type.Optional(InboundHookSchema),
    number_id: Type.Optional(Type.String({ description: 'Caller number of this agent.' })),
    number_pool_id: Type.Optional(
      Type.String({ description: 'Numbers to choose its caller number from, where `number_id` names none.' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'Reminder',
        language: 'en-US',
        interruptible: true,
        flow: {
          start: 'hello',
          nodes: [
            { id: 'hello', type: 'say', text: 'Hello {{name}}, this is a reminder of your appointment.' },
            { id: 'bye', type: 'end', text: 'Goodbye.' },
          ],
          edges: [{ from: 'hello', to: 'bye' }],
        },
        variables: { name: 'Ana' },
      },
    ],
  },
);
export type AgentConfig = Static<typeof AgentConfigSchema>;

/** The longest call when neither the request nor the agent says otherwise, s. */
export const DEFAULT_MAX_DURATION_S = 600;
