/** Prompts: the versions of a use case's agent, one of them its default outbound prompt. */
import { notFound, spellHex, type Id } from '#kernel';
import type { AgentConfig, AgentVersion, Repositories, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { printMoment } from '../moment.ts';
import { keepRecord, promptOf, promptsAmong, versionOf } from '../use-cases/record.ts';
import { readUseCaseOf, type UseCase } from '../use-cases/use-cases.ts';
import { changePrompt, checked } from '../use-cases/versions.ts';
import { composed, textOf } from './text.ts';

const MOST = 10_000;

/** What a request says of a prompt; absent = unchanged. */
export interface PromptPatch {
  readonly name?: string;
  readonly prompt?: string;
  /** First words; null: the model begins. */
  readonly first_message?: string | null;
  readonly is_default_outbound?: boolean;
}

export interface Prompt {
  readonly id: Id;
  readonly version: AgentVersion;
  readonly useCase: UseCase;
}

export function showPrompt({ id, version, useCase: { agent, record } }: Prompt): Record<string, unknown> {
  const { config, createdAt } = version;
  return {
    id: spellHex(id),
    organization_id: spellHex(agent.organizationId),
    use_case_id: spellHex(agent.id),
    name: version.name || `Version ${version.number}`,
    prompt: textOf(config.prompt ?? '', record.prompts[id]?.conditions),
    ...(config.greeting === undefined ? {} : { first_message: config.greeting }),
    is_default_outbound: agent.productionVersionId === version.id,
    created_at: printMoment(createdAt),
  };
}

export async function listPrompts({ store }: DialectDeps, useCase: UseCase): Promise<Prompt[]> {
  const { agent, record } = useCase;
  const versions = await store.agents.listVersions(agent.organizationId, agent.id, { limit: MOST });
  return promptsAmong(record, versions).map((found) => ({ ...found, useCase }));
}

/** @throws AppError `prompt-unknown` (404) */
export async function readPrompt(
  store: Repositories,
  { organizationId }: Tenant,
  id: Id | null,
): Promise<Prompt> {
  const first = id === null ? null : await store.agents.findVersion(organizationId, id);
  if (!first) throw notFound('prompt');
  const useCase = await readUseCaseOf(store, organizationId, first.agentId);
  const promptId = promptOf(useCase.record, first.id);
  const version = await store.agents.getVersion(
    organizationId,
    first.agentId,
    versionOf(useCase.record, promptId),
  );
  if (!version) throw notFound('prompt');
  return { id: promptId, version, useCase };
}

/** With all that its use case has but the words. */
export async function createPrompt(
  deps: DialectDeps,
  tenant: Tenant,
  useCaseId: Id | null,
  patch: PromptPatch,
): Promise<Prompt> {
  return deps.store.transaction(async (tx) => {
    const useCase = await readUseCaseOf(tx, tenant.organizationId, useCaseId);
    const { agent, record, config } = useCase;
    const at = deps.clock.now();
    const id = deps.ids.next();
    const version = await tx.agents.insertVersion({
      ...{ id, agentId: agent.id, organizationId: agent.organizationId, message: '', createdAt: at },
      name: patch.name ?? '',
      config: checked(deps, worded(config, patch, [])),
    });
    const kept = { ...record, prompts: { ...record.prompts, [id]: { version: id, past: [] } } };
    await keepRecord(tx, agent, kept, at);
    return asDefault(tx, deps, { id, version, useCase: { ...useCase, record: kept } }, patch);
  });
}

export async function updatePrompt(
  deps: DialectDeps,
  tenant: Tenant,
  id: Id | null,
  patch: PromptPatch,
): Promise<Prompt> {
  return deps.store.transaction(async (tx) => {
    const prompt = await readPrompt(tx, tenant, id);
    const { agent, record } = prompt.useCase;
    const conditions = record.prompts[prompt.id]?.conditions ?? [];
    const change = (config: AgentConfig): AgentConfig => worded(config, patch, conditions);
    const changed = await changePrompt(tx, deps, agent, record, prompt.id, change, patch.name);
    await keepRecord(tx, agent, changed.record, deps.clock.now());
    return asDefault(tx, deps, await readPrompt(tx, tenant, prompt.id), patch);
  });
}

/** A prompt that loses its place leaves it to nobody: another one takes it. */
async function asDefault(
  tx: Repositories,
  { clock }: DialectDeps,
  prompt: Prompt,
  { is_default_outbound: wanted }: PromptPatch,
): Promise<Prompt> {
  const { agent } = prompt.useCase;
  if (wanted !== true || agent.productionVersionId === prompt.version.id) return prompt;
  const next = await tx.agents.setProduction(agent.organizationId, agent.id, prompt.version.id, clock.now());
  return { ...prompt, useCase: { ...prompt.useCase, agent: next ?? agent } };
}

/** A playbook of words takes the place of a flow. */
function worded(config: AgentConfig, patch: PromptPatch, conditions: readonly string[]): AgentConfig {
  const { flow, greeting, ...rest } = config;
  const first = patch.first_message === undefined ? greeting : patch.first_message;
  const text = patch.prompt ?? textOf(config.prompt ?? '', conditions);
  const words =
    patch.prompt === undefined && flow !== undefined ? { flow } : { prompt: composed(text, conditions) };
  return { ...rest, ...words, ...(first === null || first === undefined ? {} : { greeting: first }) };
}
