/** What is made of a call after its end: by the language model if there is one, by the flow's slots if not. */
import { Type, type Static } from 'typebox';

const label = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    description: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);

export const AnalysisSettingsSchema = Type.Object(
  {
    summary: Type.Boolean({ default: true }),
    summary_prompt: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
    schema: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'JSON Schema (an object) of the structured data to extract.',
      }),
    ),
    tags: Type.Optional(
      Type.Array(label, { maxItems: 50, description: 'The call gets those that apply, any number.' }),
    ),
    dispositions: Type.Optional(
      Type.Array(label, { maxItems: 50, description: 'The call gets exactly one of them.' }),
    ),
    success: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4000, description: 'What makes the call a success, in words.' }),
    ),
    sentiment: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);
export type AnalysisSettings = Static<typeof AnalysisSettingsSchema>;
