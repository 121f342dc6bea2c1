/** What dial keeps of a use case beside the agent that it is: fields that only dial knows, and which version a prompt is. */
import type { Agent, AgentVersion, Repositories } from '#domain';
import { spellHex, type Id } from '#kernel';
import { isJson, type Json } from '../../shared/fields.ts';

const NOUN = { dialect: 'dial', noun: 'use-case' };

/** A prompt keeps its id; each change of it, or of its use case, is a version of its own. */
export interface PromptPlace {
  /** The version that it is now. */
  readonly version: Id;
  /** Those that it was. */
  readonly past: readonly Id[];
  /** Added to its text by tools that are conditions. */
  readonly conditions?: readonly string[];
}

export interface UseCaseRecord {
  /** Fields as they were given, where the agent alone does not tell them. */
  readonly own: Json;
  /** By the id of the prompt, which is that of its first version. */
  readonly prompts: Readonly<Record<string, PromptPlace>>;
}

type Kept = Pick<Repositories, 'dialectData'>;

export async function readRecord(store: Kept, organizationId: Id, id: Id): Promise<UseCaseRecord> {
  return recordOf((await store.dialectData.get(organizationId, NOUN, id))?.data);
}

/** By the agent's id; an agent of which dial keeps nothing has none. */
export async function readRecords(
  store: Kept,
  organizationId: Id,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, UseCaseRecord>> {
  const found = await store.dialectData.getMany(organizationId, NOUN, ids);
  return new Map([...found].map(([id, { data }]) => [id, recordOf(data)]));
}

export async function keepRecord(
  store: Kept,
  { organizationId, id }: Pick<Agent, 'organizationId' | 'id'>,
  { own, prompts }: UseCaseRecord,
  at: number,
): Promise<void> {
  await store.dialectData.put(organizationId, NOUN, id, { own, prompts }, at);
}

/** The version that a prompt is; a version that dial never changed is its own prompt. */
export function versionOf({ prompts }: UseCaseRecord, promptId: Id): Id {
  return prompts[promptId]?.version ?? promptId;
}

/** The prompt that a version belongs to. */
export function promptOf({ prompts }: UseCaseRecord, versionId: Id): Id {
  const found = Object.entries(prompts).find(
    ([, { version, past }]) => version === versionId || past.includes(versionId),
  );
  return (found?.[0] as Id | undefined) ?? versionId;
}

/** Of the versions those that stand for a prompt, each with the prompt's id. */
export function promptsAmong(
  record: UseCaseRecord,
  versions: readonly AgentVersion[],
): readonly { readonly id: Id; readonly version: AgentVersion }[] {
  return versions.flatMap((version) => {
    const id = promptOf(record, version.id);
    return versionOf(record, id) === version.id ? [{ id, version }] : [];
  });
}

/** The default outbound prompt, spelled; null: the agent has no version in production. */
export function defaultPrompt(record: UseCaseRecord, agent: Agent): string | null {
  return agent.productionVersionId === null ? null : spellHex(promptOf(record, agent.productionVersionId));
}

function recordOf(data: Json | undefined): UseCaseRecord {
  const { own, prompts } = data ?? {};
  return {
    own: isJson(own) ? own : {},
    prompts: isJson(prompts) ? (prompts as UseCaseRecord['prompts']) : {},
  };
}
