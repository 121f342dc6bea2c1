/** `GET /v1/tools` */
import { ToolSchema, type Tool } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { SavedToolSchema, toolView } from '../tool-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    type: Type.Optional(
      Type.Unsafe<Tool['type']>(Type.Enum(ToolSchema.anyOf.map((variant) => variant.properties.type.const))),
    ),
    search: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of the title.' })),
  },
  { additionalProperties: false },
);

export const listTools: Operation = (app, deps) => {
  app.get(
    '/v1/tools',
    {
      schema: {
        operationId: 'listTools',
        scope: 'tools:read',
        summary: 'List tools',
        tags: ['tools'],
        querystring: Query,
        response: { 200: pageOf(SavedToolSchema) },
      },
    },
    async (request) => {
      const { type, search, limit } = request.query;
      const { rows } = await deps.store.tools.list(request.tenant.organizationId, {
        ...readPage(request.query),
        ...(type === undefined ? {} : { type }),
        ...(search === undefined ? {} : { search }),
      });
      return toPage(rows, limit, toolView, (tool) => tool.id);
    },
  );
};
