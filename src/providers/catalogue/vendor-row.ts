/** What a row of the vendors' table says; a stage is whatever its factory makes. */
import type { HttpRequest, LlmModel, RealtimeModel, SttModel, TtsModel } from '#models';
import type { VendorOptions } from '../vendor.ts';

export type CatalogueStage = 'stt' | 'tts' | 'llm' | 'realtime';

/** One vendor. Its factories contact nobody; what they make tells its own languages, voices and usual model. */
export interface VendorRow {
  readonly id: string;
  /** As people call it. */
  readonly title: string;
  /** The page that tells how to get a key. */
  readonly docs: string;
  readonly needsKey: boolean;
  /** The operator or the organization must name the address: a region, or a server of their own. */
  readonly needsUrl?: { readonly example: string };
  readonly stt?: (options: VendorOptions) => SttModel;
  readonly tts?: (options: VendorOptions) => TtsModel;
  /** Accounts have voices beside those that the vendor gives to everybody. */
  readonly ownVoices?: boolean;
  /** Its voices can be told how to be rendered. */
  readonly tunable?: boolean;
  readonly slotModels?: { readonly fast?: string; readonly human?: string };
  readonly llm?: (options: VendorOptions) => LlmModel;
  /** The usual model, where the factory does not tell it; null: only the server's owner knows what it serves. */
  readonly llmModel?: string | null;
  readonly realtime?: (options: VendorOptions) => RealtimeModel;
  /** Where `POST /embeddings` is, without an address of one's own; null: one must be named. */
  readonly embeddingsUrl?: string | null;
  /** The cheapest documented request that tells whether a key is taken. */
  readonly probe: (key: string, url: string | undefined) => Pick<HttpRequest, 'url' | 'headers'>;
}
