/** What may be changed on a number, read and looked up. */
import { notFound, spellHex, type Id } from '#kernel';
import type { NumberRoutes, PhoneNumber, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { Fields } from '../../shared/fields.ts';
import { modelOf } from '../agents/models.ts';
import { hasIdForm, LENGTH_RULE, optionalId } from '../ids.ts';
import { productionConfig } from '../use-cases/use-cases.ts';

type Patch = Partial<Pick<PhoneNumber, 'agentId' | 'routes'>>;

interface Route {
  readonly id: string;
  readonly probability: number;
  readonly param: string;
}

/** @throws AppError `invalid-request`, `use-case-unknown`, `agent-unknown`, `model-unknown` (404) */
export async function readNumberPatch(
  deps: DialectDeps,
  tenant: Tenant,
  number: PhoneNumber,
  body: unknown,
): Promise<Patch> {
  const fields = new Fields(body);
  const useCase = optionalId(fields, 'use_case_id');
  const [agents, models] = [routesIn(fields, 'agent_routes'), routesIn(fields, 'model_routes')];
  fields.finish();
  if (useCase !== null) await knownAgent(deps, tenant, useCase, 'use-case', 'use_case_id');
  const routes: NumberRoutes = {
    ...number.routes,
    ...(agents === null ? {} : { voices: await voicesOf(deps, tenant, agents) }),
    ...(models === null ? {} : { models: await modelsOf(deps, tenant, models) }),
  };
  const kept = Object.fromEntries(Object.entries(routes).filter(([, ways]) => ways.length > 0));
  return {
    ...(fields.raw['use_case_id'] === undefined ? {} : { agentId: useCase as Id | null }),
    ...(agents === null && models === null ? {} : { routes: Object.keys(kept).length === 0 ? null : kept }),
  };
}

/** Percent that sum to 100; an empty list takes the routes away; null: not given. */
function routesIn(fields: Fields, name: string): Route[] | null {
  if (!fields.has(name)) return null;
  const routes = fields.objects(name).map((route, index) => {
    const id = route.requiredText('id');
    if (id !== '' && !hasIdForm(id)) route.fail('id', `${LENGTH_RULE}.`, 'length');
    if (!route.has('probability')) route.fail('probability', 'Is required.', 'required');
    return { id, probability: route.integer('probability', 0, 100) ?? 0, param: `${name}[${index}].id` };
  });
  const sum = routes.reduce((so, { probability }) => so + probability, 0);
  if (routes.length > 0 && sum !== 100)
    fields.fail(name, `The probabilities sum to ${sum}; they must sum to 100.`, 'weights');
  if (routes.length > 50) fields.fail(name, 'May hold 50 routes.', 'length');
  return routes;
}

/** The voice of each agent as it is now; its id goes along. */
async function voicesOf(
  deps: DialectDeps,
  tenant: Tenant,
  routes: readonly Route[],
): Promise<NonNullable<NumberRoutes['voices']>> {
  return Promise.all(
    routes.map(async ({ id: text, probability, param }) => {
      const id = await resolveId(deps, tenant, 'dial', 'agent', text);
      const agent = await knownAgent(deps, tenant, id ?? 'unknown', 'agent', param);
      const { voice = {} } = await productionConfig(deps.store, agent);
      return { voice, label: spellHex(agent.id), weight: probability };
    }),
  );
}

async function modelsOf(
  deps: DialectDeps,
  { organizationId }: Tenant,
  routes: readonly Route[],
): Promise<NonNullable<NumberRoutes['models']>> {
  const capabilities = await deps.models.capabilities(organizationId);
  return routes.map(({ id, probability, param }) => ({
    ...modelOf(capabilities, id, param),
    weight: probability,
  }));
}

async function knownAgent(
  { store }: DialectDeps,
  { organizationId }: Tenant,
  id: Id | 'unknown',
  noun: string,
  param: string,
) {
  const agent = id === 'unknown' ? null : await store.agents.get(organizationId, id);
  if (!agent) throw notFound(noun, param);
  return agent;
}
