/** What is made of a call after its end: by the language model if there is one, by the flow's slots if not. */
import { Type, type Static } from 'typebox';
import type { FieldFault } from '#kernel';
import { jsonSchemaFaults } from './arguments.ts';
import { joinPath } from './schema-faults.ts';

const label = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    description: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);
const words = (description: string, maxLength = 4000) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }));

export const AnalysisSettingsSchema = Type.Object(
  {
    template_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description: 'An analysis template; the other fields here lie over its own.',
      }),
    ),
    summary: Type.Boolean({ default: true }),
    summary_prompt: words('What the summary should tell, in words.'),
    schema: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'JSON Schema (an object) of the structured data to extract.',
      }),
    ),
    schema_prompt: words('How the data are to be taken from the call, in words.', 20_000),
    tags: Type.Optional(
      Type.Array(label, { maxItems: 50, description: 'The call gets those that apply, any number.' }),
    ),
    dispositions: Type.Optional(
      Type.Array(label, { maxItems: 50, description: 'The call gets exactly one of them.' }),
    ),
    success: words('What makes the call a success, in words.'),
    sentiment: Type.Boolean({ default: false }),
    min_turns: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1000,
        description: 'A call of fewer turns is not shown to the language model; 2 when absent.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type AnalysisSettings = Static<typeof AnalysisSettingsSchema>;

/** What the schema cannot say. @param path where the settings stand in the request */
export function analysisFaults(settings: Partial<AnalysisSettings> | undefined, path: string): FieldFault[] {
  if (!settings) return [];
  return [
    ...(settings.schema ? jsonSchemaFaults(settings.schema, joinPath(path, 'schema')) : []),
    ...twice(settings.tags, joinPath(path, 'tags')),
    ...twice(settings.dispositions, joinPath(path, 'dispositions')),
  ];
}

function twice(labels: AnalysisSettings['tags'], path: string): FieldFault[] {
  const names = (labels ?? []).map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            param: joinPath(path, index, 'name'),
            rule: 'unique',
            message: `'${name}' is there already; rename or remove one.`,
          },
        ],
  );
}
