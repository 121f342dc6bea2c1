/** `PATCH /v1/agents/{id}`: changes the working copy; accepted calls and versions stay as they are. */
import { AgentConfigSchema, maskSecrets, type AgentConfig } from '#domain';
import { invalidRequest } from '#kernel';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { explain } from '../../../schema/explain.ts';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { AgentSchema, agentView } from '../agent-view.ts';
import { changeConfig } from '../change-config.ts';
import { checkedAgent } from '../check.ts';

/** Each field as in the agent, or null to take it out (RFC 7396); what they hold is judged once merged. */
const Body = Type.Object(
  Object.fromEntries(
    Object.entries(AgentConfigSchema.properties).map(([name, field]) => [
      name,
      Type.Optional(Type.Unknown({ description: (field as { description?: string }).description ?? '' })),
    ]),
  ),
  { additionalProperties: false, description: 'Fields of an agent; null takes one out.' },
);

export const updateAgent: Operation = (app, deps) => {
  app.patch(
    '/v1/agents/:id',
    {
      schema: {
        operationId: 'updateAgent',
        scope: 'agents:write',
        summary: 'Change an agent',
        description: 'Changes the working copy. Fields left out stay; null takes a field out.',
        tags: ['agents'],
        params: IdParams,
        body: Body,
        response: { 200: AgentSchema },
        errors: [
          'agent-unknown',
          'number-unknown',
          'number-pool-unknown',
          'tool-unknown',
          'analysis-template-unknown',
        ],
      },
    },
    async (request) => {
      const { tenant, body } = request;
      const id = await findId(deps, tenant, request.params.id, 'agent');
      const agent = await changeConfig(deps, tenant, id, (current) =>
        checkedAgent(deps, tenant, merge(maskSecrets(current), body), '', current),
      );
      return agentView(agent);
    },
  );
};

/** @throws AppError `invalid-request` (400) when the whole is no agent any more */
function merge(current: AgentConfig, patch: Readonly<Record<string, unknown>>): AgentConfig {
  const fields = Object.entries({ ...current, ...patch }).filter(([, value]) => value !== null);
  const merged = Value.Default(AgentConfigSchema, Object.fromEntries(fields));
  if (Value.Check(AgentConfigSchema, merged)) return merged;
  throw invalidRequest(explain(AgentConfigSchema, merged, ''));
}
