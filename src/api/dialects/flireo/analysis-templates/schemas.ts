/** What analysis templates look like at Flireo, for the document and the probes. */
import { Type } from 'typebox';
import { NullableText } from '../shapes/answers.ts';

const Schema = Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema of an object.' });
const Message = Type.Object({ role: Type.String(), content: Type.String() }, { additionalProperties: false });

const written = {
  description: Type.Optional(NullableText),
  system_prompt: Type.Optional(NullableText),
  user_prompt: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description:
        '`{{transcript}}`, `{{summary}}`, `{{duration}}`, `{{caller_number}}`; one brace is fine too.',
    }),
  ),
  messages: Type.Optional(Type.Union([Type.Array(Message), Type.Null()])),
  min_messages_threshold: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 1000 }), Type.Null()]),
  ),
};

const EXAMPLE = {
  name: 'Order',
  description: 'What was ordered.',
  system_prompt: 'You read telephone calls.',
  user_prompt: 'Take the order from {{transcript}}.',
  schema: { type: 'object', properties: { order: { type: 'string' } } },
};

export const TemplateBody = Type.Object(
  { name: Type.String(), schema: Schema, ...written },
  { additionalProperties: true, examples: [EXAMPLE] },
);

export const TemplatePatch = Type.Object(
  { name: Type.Optional(Type.String()), schema: Type.Optional(Schema), ...written },
  { additionalProperties: true, examples: [{ description: 'Orders alone.' }] },
);

const row = {
  id: Type.String(),
  org_id: Type.String(),
  name: Type.String(),
  description: NullableText,
  system_prompt: NullableText,
  user_prompt: NullableText,
  messages: Type.Union([Type.Array(Message), Type.Null()]),
  min_messages_threshold: Type.Integer(),
  schema: Schema,
  created_at: Type.String(),
  updated_at: Type.String(),
};
const Row = Type.Object(row, { additionalProperties: false });
const wrapped = { analysisTemplate: Row, analysis_template: Row };

export const TemplateRead = Type.Object(wrapped, { additionalProperties: false });
/** Read wrapped by one generation, bare by another's document. */
export const TemplateCreated = Type.Object({ ...row, ...wrapped }, { additionalProperties: false });
export const TemplateList = Type.Object(
  { analysisTemplates: Type.Array(Row), analysis_templates: Type.Array(Row) },
  { additionalProperties: false },
);
