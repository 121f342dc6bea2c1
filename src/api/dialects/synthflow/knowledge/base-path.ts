/** `{baseId}` of a path, and the base that it names. */
import type { KnowledgeBase, Tenant } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { idOf } from '../shapes/ids.ts';

export const basePath = { baseId: Type.String({ examples: [sampleUuid('knowledge-base')] }) };
export const BasePath = Type.Object(basePath);

/** @throws AppError `knowledge-base-unknown` (404) */
export async function baseOf(deps: DialectDeps, tenant: Tenant, text: string): Promise<KnowledgeBase> {
  const id = await idOf(deps, tenant, 'knowledge-base', text);
  const base = await deps.store.knowledge.getBase(tenant.organizationId, id);
  if (!base) throw notFound('knowledge-base');
  return base;
}
