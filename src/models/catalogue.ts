/** What makes models: every vendor behind one door, with chains that go on to the next link when one fails. */
import type { EmbeddingModel } from './embeddings.ts';
import type { HttpClient } from './http.ts';
import type { LlmModel } from './llm.ts';
import type { RealtimeModel } from './realtime.ts';
import type { SttModel } from './stt.ts';
import type { TtsModel, Voice, VoiceTuning } from './tts.ts';
import type { ModelSwitch, ModelUsage } from './usage.ts';

/** One model of one provider, with what opens it. */
export interface CatalogueLink {
  readonly provider: string;
  readonly model: string;
  /** The provider's secret; null where none is needed. */
  readonly key: string | null;
  /** Another base than the provider's own. */
  readonly url: string | null;
  /** The base was named by a tenant: connections go to judged addresses alone. */
  readonly isTenants: boolean;
}

export interface VoicedLink extends CatalogueLink {
  /** The provider's id of the voice. */
  readonly voice: string;
  readonly speed: number;
  readonly tuning?: VoiceTuning | undefined;
}

/** Told what happens to the models of one call. */
export interface ModelListener {
  /** A chain went on; with `to: null` its last link failed. */
  onSwitch(change: ModelSwitch): void;
  /** Something was used, by the link that did it. */
  onUsage(usage: ModelUsage): void;
}

/**
 * Makes chains of models for one call. What is behind them is shared between calls; closing a chain frees what it alone
 * holds.
 */
export interface ModelCatalogue {
  readonly vendors: readonly CatalogueVendor[];
  /** @throws ModelError when no link can even be made; so do the others */
  stt(links: readonly CatalogueLink[], listener: ModelListener): SttModel;
  tts(links: readonly VoicedLink[], listener: ModelListener): TtsModel;
  llm(links: readonly CatalogueLink[], listener: ModelListener): LlmModel;
  realtime(link: CatalogueLink, listener: ModelListener): RealtimeModel;
  /** Nothing is held by it. @param onUsage hears of each request and its tokens */
  embeddings(link: CatalogueLink, onUsage: ModelListener['onUsage']): EmbeddingModel;
  /** Asks the vendor whether it takes a key. @param http by another way than tenants' @throws AppError `url-refused` for an address that tenants may not reach */
  testKey(
    key: { readonly provider: string; readonly key: string; readonly url: string | null },
    http?: HttpClient,
  ): Promise<{ readonly state: 'works' | 'refused' | 'unreachable'; readonly detail: string }>;
  /** @throws AppError `url-refused` for an address that tenants may not reach */
  guard(url: string): Promise<void>;
}

/** One provider as the catalogue knows it, without anybody's key. */
export interface CatalogueVendor {
  readonly id: string;
  readonly title: string;
  readonly docs: string;
  /** Where it runs. */
  readonly place: 'embedded' | 'local' | 'vendor';
  readonly needsKey: boolean;
  /** An example of the address that must be named; null: it has one of its own. */
  readonly needsUrl: string | null;
  /** Makes vectors of texts. */
  readonly embeds?: true;
  readonly stages: {
    readonly stt?: {
      readonly model: string;
      readonly languages: readonly string[];
      readonly openVocabulary: boolean;
    };
    readonly tts?: {
      readonly model: string;
      readonly languages: readonly string[];
      readonly voices: readonly Voice[];
      readonly ownVoices: boolean;
      /** Its voices can be told how to be rendered. */
      readonly tunable?: boolean;
      readonly slotModels?: { readonly fast?: string; readonly human?: string };
    };
    readonly llm?: { readonly model: string | null };
    readonly realtime?: {
      readonly model: string;
      readonly languages: readonly string[];
      readonly voices: readonly Voice[];
    };
  };
}
