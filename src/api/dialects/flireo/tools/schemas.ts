/** What tool templates look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { NullableText } from '../shapes/answers.ts';
import { FunctionDefinition, ToolConfig } from '../shapes/blocks.ts';
import { TOOL_TYPES } from './read.ts';

const example = {
  name: 'Example',
  description: 'Finds an order.',
  tool_type: 'function',
  tool_config: {
    name: 'lookup',
    description: 'Finds an order by its number.',
    url: 'https://example.com/orders',
    parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
    async: false,
  },
};

/** In the place of the type and the configuration. */
const ofFirstSdk = {
  function_definition: Type.Optional(FunctionDefinition),
  server_url: Type.Optional(NullableText),
  server_secret: Type.Optional(NullableText),
  async: Type.Optional(Type.Boolean()),
};

export const TemplateBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    description: Type.Optional(NullableText),
    tool_type: Type.Optional(Type.Enum([...TOOL_TYPES])),
    tool_config: Type.Optional(ToolConfig),
    ...ofFirstSdk,
  },
  { additionalProperties: true, examples: [example] },
);
export const TemplatePatch = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    description: Type.Optional(NullableText),
    tool_type: Type.Optional(Type.Enum([...TOOL_TYPES])),
    tool_config: Type.Optional(ToolConfig),
  },
  { additionalProperties: true, examples: [{ description: 'Finds an order, quickly.' }] },
);
const TemplateShape = Type.Object(
  {
    id: Type.String(),
    org_id: Type.String(),
    name: Type.String(),
    description: NullableText,
    tool_type: Type.Enum([...TOOL_TYPES]),
    tool_config: ToolConfig,
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);
export const TemplateRead = Type.Object(
  { toolTemplate: TemplateShape, tool_template: TemplateShape },
  { additionalProperties: false },
);
export const TemplatesRead = Type.Object(
  { toolTemplates: Type.Array(TemplateShape), tool_templates: Type.Array(TemplateShape) },
  { additionalProperties: false },
);
export const TemplateParams = Type.Object({ templateId: Type.String({ examples: [sampleUuid('tool')] }) });
