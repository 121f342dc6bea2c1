/** What the engine can hear, think and speak with, for one organization. */
import { baseLanguage } from './locale.ts';
import { rankProvider } from './preference.ts';

/** A voice that can be chosen. */
export interface OfferedVoice {
  /** The provider's id of it. */
  readonly id: string;
  /** BCP 47; `*` is any. */
  readonly languages: readonly string[];
  readonly gender: 'female' | 'male' | 'neutral';
  /** A sentence for people who choose. */
  readonly description: string;
}

/** What a provider does in each stage; a stage it has not is absent. */
export interface ProviderStages {
  readonly stt?: {
    /** The one used when none is named. */
    readonly model: string;
    readonly languages: readonly string[];
    /** `false`: hears only what the flow expects. */
    readonly openVocabulary: boolean;
  };
  readonly tts?: {
    readonly model: string;
    readonly languages: readonly string[];
    readonly voices: readonly OfferedVoice[];
    /** Accounts have voices of their own, so that an id which is not listed may still be one. */
    readonly ownVoices: boolean;
    /** Its voices can be told how to be rendered. */
    readonly tunable?: boolean;
    /** For voice slots, where another model than the usual one sounds best or sooner. */
    readonly slotModels?: { readonly fast?: string; readonly human?: string };
  };
  /** `model: null`: only the server's owner knows what it serves; an agent must name it. */
  readonly llm?: { readonly model: string | null };
  readonly realtime?: {
    readonly model: string;
    readonly languages: readonly string[];
    readonly voices: readonly OfferedVoice[];
  };
}

export type ProviderStage = keyof ProviderStages;

/** Whose key opens it: the organization's own, the server's, none is needed, or there is none and it is closed. */
export type KeyOrigin = 'organization' | 'environment' | 'not-needed' | 'missing';

/** One provider as one organization has it. */
export interface ProviderAbility {
  readonly provider: string;
  readonly title: string;
  readonly docs: string;
  /** Where it runs: with the vendor, or in the operator's house. */
  readonly place: 'embedded' | 'local' | 'vendor';
  readonly key: KeyOrigin;
  /** What the operator sets, or the request to make, so that a closed one opens. */
  readonly mend: string;
  readonly stages: ProviderStages;
}

/** Every provider that is known; those without a key are closed. */
export interface EngineCapabilities {
  readonly providers: readonly ProviderAbility[];
  /** What can be both heard and spoken. */
  readonly languages: readonly string[];
  readonly voices: readonly (OfferedVoice & { readonly provider: string })[];
  /** The language model used when an agent names none. */
  readonly llmModel: string | null;
}

export function isOpen({ key }: ProviderAbility): boolean {
  return key !== 'missing';
}

/**
 * The open ones that have a stage, as they are preferred where an agent names none: those of the organization's own
 * key, then the vendors of the server's key, then local models, then the embedded ones.
 */
export function preferredFor<S extends ProviderStage>(
  stage: S,
  providers: readonly ProviderAbility[],
): (ProviderAbility & { readonly stages: Required<Pick<ProviderStages, S>> })[] {
  type Offering = ProviderAbility & { readonly stages: Required<Pick<ProviderStages, S>> };
  const place = (ability: ProviderAbility): number =>
    (ability.key === 'organization' ? 0 : 1000) +
    (ability.place === 'vendor' ? 0 : ability.place === 'local' ? 100 : 200) +
    rankProvider(stage, ability.provider);
  return providers
    .filter((ability): ability is Offering => isOpen(ability) && ability.stages[stage] !== undefined)
    .sort((a, b) => place(a) - place(b));
}

/** The summary of what the open ones can do. */
export function capabilitiesOf(providers: readonly ProviderAbility[]): EngineCapabilities {
  const open = providers.filter(isOpen);
  const heard = open.flatMap(({ stages }) => stages.stt?.languages ?? []);
  const spoken = open.flatMap(({ stages }) => stages.tts?.languages ?? []);
  const bases = new Set(heard.map((tag) => (tag === '*' ? '*' : baseLanguage(tag))));
  const both = spoken.filter((tag) => bases.has('*') || bases.has(baseLanguage(tag)));
  const whole = open.flatMap(({ stages }) => stages.realtime?.languages ?? []);
  return {
    providers,
    languages: [...new Set([...both, ...whole])],
    voices: preferredFor('tts', providers).flatMap(({ provider, stages }) =>
      stages.tts.voices.map((voice) => ({ ...voice, provider })),
    ),
    llmModel:
      preferredFor('llm', providers).find(({ stages }) => stages.llm.model !== null)?.stages.llm.model ??
      null,
  };
}
