/** A knowledge base as the native API shows it. */
import type { KnowledgeBase } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../shapes/times.ts';

export const BaseName = Type.String({ minLength: 1, maxLength: 200 });
export const Condition = Type.String({
  maxLength: 1000,
  description: 'When it is to be used, for the model; empty: whenever it helps.',
});
export const BaseLanguage = Type.String({
  pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$',
  description: 'BCP 47, of the sources; decides how words are reduced to their stems.',
});
export const Embedding = Type.Object(
  {
    provider: Type.String({ minLength: 1, maxLength: 50, description: 'E.g. `openai`.' }),
    model: Type.String({ minLength: 1, maxLength: 200, description: 'E.g. `text-embedding-3-small`.' }),
  },
  { additionalProperties: false, description: 'Makes vectors, so that meaning is found beside words.' },
);

export const BaseSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('knowledge_base'),
    name: Type.String(),
    condition: Type.String(),
    language: Type.String(),
    embedding: Type.Union([Embedding, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function baseView(base: KnowledgeBase): Static<typeof BaseSchema> {
  const { name, condition, language, embedding } = base;
  return {
    id: spellNative('kb', base.id),
    object: 'knowledge_base',
    ...{ name, condition, language },
    embedding: embedding && { ...embedding },
    created_at: iso(base.createdAt),
    updated_at: iso(base.updatedAt),
  };
}
