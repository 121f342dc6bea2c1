/** `/tool-templates`: native tools. Agents copy them, so that none changes with its template. */
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { SavedTool, Tenant } from '#domain';
import { AppError, notFound } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import type { Json } from '../../shared/fields.ts';
import { SUCCEEDED, Succeeded } from '../shapes/answers.ts';
import { readTemplate } from './read.ts';
import { TemplateBody, TemplateParams, TemplatePatch, TemplateRead, TemplatesRead } from './schemas.ts';
import { keepTemplate, membersOf, TEMPLATE, templateShown } from './show.ts';

const MOST = 100_000;

interface OneTemplate {
  Params: { templateId: string };
}
interface Found {
  readonly tool: SavedTool;
  readonly members: Json;
}

const operation = (id: string, summary: string, more: FastifySchema): { schema: FastifySchema } => ({
  schema: {
    ...{ tags: ['tool-templates'], operationId: id, summary },
    scope: /^(?:list|get)/.test(id) ? 'tools:read' : 'tools:write',
    ...more,
  },
});

const wrapped = ({ tool, members }: Found): Json => {
  const shown = templateShown(tool, members);
  return { toolTemplate: shown, tool_template: shown };
};

export function serveToolTemplates(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;
  app.get(
    '/tool-templates',
    operation('listToolTemplates', 'List tool templates, the newest first', {
      response: { 200: TemplatesRead },
    }),
    async ({ tenant: { organizationId } }) => {
      const { rows } = await store.tools.list(organizationId, { limit: MOST });
      const ids = rows.map(({ id }) => id);
      const kept = await store.dialectData.getMany(organizationId, TEMPLATE, ids);
      const shown = rows.flatMap((tool) => {
        const members = membersOf(tool, kept.get(tool.id)?.data ?? null);
        return members ? [templateShown(tool, members)] : [];
      });
      return { toolTemplates: shown, tool_templates: shown };
    },
  );
  app.post(
    '/tool-templates',
    operation('createToolTemplate', 'Create a tool template', {
      body: TemplateBody,
      response: { 201: TemplateRead },
    }),
    async ({ tenant: { organizationId }, body }, reply) => {
      const { title, tool, given } = readTemplate(body);
      const now = deps.clock.now();
      const times = { createdAt: now, updatedAt: now };
      const saved: SavedTool = { id: deps.ids.next(), organizationId, title, config: tool, ...times };
      const data = keepTemplate(given, tool);
      await store.transaction(async (tx) => {
        await tx.tools.insert(saved);
        await tx.dialectData.put(organizationId, TEMPLATE, saved.id, data, now);
      });
      return reply.code(201).send(wrapped({ tool: saved, members: membersOf(saved, data)! }));
    },
  );
  app.get<OneTemplate>(
    '/tool-templates/:templateId',
    operation('getToolTemplate', 'Read a tool template', {
      params: TemplateParams,
      response: { 200: TemplateRead },
    }),
    async ({ tenant, params }) => wrapped(await findTemplate(deps, tenant, params.templateId)),
  );
  app.patch<OneTemplate>(
    '/tool-templates/:templateId',
    operation('updateToolTemplate', 'Change a tool template; agents that copied it stay as they are', {
      params: TemplateParams,
      body: TemplatePatch,
      response: { 200: TemplateRead },
    }),
    async ({ tenant, params, body }) => {
      const { organizationId } = tenant;
      const { tool: before, members } = await findTemplate(deps, tenant, params.templateId);
      const { title, tool: config, given } = readTemplate(body, members, [before.config]);
      const now = deps.clock.now();
      const data = keepTemplate(given, config);
      const saved = await store.transaction(async (tx) => {
        await tx.dialectData.put(organizationId, TEMPLATE, before.id, data, now);
        return tx.tools.update(organizationId, before.id, { title, config, updatedAt: now });
      });
      if (!saved) throw notFound('tool');
      return wrapped({ tool: saved, members: membersOf(saved, data)! });
    },
  );
  app.delete<OneTemplate>(
    '/tool-templates/:templateId',
    operation('deleteToolTemplate', 'Delete a tool template', {
      params: TemplateParams,
      response: { 200: Succeeded },
    }),
    async ({ tenant, params }) => {
      const { organizationId } = tenant;
      const { tool } = await findTemplate(deps, tenant, params.templateId);
      await store.transaction(async (tx) => {
        if ((await tx.tools.agentsOf(organizationId, tool.id, { limit: 1 })).length > 0)
          throw new AppError({
            code: 'tool-in-use',
            status: 409,
            message: 'An agent of the native API uses this tool by its id. Take it out of it first.',
          });
        await tx.dialectData.remove(organizationId, TEMPLATE, tool.id);
        if (!(await tx.tools.remove(organizationId, tool.id))) throw notFound('tool');
      });
      return SUCCEEDED;
    },
  );
}

/** @throws AppError `tool-unknown` (404), also for a tool that Flireo has no word for */
async function findTemplate(deps: DialectDeps, tenant: Tenant, text: string): Promise<Found> {
  const { organizationId } = tenant;
  const id = await resolveId(deps, tenant, 'flireo', 'tool', text);
  const tool = id && (await deps.store.tools.get(organizationId, id));
  const kept = tool && (await deps.store.dialectData.get(organizationId, TEMPLATE, tool.id));
  const members = tool && membersOf(tool, kept?.data ?? null);
  if (!tool || !members) throw notFound('tool');
  return { tool, members };
}
