/** `PATCH /v1/tools/{id}`: agents that use it use it so from their next call on. */
import { maskSecrets } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { mergePatch } from '../../shapes/merge-patch.ts';
import { readTool } from '../read-tool.ts';
import { SavedToolSchema, Title, ToolBody, toolView } from '../tool-view.ts';

const Body = Type.Object(
  { title: Type.Optional(Title), config: Type.Optional(ToolBody) },
  { additionalProperties: false },
);

export const updateTool: Operation = (app, deps) => {
  app.patch(
    '/v1/tools/:id',
    {
      schema: {
        operationId: 'updateTool',
        scope: 'tools:write',
        summary: 'Change a tool',
        description:
          'A merge patch (RFC 7396): fields left out stay, null takes one out; `***` keeps a secret. Accepted calls keep what they have.',
        tags: ['tools'],
        params: IdParams,
        body: Body,
        response: { 200: SavedToolSchema },
        errors: ['tool-unknown'],
      },
    },
    async (request) => {
      const { title, config } = request.body;
      const { organizationId } = request.tenant;
      const id = await findId(deps, request.tenant, request.params.id, 'tool');
      const tool = await deps.store.transaction(async (tx) => {
        const current = await tx.tools.lock(organizationId, id);
        if (!current) return null;
        const [shown] = maskSecrets({ tools: [current.config] }).tools;
        return tx.tools.update(organizationId, id, {
          ...(title === undefined ? {} : { title }),
          ...(config === undefined ? {} : { config: readTool(mergePatch(shown, config), [current.config]) }),
          updatedAt: deps.clock.now(),
        });
      });
      if (!tool) throw notFound('tool');
      return toolView(tool);
    },
  );
};
