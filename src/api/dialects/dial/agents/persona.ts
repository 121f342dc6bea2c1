/** dial's agents: who speaks, in which voice. Every agent is one; those that dial makes are nothing else. */
import { notFound, spellHex, type Id } from '#kernel';
import type { Agent, AgentConfig, EngineCapabilities, Repositories, VoiceSettings } from '#domain';
import { isJson } from '../../shared/fields.ts';
import { printMoment } from '../moment.ts';
import { readRecords } from '../use-cases/record.ts';

const NOUN = { dialect: 'dial', noun: 'agent' };
const MOST = 10_000;

/** The vendor's words for languages, and what the first of them makes an agent speak. */
export const LANGUAGE_WORDS = {
  english: 'en-US',
  spanish: 'es-ES',
  portuguese: 'pt-PT',
  french: 'fr-FR',
  german: 'de-DE',
  polish: 'pl-PL',
  romanian: 'ro-RO',
  italian: 'it-IT',
  chinese: 'zh-CN',
  hindi: 'hi-IN',
  japanese: 'ja-JP',
  swedish: 'sv-SE',
} as const;
export type LanguageWord = keyof typeof LANGUAGE_WORDS;

/** Those that are personas alone. */
export async function isPersona(
  { dialectData }: Pick<Repositories, 'dialectData'>,
  organizationId: Id,
  ids: readonly Id[],
): Promise<ReadonlySet<Id>> {
  return new Set((await dialectData.getMany(organizationId, NOUN, ids)).keys());
}

export async function keepPersona(
  store: Repositories,
  agent: Agent,
  languages: readonly LanguageWord[],
): Promise<void> {
  await store.agents.insert(agent);
  await store.dialectData.put(agent.organizationId, NOUN, agent.id, { languages }, agent.createdAt);
}

/** Personas and the agents of other APIs, newest first; use cases that dial made are none. */
export async function listPersonas(store: Repositories, organizationId: Id): Promise<object[]> {
  const agents = await store.agents.list(organizationId, { limit: MOST });
  const ids = agents.map(({ id }) => id);
  const useCases = await readRecords(store, organizationId, ids);
  const kept = await store.dialectData.getMany(organizationId, NOUN, ids);
  return agents
    .filter(({ id }) => Object.keys(useCases.get(id)?.prompts ?? {}).length === 0 || kept.has(id))
    .map((agent) => showPersona(agent, languagesOf(agent.config, kept.get(agent.id)?.data['languages'])));
}

export function showPersona(agent: Agent, languages: readonly string[]): object {
  return {
    id: spellHex(agent.id),
    organization_id: spellHex(agent.organizationId),
    name: agent.config.name,
    languages,
    voice_id: agent.config.voice?.id ?? '',
    created_at: printMoment(agent.createdAt),
  };
}

function languagesOf({ language }: AgentConfig, kept: unknown): string[] {
  if (Array.isArray(kept)) return kept.map(String);
  const base = language.split('-')[0]!;
  return Object.entries(LANGUAGE_WORDS).flatMap(([word, tag]) => (tag.startsWith(`${base}-`) ? [word] : []));
}

/** The voice that is configured under this id. @throws AppError `voice-unknown` (404) */
export function voiceOf({ voices }: EngineCapabilities, id: string): VoiceSettings {
  const voice = voices.find((known) => known.id === id);
  if (!voice) throw notFound('voice', 'voice_id');
  return { provider: voice.provider, id: voice.id };
}

/** What was kept of a call's persona is JSON of ours. */
export function isKeptPersona(value: unknown): value is { readonly id: Id; readonly name: string } {
  return isJson(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string';
}
