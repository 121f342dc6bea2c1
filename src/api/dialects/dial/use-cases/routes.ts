/** `/use-cases` */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { pathId } from '../ids.ts';
import { readUseCase } from './read.ts';
import { UseCaseBody, UseCaseParams, UseCasePatchBody, UseCaseShape } from './schema.ts';
import { createUseCase, listUseCases, readUseCaseOf, shownUseCase, updateUseCase } from './use-cases.ts';

interface One {
  Params: { useCaseId: string };
}

export function useCaseRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;
  app.get(
    '/use-cases',
    {
      schema: {
        ...{
          operationId: 'listUseCases',
          summary: 'Every use case',
          tags: ['use cases'],
          scope: 'agents:read',
        },
        response: { 200: Type.Array(UseCaseShape) },
      },
    },
    ({ tenant }) => listUseCases(deps, tenant),
  );
  app.post(
    '/use-cases',
    {
      schema: {
        ...{ operationId: 'createUseCase', summary: 'Create a use case', tags: ['use cases'] },
        ...{ scope: 'agents:write', body: UseCaseBody, response: { 200: UseCaseShape } },
      },
    },
    async ({ tenant, body }) => {
      const { patch, fields } = readUseCase(body);
      fields.requiredText('name');
      const prompt = fields.text('prompt') || null;
      fields.finish();
      return shownUseCase(store, await createUseCase(deps, tenant, patch, fields, prompt));
    },
  );
  app.get<One>(
    '/use-cases/:useCaseId',
    {
      schema: {
        ...{
          operationId: 'getUseCase',
          summary: 'Read a use case',
          tags: ['use cases'],
          scope: 'agents:read',
        },
        ...{ params: UseCaseParams, response: { 200: UseCaseShape } },
      },
    },
    async ({ tenant, params }) => {
      const id = await pathId(deps, tenant, 'agent', params.useCaseId);
      return shownUseCase(store, await readUseCaseOf(store, tenant.organizationId, id));
    },
  );
  app.patch<One>(
    '/use-cases/:useCaseId',
    {
      schema: {
        ...{ operationId: 'updateUseCase', summary: 'Change a use case', tags: ['use cases'] },
        description: 'What is left out stays. Its prompts follow; calls that were accepted stay as they are.',
        ...{ scope: 'agents:write', params: UseCaseParams, body: UseCasePatchBody },
        response: { 200: UseCaseShape },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await pathId(deps, tenant, 'agent', params.useCaseId);
      const { patch, fields } = readUseCase(body ?? refuseNothing());
      fields.finish();
      return shownUseCase(store, await updateUseCase(deps, tenant, id, patch, fields));
    },
  );
}

function refuseNothing(): never {
  throw invalidRequest([{ param: 'body', message: 'Must be a JSON object.', rule: 'type' }]);
}
