/** `/use-cases/{id}/prompts` and `/prompts/{id}` */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleHex } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { pathId } from '../ids.ts';
import { UseCaseParams } from '../use-cases/schema.ts';
import { readUseCaseOf } from '../use-cases/use-cases.ts';
import {
  createPrompt,
  listPrompts,
  readPrompt,
  showPrompt,
  updatePrompt,
  type PromptPatch,
} from './prompts.ts';

const Params = Type.Object({ promptId: Type.String({ examples: [sampleHex('agent-version')] }) });

const fields = {
  name: Type.Optional(Type.String()),
  first_message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  is_default_outbound: Type.Optional(Type.Boolean()),
};
const Body = Type.Object(
  { prompt: Type.String({ minLength: 1 }), ...fields },
  {
    additionalProperties: true,
    examples: [{ name: 'Short', prompt: 'Remind {{first_name}} of the order.', first_message: 'Hello!' }],
  },
);
const PatchBody = Type.Object(
  { prompt: Type.Optional(Type.String({ minLength: 1 })), ...fields },
  { additionalProperties: true, examples: [{ prompt: 'Be brief.', is_default_outbound: true }] },
);
const Shape = Type.Object(
  {
    id: Type.String(),
    organization_id: Type.String(),
    use_case_id: Type.String(),
    name: Type.String(),
    prompt: Type.String(),
    first_message: Type.Optional(Type.String()),
    is_default_outbound: Type.Boolean(),
    created_at: Type.String(),
  },
  { additionalProperties: false },
);

interface One {
  Params: { promptId: string };
}

interface OfUseCase {
  Params: { useCaseId: string };
}

export function promptRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const tags = ['prompts'];
  app.get<OfUseCase>(
    '/use-cases/:useCaseId/prompts',
    {
      schema: {
        ...{ operationId: 'listPrompts', summary: 'Prompts of a use case', tags, scope: 'agents:read' },
        ...{ params: UseCaseParams, response: { 200: Type.Array(Shape) } },
      },
    },
    async ({ tenant, params }) => {
      const id = await pathId(deps, tenant, 'agent', params.useCaseId);
      const useCase = await readUseCaseOf(deps.store, tenant.organizationId, id);
      return (await listPrompts(deps, useCase)).map(showPrompt);
    },
  );
  app.post<OfUseCase>(
    '/use-cases/:useCaseId/prompts',
    {
      schema: {
        ...{ operationId: 'createPrompt', summary: 'Write a prompt', tags, scope: 'agents:write' },
        ...{ params: UseCaseParams, body: Body, response: { 200: Shape } },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await pathId(deps, tenant, 'agent', params.useCaseId);
      return showPrompt(await createPrompt(deps, tenant, id, readPromptBody(body, 'required')));
    },
  );
  app.get<One>(
    '/prompts/:promptId',
    {
      schema: {
        ...{ operationId: 'getPrompt', summary: 'Read a prompt', tags, scope: 'agents:read' },
        ...{ params: Params, response: { 200: Shape } },
      },
    },
    async ({ tenant, params }) =>
      showPrompt(
        await readPrompt(deps.store, tenant, await pathId(deps, tenant, 'agent-version', params.promptId)),
      ),
  );
  app.patch<One>(
    '/prompts/:promptId',
    {
      schema: {
        ...{ operationId: 'updatePrompt', summary: 'Change a prompt', tags, scope: 'agents:write' },
        ...{ params: Params, body: PatchBody, response: { 200: Shape } },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await pathId(deps, tenant, 'agent-version', params.promptId);
      return showPrompt(await updatePrompt(deps, tenant, id, readPromptBody(body, 'any')));
    },
  );
}

/** @throws AppError `invalid-request` */
function readPromptBody(body: unknown, need: 'required' | 'any'): PromptPatch {
  const given = new Fields(body);
  const [name, isDefault] = [given.text('name'), given.flag('is_default_outbound')];
  const prompt = need === 'required' || given.has('prompt') ? given.requiredText('prompt') : null;
  const first = given.raw['first_message'] === undefined ? undefined : given.text('first_message') || null;
  given.finish();
  return {
    ...(name === null ? {} : { name }),
    ...(prompt === null ? {} : { prompt }),
    ...(first === undefined ? {} : { first_message: first }),
    ...(isDefault === null ? {} : { is_default_outbound: isDefault }),
  };
}
