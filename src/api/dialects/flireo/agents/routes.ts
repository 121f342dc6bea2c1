/** `/agents`, which the second generation calls `/assistants`: the same things under both names, in both wrappers. */
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import type { Json } from '../../shared/fields.ts';
import { SUCCEEDED, Succeeded } from '../shapes/answers.ts';
import { agentShown, findAgent, usualOf, wholeAgents, type WholeAgent } from './agents.ts';
import { AgentBody, AgentParams, AgentPatch, AgentRead, AgentsRead } from './schemas.ts';
import { changeAgent, createAgent, deleteAgent } from './write.ts';

const MOST = 100_000;

interface OneAgent {
  Params: { agentId: string };
}

export function serveAgents(app: FastifyInstance, deps: DialectDeps): void {
  serveUnder(app, deps, 'agents', 'Agent');
  serveUnder(app, deps, 'assistants', 'Assistant');
}

function serveUnder(app: FastifyInstance, deps: DialectDeps, path: string, noun: string): void {
  const operation = (verb: string, summary: string, more: FastifySchema): { schema: FastifySchema } => ({
    schema: {
      tags: ['agents'],
      operationId: `${verb}${noun}${verb === 'list' ? 's' : ''}`,
      summary,
      scope: /^(?:list|get)/.test(verb) ? 'agents:read' : 'agents:write',
      ...more,
    },
  });
  const wrapped = async (whole: WholeAgent): Promise<Json> => {
    const usual = usualOf(await deps.models.capabilities(whole.agent.organizationId));
    const shown = agentShown(whole, usual);
    return { agent: shown, assistant: shown };
  };
  app.get(
    `/${path}`,
    operation('list', 'List agents, the newest first', { response: { 200: AgentsRead } }),
    async ({ tenant }) => {
      const { organizationId } = tenant;
      const rows = await deps.store.agents.list(organizationId, { limit: MOST });
      const usual = usualOf(await deps.models.capabilities(organizationId));
      const shown = (await wholeAgents(deps, tenant, rows)).map((whole) => agentShown(whole, usual));
      return { agents: shown, assistants: shown };
    },
  );
  app.post(
    `/${path}`,
    operation('create', 'Create an agent', { body: AgentBody, response: { 201: AgentRead } }),
    async ({ tenant, body }, reply) =>
      reply.code(201).send(await wrapped(await createAgent(deps, tenant, body))),
  );
  app.get<OneAgent>(
    `/${path}/:agentId`,
    operation('get', 'Read an agent', { params: AgentParams, response: { 200: AgentRead } }),
    async ({ tenant, params }) => wrapped(await findAgent(deps, tenant, params.agentId)),
  );
  app.patch<OneAgent>(
    `/${path}/:agentId`,
    operation('update', 'Change an agent', {
      description: 'Only what is sent changes; null takes away.',
      params: AgentParams,
      body: AgentPatch,
      response: { 200: AgentRead },
    }),
    async ({ tenant, params, body }) => {
      const whole = await findAgent(deps, tenant, params.agentId);
      return wrapped(await changeAgent(deps, tenant, whole, body));
    },
  );
  app.delete<OneAgent>(
    `/${path}/:agentId`,
    operation('delete', 'Delete an agent; its numbers answer no more', {
      params: AgentParams,
      response: { 200: Succeeded },
    }),
    async ({ tenant, params }) => {
      await deleteAgent(deps, tenant, await findAgent(deps, tenant, params.agentId));
      return SUCCEEDED;
    },
  );
}
