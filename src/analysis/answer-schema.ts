/** The JSON Schema of the model's answer: a member for each thing that the settings ask for, and no other. Pure. */
import type { AnalysisSettings } from '#domain';

export type JsonSchema = Readonly<Record<string, unknown>>;

const SENTIMENTS = ['positive', 'neutral', 'negative'];

/** @returns null when the settings ask for nothing */
export function answerSchema(settings: Partial<AnalysisSettings>): JsonSchema | null {
  const { summary = true, schema, tags = [], dispositions = [], success, sentiment } = settings;
  const properties: Record<string, JsonSchema> = {
    ...(summary && { summary: { type: 'string' } }),
    ...(schema && { data: { type: 'object', ...schema } }),
    ...(tags.length > 0 && { tags: { type: 'array', items: { type: 'string', enum: names(tags) } } }),
    ...(dispositions.length > 0 && { disposition: { type: 'string', enum: names(dispositions) } }),
    ...(success !== undefined && {
      success: {
        type: 'object',
        properties: { value: { type: 'boolean' }, reason: { type: 'string' } },
        required: ['value', 'reason'],
        additionalProperties: false,
      },
    }),
    ...(sentiment && { sentiment: { type: 'string', enum: SENTIMENTS } }),
  };
  const required = Object.keys(properties);
  return required.length === 0 ? null : { type: 'object', properties, required, additionalProperties: false };
}

function names(labels: NonNullable<AnalysisSettings['tags']>): string[] {
  return labels.map(({ name }) => name);
}
