/** `GET /v1/tools/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownTool } from '../read-tool.ts';
import { SavedToolSchema, toolView } from '../tool-view.ts';

export const getTool: Operation = (app, deps) => {
  app.get(
    '/v1/tools/:id',
    {
      schema: {
        operationId: 'getTool',
        scope: 'tools:read',
        summary: 'Read a tool',
        tags: ['tools'],
        params: IdParams,
        response: { 200: SavedToolSchema },
        errors: ['tool-unknown'],
      },
    },
    async (request) => toolView(await knownTool(deps, request.tenant, request.params.id)),
  );
};
