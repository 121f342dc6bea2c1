/** `POST /v1/tools` */
import { toolName, type SavedTool } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { readTool } from '../read-tool.ts';
import { SavedToolSchema, Title, ToolBody, toolView } from '../tool-view.ts';

const Body = Type.Object({ title: Type.Optional(Title), config: ToolBody }, { additionalProperties: false });

export const createTool: Operation = (app, deps) => {
  app.post(
    '/v1/tools',
    {
      schema: {
        operationId: 'createTool',
        scope: 'tools:write',
        summary: 'Save a tool',
        description:
          'Agents use it with `{"type": "saved", "tool_id": "tool_…"}` in their `tools`. A call keeps the tool as it was at its acceptance.',
        tags: ['tools'],
        body: Body,
        response: { 201: SavedToolSchema },
      },
    },
    async (request, reply) => {
      const config = readTool(request.body.config);
      const now = deps.clock.now();
      const tool: SavedTool = {
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        title: request.body.title ?? toolName(config),
        config,
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.tools.insert(tool);
      return reply.code(201).send(toolView(tool));
    },
  );
};
