/** `/analysis-templates`: copied into agents by whoever makes those, so that a deleted one changes none. */
import type { AnalysisTemplate, Tenant } from '#domain';
import { AppError, notFound, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { Succeeded, SUCCEEDED } from '../shapes/answers.ts';
import { readTemplate, type ReadTemplate } from './read.ts';
import { TemplateBody, TemplateCreated, TemplateList, TemplatePatch, TemplateRead } from './schemas.ts';
import { showTemplate, wordsOf } from './show.ts';

const OWN = { dialect: 'flireo', noun: 'analysis-template' } as const;
const MOST = 1000;
const tags = ['analysis templates'];
const params = Type.Object({
  id: Type.String({ description: 'Of the template.', examples: [sampleUuid('analysis-template')] }),
});
interface One {
  Params: { id: string };
}

export function serveAnalysisTemplates(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock, ids } = deps;

  app.get(
    '/analysis-templates',
    {
      schema: {
        ...{ tags, operationId: 'listAnalysisTemplates', summary: 'List analysis templates' },
        scope: 'agents:read',
        response: { 200: TemplateList },
      },
    },
    async ({ tenant }) => {
      const { rows } = await store.analysisTemplates.list(tenant.organizationId, { limit: MOST });
      const rowIds = rows.map(({ id }) => id);
      const kept = await store.dialectData.getMany(tenant.organizationId, OWN, rowIds);
      const shown = rows.map((row) => showTemplate(row, wordsOf(row, kept.get(row.id)?.data)));
      return { analysisTemplates: shown, analysis_templates: shown };
    },
  );

  app.post(
    '/analysis-templates',
    {
      schema: {
        ...{ tags, operationId: 'createAnalysisTemplate', summary: 'Create an analysis template' },
        ...{ scope: 'agents:write', body: TemplateBody, response: { 201: TemplateCreated } },
      },
    },
    async ({ tenant, body }, reply) => {
      const { own, ...read } = readTemplate(new Fields(body), null);
      const now = clock.now();
      const { organizationId } = tenant;
      const made: AnalysisTemplate = {
        ...{ id: ids.next(), organizationId, ...read, createdAt: now, updatedAt: now },
      };
      await store.transaction(async (tx) => {
        await tx.analysisTemplates.insert(made);
        await tx.dialectData.put(organizationId, OWN, made.id, { ...own }, now);
      });
      const shown = showTemplate(made, own);
      return reply.code(201).send({ ...shown, analysisTemplate: shown, analysis_template: shown });
    },
  );

  app.get<One>(
    '/analysis-templates/:id',
    {
      schema: {
        ...{ tags, operationId: 'getAnalysisTemplate', summary: 'Read an analysis template' },
        ...{ scope: 'agents:read', params, response: { 200: TemplateRead } },
      },
    },
    async ({ tenant, params }) => {
      const { template, own } = await known(deps, tenant, params.id);
      return wrapped(showTemplate(template, own));
    },
  );

  app.patch<One>(
    '/analysis-templates/:id',
    {
      schema: {
        ...{ tags, operationId: 'updateAnalysisTemplate', summary: 'Change an analysis template' },
        ...{ scope: 'agents:write', params, body: TemplatePatch, response: { 200: TemplateRead } },
      },
    },
    async ({ tenant, params, body }) => {
      const { organizationId } = tenant;
      const { template, own: before } = await known(deps, tenant, params.id);
      const start: ReadTemplate = { ...template, own: before };
      const { own, ...read } = readTemplate(new Fields(body), start);
      const now = clock.now();
      const changed = await store.transaction(async (tx) => {
        await tx.dialectData.put(organizationId, OWN, template.id, { ...own }, now);
        return tx.analysisTemplates.update(organizationId, template.id, { ...read, updatedAt: now });
      });
      if (!changed) throw notFound('analysis-template');
      return wrapped(showTemplate(changed, own));
    },
  );

  app.delete<One>(
    '/analysis-templates/:id',
    {
      schema: {
        ...{ tags, operationId: 'deleteAnalysisTemplate', summary: 'Delete an analysis template' },
        ...{ scope: 'agents:write', params, response: { 200: Succeeded } },
      },
    },
    async ({ tenant, params }) => {
      const { template } = await known(deps, tenant, params.id);
      await remove(deps, tenant.organizationId, template.id);
      return SUCCEEDED;
    },
  );
}

async function known(deps: DialectDeps, tenant: Tenant, text: string) {
  const { organizationId } = tenant;
  const id = await resolveId(deps, tenant, 'flireo', 'analysis-template', text);
  const template = id && (await deps.store.analysisTemplates.get(organizationId, id));
  if (!template) throw notFound('analysis-template');
  const kept = await deps.store.dialectData.get(organizationId, OWN, template.id);
  return { template, own: wordsOf(template, kept?.data) };
}

/** Agents of this API hold copies; those of the native one may point to it, and keep it. */
async function remove({ store }: DialectDeps, organizationId: Id, id: Id): Promise<void> {
  await store.transaction(async (tx) => {
    const using = await tx.analysisTemplates.agentsOf(organizationId, id, { limit: 1 });
    if (using.length > 0)
      throw new AppError({
        code: 'analysis-template-in-use',
        status: 409,
        message: `The agent ${using[0]!.config.name} uses this template by its id. Take it out there first.`,
      });
    await tx.dialectData.remove(organizationId, OWN, id);
    if (!(await tx.analysisTemplates.remove(organizationId, id))) throw notFound('analysis-template');
  });
}

function wrapped<Row>(row: Row) {
  return { analysisTemplate: row, analysis_template: row };
}
