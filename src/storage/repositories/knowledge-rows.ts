/** Rows of knowledge as the domain has them. */
import type { Selectable } from 'kysely';
import type { KnowledgeBase, KnowledgeSource } from '#domain';
import type { KnowledgeBaseTable, KnowledgeSourceTable } from '../database/schema-knowledge.ts';

export function toBase(row: Selectable<KnowledgeBaseTable>): KnowledgeBase {
  const { embedding_provider: provider, embedding_model: model } = row;
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    condition: row.condition,
    language: row.language,
    embedding: provider !== null && model !== null ? { provider, model } : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toSource(row: Selectable<KnowledgeSourceTable>): KnowledgeSource {
  return {
    id: row.id,
    organizationId: row.organization_id,
    baseId: row.base_id,
    kind: row.kind,
    name: row.name,
    url: row.url,
    mediaType: row.media_type,
    state: row.state,
    fault: row.fault,
    characters: row.characters,
    chunks: row.chunks,
    readAt: row.read_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
