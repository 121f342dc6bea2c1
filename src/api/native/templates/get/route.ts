/** `GET /v1/templates/{name}` */
import { templates } from '#domain';
import { AppError } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { TemplateSchema, templateView } from '../template-view.ts';

const Params = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100, examples: ['survey-en'] }) },
  { additionalProperties: false },
);

export const getTemplate: Operation = (app) => {
  app.get(
    '/v1/templates/:name',
    {
      schema: {
        operationId: 'getTemplate',
        scope: 'agents:read',
        summary: 'Read a template',
        tags: ['templates'],
        params: Params,
        response: { 200: TemplateSchema },
        errors: ['template-unknown'],
      },
    },
    async ({ params }) => {
      const found = templates.find(({ name }) => name === params.name);
      if (found) return templateView(found);
      throw new AppError({
        code: 'template-unknown',
        status: 404,
        param: 'name',
        message: `No template has this name. There are: ${templates.map(({ name }) => name).join(', ')}.`,
      });
    },
  );
};
