/** `/models`: the language models that are configured here, each under an id of its own. */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { notFound } from '#kernel';
import { preferredFor, type EngineCapabilities, type LlmSettings } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { modelId } from '../ids.ts';

export type NamedModel = Required<Pick<LlmSettings, 'provider' | 'model'>>;

/** The usual model of every provider whose key is there. */
export function openModels({ providers }: EngineCapabilities): NamedModel[] {
  return preferredFor('llm', providers).flatMap(({ provider, stages }): NamedModel[] =>
    stages.llm.model === null ? [] : [{ provider, model: stages.llm.model }],
  );
}

/** @throws AppError `model-unknown` (404) */
export function modelOf(capabilities: EngineCapabilities, id: string, param: string): NamedModel {
  const found = openModels(capabilities).find(({ model }) => modelId(model) === id.toLowerCase());
  if (!found) throw notFound('model', param);
  return found;
}

const Shape = Type.Object(
  { id: Type.String(), name: Type.String(), provider: Type.String() },
  { additionalProperties: false },
);

export function modelRoutes(app: FastifyInstance, deps: DialectDeps): void {
  app.get(
    '/models',
    {
      schema: {
        ...{ operationId: 'listModels', summary: 'Language models', tags: ['agents'], scope: 'agents:read' },
        response: { 200: Type.Array(Shape) },
      },
    },
    async ({ tenant }) =>
      openModels(await deps.models.capabilities(tenant.organizationId)).map(({ provider, model }) => ({
        ...{ id: modelId(model), name: model, provider },
      })),
  );
}
