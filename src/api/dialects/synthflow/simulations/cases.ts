/** `/simulation_cases` */
import { Readable } from 'node:stream';
import type { GeneratedCase, SimulationCase, Tenant } from '#domain';
import { invalidRequest, notFound, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, numberedPage, ok, Numbered, queryOf, queryText, wrapped } from '../shapes/envelope.ts';
import { idIn, idOf, type Params } from '../shapes/ids.ts';
import { readCase, readTopics } from './read.ts';
import { CaseBody, CaseItem, GenerateBody } from './schemas.ts';
import { showCase } from './show.ts';

const Path = Type.Object({ caseId: Type.String({ examples: [sampleUuid('simulation-case')] }) });
const Page = closed({ pagination: Numbered, items: Type.Array(CaseItem) });
const tags = ['simulations'];
const [read, write] = ['agents:read', 'agents:write'] as const;
const MOST_OF_AGENT = 1000;

export function caseRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { clock, ids, simulations } = deps;
  app.post(
    '/simulation_cases',
    {
      schema: {
        ...{
          tags,
          operationId: 'createSimulationCase',
          summary: 'Write a case',
          scope: write,
          body: CaseBody,
        },
        response: { 200: wrapped(closed({ simulation_case: CaseItem })) },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const { suite, agent, ...given } = readCase(fields, true);
      fields.finish();
      const at = clock.now();
      const row: SimulationCase = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, name: '', persona: '', kind: 'custom' },
        ...{ criteria: [], passes: 'all', ...given, createdAt: at, updatedAt: at },
        suiteId: suite === null ? null : await suiteIn(deps, tenant, suite),
        agentId: agent === null ? null : await agentIn(deps, tenant, agent, 'base_agent_id'),
      };
      await deps.store.simulations.cases.insert(row);
      return { status: 'success', response: { simulation_case: await shown(tenant, row) } };
    },
  );
  app.get(
    '/simulation_cases',
    {
      schema: {
        ...{ tags, operationId: 'listSimulationCases', summary: 'List cases', scope: read },
        querystring: queryOf('search', 'simulation_case_type', 'suite_id', 'page_number', 'page_size'),
        response: { 200: wrapped(Page) },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const [search, suite] = [queryText(query, 'search'), queryText(query, 'suite_id')];
      const kind = queryText(query, 'simulation_case_type');
      if (kind !== undefined && kind !== 'custom' && kind !== 'agent_based')
        throw invalidRequest([
          { param: 'simulation_case_type', rule: 'one-of', message: 'Must be custom or agent_based.' },
        ]);
      const found = await deps.store.simulations.cases.list(tenant.organizationId, {
        ...{ limit, offset },
        ...(search === undefined ? {} : { search }),
        ...(kind === undefined ? {} : { kind }),
        ...(suite === undefined
          ? {}
          : { suiteId: await idIn(deps, tenant, 'simulation-suite', suite, 'suite_id') }),
      });
      const items = await Promise.all(found.rows.map((row) => shown(tenant, row)));
      return ok({ pagination: { total_records: found.total, page_size: limit, page_number: page }, items });
    },
  );
  app.get(
    '/simulation_cases/by_agent',
    {
      schema: {
        ...{
          tags,
          operationId: 'listSimulationCasesOfAgent',
          summary: 'List cases of an agent',
          scope: read,
        },
        ...{ querystring: queryOf('agent_id'), response: { 200: wrapped(Type.Array(CaseItem)) } },
      },
    },
    async ({ tenant, query }) => {
      const agentId = await agentIn(deps, tenant, queryText(query, 'agent_id') ?? '', 'agent_id');
      const { rows } = await deps.store.simulations.cases.list(tenant.organizationId, {
        limit: MOST_OF_AGENT,
        agentId,
      });
      return ok(await Promise.all(rows.map((row) => shown(tenant, row))));
    },
  );
  app.post(
    '/simulation_cases/generate',
    {
      schema: {
        ...{ tags, operationId: 'generateSimulationCases', summary: 'Have cases written', scope: write },
        ...{ body: GenerateBody, produces: 'application/x-ndjson' },
      },
    },
    async ({ tenant, body }, reply) => {
      const fields = new Fields(body);
      const agent = fields.requiredText('agent_id');
      const topics = readTopics(fields);
      const suite = fields.text('suite_id') || null;
      fields.finish();
      const agentId = await agentIn(deps, tenant, agent, 'agent_id');
      const suiteId = suite === null ? null : await suiteIn(deps, tenant, suite);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const made = await simulations.generate(tenant, { agentId, suiteId, topics }, gone.signal);
      return reply.type('application/x-ndjson').send(Readable.from(lines(tenant, made)));
    },
  );
  app.get<Params<'caseId'>>(
    '/simulation_cases/:caseId',
    {
      schema: {
        ...{ tags, operationId: 'getSimulationCase', summary: 'Read a case', scope: read },
        ...{ params: Path, response: { 200: wrapped(CaseItem) } },
      },
    },
    async ({ tenant, params }) => {
      const id = await idOf(deps, tenant, 'simulation-case', params.caseId);
      const row = await deps.store.simulations.cases.get(tenant.organizationId, id);
      if (!row) throw notFound('simulation-case');
      return ok(await shown(tenant, row));
    },
  );
  app.put<Params<'caseId'>>(
    '/simulation_cases/:caseId',
    {
      schema: {
        ...{ tags, operationId: 'updateSimulationCase', summary: 'Change a case', scope: write },
        ...{ params: Path, body: Type.Partial(CaseBody), response: { 200: wrapped(CaseItem) } },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await idOf(deps, tenant, 'simulation-case', params.caseId);
      const fields = new Fields(body);
      const { suite, agent, ...patch } = readCase(fields, false);
      fields.finish();
      const whole = {
        ...patch,
        ...(suite === null ? {} : { suiteId: await suiteIn(deps, tenant, suite) }),
        ...(agent === null ? {} : { agentId: await agentIn(deps, tenant, agent, 'base_agent_id') }),
      };
      const changed = await deps.store.simulations.cases.update(
        tenant.organizationId,
        id,
        whole,
        clock.now(),
      );
      if (!changed) throw notFound('simulation-case');
      return ok(await shown(tenant, changed));
    },
  );
  app.delete<Params<'caseId'>>(
    '/simulation_cases/:caseId',
    {
      schema: {
        ...{ tags, operationId: 'deleteSimulationCase', summary: 'Delete a case', scope: write },
        ...{ params: Path, response: { 204: Type.Null() } },
      },
    },
    async ({ tenant, params }, reply) => {
      const id = await idOf(deps, tenant, 'simulation-case', params.caseId);
      if (!(await deps.store.simulations.cases.remove(tenant.organizationId, id)))
        throw notFound('simulation-case');
      return reply.code(204).send(null);
    },
  );

  async function shown({ organizationId }: Tenant, row: SimulationCase) {
    return showCase(row, row.agentId && (await deps.store.agents.get(organizationId, row.agentId)));
  }

  async function* lines(tenant: Tenant, made: AsyncIterable<GeneratedCase>): AsyncIterable<string> {
    for await (const one of made) {
      const line =
        'made' in one
          ? { type: 'simulation_case', test: one.topic, simulation_case: await shown(tenant, one.made) }
          : { type: 'error', test: one.topic, message: one.fault };
      yield `${JSON.stringify(line)}\n`;
    }
  }
}

/** @throws AppError `agent-unknown` (400 here) */
export async function agentIn(deps: DialectDeps, tenant: Tenant, text: string, param: string): Promise<Id> {
  const id = await idIn(deps, tenant, 'agent', text, param);
  if (!(await deps.store.agents.get(tenant.organizationId, id))) throw notFound('agent', param);
  return id;
}

async function suiteIn(deps: DialectDeps, tenant: Tenant, text: string): Promise<Id> {
  const id = await idIn(deps, tenant, 'simulation-suite', text, 'suite_id');
  if (!(await deps.store.simulations.suites.get(tenant.organizationId, id)))
    throw notFound('simulation-suite', 'suite_id');
  return id;
}
