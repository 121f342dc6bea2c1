/** `{storeId}` of a path, and the store that it names. */
import type { MemoryStore, Tenant } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { idOf } from '../shapes/ids.ts';

export const StorePath = Type.Object({ storeId: Type.String({ examples: [sampleUuid('memory-store')] }) });

/** @throws AppError `memory-store-unknown` (404) */
export async function storeOf(deps: DialectDeps, tenant: Tenant, text: string): Promise<MemoryStore> {
  const id = await idOf(deps, tenant, 'memory-store', text);
  const found = await deps.store.memories.get(tenant.organizationId, id);
  if (!found) throw notFound('memory-store');
  return found;
}
