/** Tools and templates that an agent names by id, put in their place: what a call runs is frozen with them. */
import {
  referencesOf,
  resolveReferences,
  type AgentConfig,
  type CreateCall,
  type Referred,
  type Repositories,
} from '#domain';
import type { Id } from '#kernel';
import type { ChosenAgent } from './plan.ts';

type Store = Pick<Repositories, 'tools' | 'analysisTemplates'>;
type Part = Pick<Partial<AgentConfig>, 'tools' | 'analysis'>;

/** @throws AppError `tool-unknown`, `analysis-template-unknown` (404), `invalid-request` */
export async function withReferences<T extends Part>(
  config: T,
  organizationId: Id,
  store: Store,
  base = '',
): Promise<T> {
  const { tools, templates } = referencesOf(config);
  if (tools.length + templates.length === 0) return config;
  const found = await Promise.all(templates.map((id) => store.analysisTemplates.get(organizationId, id)));
  const referred: Referred = {
    tools: await store.tools.getMany(organizationId, tools),
    templates: new Map(found.filter((it) => it !== null).map((template) => [template.id, template])),
  };
  return resolveReferences(config, referred, base);
}

/** The same of a chosen agent. */
export async function resolvedAgent(
  chosen: ChosenAgent,
  organizationId: Id,
  store: Store,
): Promise<ChosenAgent> {
  const config = await withReferences(chosen.config, organizationId, store, 'agent.');
  return config === chosen.config ? chosen : { ...chosen, config };
}

/** The same of the blocks that a request puts in the place of the agent's. */
export async function resolvedOverrides(
  input: CreateCall,
  organizationId: Id,
  store: Store,
): Promise<CreateCall> {
  const { config } = input.overrides;
  if (config === undefined) return input;
  const resolved = await withReferences(config, organizationId, store, 'overrides.config.');
  return { ...input, overrides: { ...input.overrides, config: resolved } };
}
