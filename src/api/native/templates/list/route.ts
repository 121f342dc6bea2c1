/** `GET /v1/templates` */
import { normaliseLocale, templates } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf } from '../../shapes/page.ts';
import { TemplateSchema, templateView } from '../template-view.ts';

const Query = Type.Object(
  {
    language: Type.Optional(
      Type.String({ minLength: 2, maxLength: 60, description: 'Those in this language.', examples: ['es'] }),
    ),
  },
  { additionalProperties: false },
);

export const listTemplates: Operation = (app) => {
  app.get(
    '/v1/templates',
    {
      schema: {
        operationId: 'listTemplates',
        scope: 'agents:read',
        summary: 'List templates',
        description: 'Agents to begin with; each runs by speech and by keypad, without a language model.',
        tags: ['templates'],
        querystring: Query,
        response: { 200: pageOf(TemplateSchema) },
      },
    },
    async ({ query }) => {
      const wanted = query.language === undefined ? null : baseOf(query.language);
      const found = templates.filter(({ language }) => wanted === null || baseOf(language) === wanted);
      return { data: found.map(templateView), has_more: false, next_cursor: null };
    },
  );
};

function baseOf(language: string): string {
  return (normaliseLocale(language) ?? language).split('-')[0]!.toLowerCase();
}
