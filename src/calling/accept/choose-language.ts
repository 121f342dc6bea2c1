/** The language that a call is held in: the wanted one if it can be heard and spoken, else the agent's own. Pure. */
import {
  normaliseLocale,
  preferredFor,
  speaks,
  type EngineCapabilities,
  type RealtimeSettings,
} from '#domain';
import { namedProvider, refusal } from './choose-provider.ts';
import type { PlanNote } from './plan-note.ts';

export interface LanguageWish {
  /** As the request or the agent spells it. */
  readonly wanted: string;
  /** The agent's own. */
  readonly own: string;
  /** The field that named the wanted one. */
  readonly param: string;
  /** A realtime model hears and speaks by itself. */
  readonly realtime: RealtimeSettings | undefined;
}

/** @throws AppError `language-unspeakable` (400) when neither can be held */
export function chooseLanguage(
  { wanted, own, param, realtime }: LanguageWish,
  capabilities: EngineCapabilities,
): { readonly language: string; readonly notes: readonly PlanNote[] } {
  const [first, second] = [normaliseLocale(wanted) ?? wanted, normaliseLocale(own) ?? own];
  const held = holds(realtime, capabilities);
  if (held(first)) return { language: first, notes: [] };
  if (!held(second)) throw unspeakable([...new Set([first, second])], param, realtime, capabilities);
  const note = { type: 'language-unavailable', data: { language: first, used: second } } as const;
  return { language: second, notes: [note] };
}

function holds(
  realtime: RealtimeSettings | undefined,
  capabilities: EngineCapabilities,
): (language: string) => boolean {
  if (realtime) {
    const { stages } = namedProvider('realtime', realtime.provider, 'realtime.provider', capabilities);
    return (language) => speaks(stages.realtime.languages, language);
  }
  const { providers } = capabilities;
  const heard = preferredFor('stt', providers).flatMap(({ stages }) => stages.stt.languages);
  const spoken = preferredFor('tts', providers).flatMap(({ stages }) => stages.tts.languages);
  return (language) => speaks(heard, language) && speaks(spoken, language);
}

function unspeakable(
  languages: readonly string[],
  param: string,
  realtime: RealtimeSettings | undefined,
  { languages: all, providers }: EngineCapabilities,
): Error {
  const realtimeTags = providers.find(({ provider }) => provider === realtime?.provider)?.stages.realtime;
  const known = [...new Set(realtime ? realtimeTags?.languages : all)].slice(0, 40);
  const can = known.length > 0 ? `What is configured holds: ${known.join(', ')}.` : 'Nothing is configured.';
  return refusal(
    'language-unspeakable',
    param,
    `nothing configured can both hear and speak ${languages.join(' or ')}. ${can} Bring the key of a provider that does (POST /v1/provider-keys), install local models (docs/local-models.md), or choose another language.`,
  );
}
