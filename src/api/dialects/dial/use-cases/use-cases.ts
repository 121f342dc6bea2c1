/** Use cases read and written: an agent, what dial alone keeps of it, and its hooks. */
import { notFound, parseId, type Id } from '#kernel';
import type { Agent, AgentConfig, Repositories, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import type { Fields, Json } from '../../shared/fields.ts';
import { changeOf, showingCaller } from './apply.ts';
import { checkHooks, hooksOf, replaceHooks } from './hooks.ts';
import { changesHours, type UseCasePatch } from './read.ts';
import { keepRecord, readRecord, readRecords, versionOf, type UseCaseRecord } from './record.ts';
import { showUseCase } from './show.ts';
import { changeAgent, checked } from './versions.ts';
import { isPersona } from '../agents/persona.ts';

/** More than people can oversee; the list is not paged at the vendor's. */
const MOST = 10_000;

export interface UseCase {
  readonly agent: Agent;
  readonly record: UseCaseRecord;
  /** Of the version in production, else the working copy. */
  readonly config: AgentConfig;
}

/** @throws AppError `use-case-unknown` (404) */
export async function readUseCaseOf(
  store: Repositories,
  organizationId: Id,
  id: Id | null,
  param?: string,
): Promise<UseCase> {
  const agent = id === null ? null : await store.agents.get(organizationId, id);
  if (!agent) throw notFound('use-case', param);
  const record = await readRecord(store, organizationId, agent.id);
  return { agent, record, config: await productionConfig(store, agent) };
}

export async function productionConfig(
  { agents }: Pick<Repositories, 'agents'>,
  agent: Agent,
): Promise<AgentConfig> {
  if (agent.productionVersionId === null) return agent.config;
  const version = await agents.getVersion(agent.organizationId, agent.id, agent.productionVersionId);
  return version?.config ?? agent.config;
}

export async function shownUseCase(
  store: Repositories,
  { agent: { id, organizationId }, record: { own }, config }: UseCase,
): Promise<Json> {
  return showUseCase({ id, organizationId, config, own, hooks: await hooksOf(store, organizationId, id) });
}

/** All but hidden ones and those that are personas alone, newest first. */
export async function listUseCases({ store }: DialectDeps, { organizationId }: Tenant): Promise<Json[]> {
  const agents = await store.agents.list(organizationId, { limit: MOST });
  const ids = agents.map(({ id }) => id);
  const records = await readRecords(store, organizationId, ids);
  const personas = await isPersona(store, organizationId, ids);
  const shown = agents.filter(({ id }) => !personas.has(id) && records.get(id)?.own['hidden'] !== true);
  return Promise.all(
    shown.map(async (agent) => {
      const record = records.get(agent.id) ?? { own: {}, prompts: {} };
      return shownUseCase(store, { agent, record, config: await productionConfig(store, agent) });
    }),
  );
}

/** Begins with a default prompt, which is its version in production. */
export async function createUseCase(
  deps: DialectDeps,
  { organizationId }: Tenant,
  patch: UseCasePatch,
  fields: Fields,
  prompt: string | null,
): Promise<UseCase> {
  const { ids, clock, store } = deps;
  const name = patch.name ?? '';
  const blank: AgentConfig = {
    name: name || '-',
    prompt: prompt ?? `You are a friendly telephone agent. This call is about: ${name}.`,
    ...{ language: 'en-US', interruptible: true },
  };
  const own = ownOf({}, patch);
  const change = changeOf(patch, own, fields);
  const made = change(blank);
  fields.finish();
  await checkHooks(deps, patch.hooks ?? []);
  const config = checked(deps, made);
  const at = clock.now();
  const agent: Agent = {
    ...{ id: ids.next(), organizationId, config, productionVersionId: null, createdAt: at, updatedAt: at },
  };
  const versionId = ids.next();
  return store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.agents.insertVersion({
      ...{
        id: versionId,
        agentId: agent.id,
        organizationId,
        name: 'Default',
        message: '',
        config,
        createdAt: at,
      },
    });
    const live = await tx.agents.setProduction(organizationId, agent.id, versionId, at);
    const record = { own: madeOf(own, config), prompts: { [versionId]: { version: versionId, past: [] } } };
    await keepRecord(tx, agent, record, at);
    await replaceHooks(tx, deps, organizationId, agent.id, patch.hooks ?? []);
    return { agent: live ?? agent, record, config };
  });
}

/** Changes what is sent and nothing else. @throws AppError `use-case-unknown`, `invalid-request`, `url-refused` */
export async function updateUseCase(
  deps: DialectDeps,
  { organizationId }: Tenant,
  id: Id | null,
  patch: UseCasePatch,
  fields: Fields,
): Promise<UseCase> {
  await checkHooks(deps, patch.hooks ?? []);
  return deps.store.transaction(async (tx) => {
    const { agent, record } = await readUseCaseOf(tx as Repositories, organizationId, id);
    const own = ownOf(record.own, patch);
    const change = changeOf(patch, own, fields);
    const changed = await changeAgent(tx, deps, agent, record, (config) => {
      const next = change(config);
      fields.finish();
      return next;
    });
    const config = await productionConfig(tx, changed.agent);
    const kept = {
      ...changed.record,
      own: changesHours(patch) ? madeOf(own, config) : own,
    };
    await keepRecord(tx, agent, kept, deps.clock.now());
    if ('show_original_caller_id' in patch.own) await showCallers(tx, deps, changed.agent, kept);
    if (patch.hooks) await replaceHooks(tx, deps, organizationId, agent.id, patch.hooks);
    return { agent: changed.agent, record: kept, config };
  });
}

/** The saved transfers of its prompts show the number of the person, or ours; those of its own are changed with it. */
async function showCallers(
  tx: Repositories,
  { clock }: Pick<DialectDeps, 'clock'>,
  { organizationId, id, config }: Agent,
  record: UseCaseRecord,
): Promise<void> {
  const versions = Object.keys(record.prompts).map((prompt) => versionOf(record, prompt as Id));
  const found = await Promise.all(
    versions.map((version) => tx.agents.getVersion(organizationId, id, version)),
  );
  const tools = [config, ...found.flatMap((version) => version?.config ?? [])].flatMap(
    (one) => one.tools ?? [],
  );
  const ids = tools.flatMap((tool) => (tool.type === 'saved' ? (parseId(tool.tool_id) ?? []) : []));
  for (const tool of (await tx.tools.getMany(organizationId, ids)).values()) {
    if (tool.config.type !== 'transfer') continue;
    const shown = showingCaller(tool.config, record.own);
    await tx.tools.update(organizationId, tool.id, { config: shown, updatedAt: clock.now() });
  }
}

/** Laid over what was kept; what the agent tells itself is not kept twice. */
function ownOf(before: Json, { own }: UseCasePatch): Json {
  return Object.fromEntries(
    Object.entries({ ...before, ...own }).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** With the hours that it made, to tell them from those that another API gives the agent later. */
function madeOf(own: Json, { hours }: AgentConfig): Json {
  return { ...own, hours_made: hours === undefined ? '' : JSON.stringify(hours) };
}
