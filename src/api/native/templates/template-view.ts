/** A template as the native API shows it. */
import { AgentConfigSchema, type Template } from '#domain';
import { Type, type Static } from 'typebox';

export const TemplateSchema = Type.Object(
  {
    name: Type.String({ examples: ['appointment-reminder-en'] }),
    object: Type.Literal('template'),
    language: Type.String({ description: 'BCP 47.' }),
    title: Type.String(),
    description: Type.String(),
    variables: Type.Array(
      Type.Object(
        { name: Type.String(), description: Type.String(), example: Type.String() },
        { additionalProperties: false },
      ),
      { description: 'What each call gives in `variables`.' },
    ),
    agent: { ...AgentConfigSchema, description: 'A body of `POST /v1/agents`, as it is.' },
  },
  { additionalProperties: false },
);

export function templateView(template: Template): Static<typeof TemplateSchema> {
  const { name, language, title, description, variables, agent } = template;
  return {
    ...{ name, object: 'template', language, title, description },
    variables: variables.map((variable) => ({ ...variable })),
    agent: structuredClone(agent),
  };
}
