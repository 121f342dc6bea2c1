/** The models of this process: embedded ones always, local ones where installed, vendors by their keys. */
import { createModelSource, tryKeys, type ModelSource, type ServerKey, type TriedKeys } from '#calling';
import type { Config } from '#config';
import type { Store } from '#domain';
import type { Clock, Logger, Owner } from '#kernel';
import type { HttpClient, TtsModel } from '#models';
import {
  createAddressGuard,
  createCatalogue,
  createFliteTts,
  createGrammarStt,
  createGuardedOutlet,
  createOutboundHttp,
  type OwnProvider,
} from '#providers';
import { loadLocalModels, loadTurnModel } from './local-models.ts';

export interface Models {
  readonly source: ModelSource;
  /** The embedded voice, for the built-in callee. */
  readonly tts: TtsModel;
  /** For tenants' URLs: guarded. */
  readonly http: HttpClient;
  /** Asks every provider about every configured key. */
  tryKeys(): Promise<TriedKeys>;
}

/** What the operator names may be anywhere. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** Loads them; the owner closes them. @throws AppError `optional-dependency-missing`, `local-model-unusable` */
export async function loadModels(
  config: Config,
  owner: Owner,
  store: Store,
  clock: Clock,
  logger: Logger,
): Promise<Models> {
  const embedded = await loadEmbedded(owner, clock, logger);
  const local = await loadLocalModels(config.local, owner, clock, logger);
  const turn = await loadTurnModel(config.local, owner, clock, logger);
  const http = createOutboundHttp({ allowNetworks: config.allowNetworks, clock, logger });
  const catalogue = owner.own(
    'models',
    createCatalogue({
      own: [...local, embedded],
      http,
      guard: createAddressGuard(config.allowNetworks),
      outlet: createGuardedOutlet(config.allowNetworks),
      clock,
      logger,
    }),
  );
  const source = createModelSource({
    ...{ store, catalogue, turn, logger, serverKeys: serverKeys(config) },
    embedding: config.embedding ?? null,
  });
  const open = createOutboundHttp({ allowNetworks: EVERYWHERE, clock, logger });
  return {
    ...{ source, tts: embedded.tts, http },
    tryKeys: () =>
      tryKeys({
        ...{ store, vendors: catalogue.vendors, serverKeys: config.vendors },
        testTenants: (key) => catalogue.testKey(key),
        testOwn: (key) => catalogue.testKey(key, open),
      }),
  };
}

async function loadEmbedded(
  owner: Owner,
  clock: Clock,
  logger: Logger,
): Promise<OwnProvider & { readonly tts: TtsModel }> {
  const [tts, stt] = await Promise.all([
    createFliteTts({ logger, clock }),
    createGrammarStt({ logger, clock }),
  ]);
  owner.own('tts', tts);
  owner.own('stt', stt);
  // The first grammar takes a second to load what the next ones share; nobody should wait for it in a call.
  stt
    .warm({ language: 'en-US', grammar: { phrases: [{ text: 'yes', value: 'yes' }] } })
    .catch((cause: unknown) => logger.warn('recogniser-not-warmed', { cause }));
  return {
    id: tts.provider,
    title: 'Embedded models',
    docs: 'docs/providers.md#embedded',
    place: 'embedded',
    stt,
    tts,
  };
}

/** `PARLEY_LLM_*` names a server of the operator's; every other vendor goes by its own name. */
function serverKeys({ llm, vendors }: Config): Readonly<Record<string, ServerKey>> {
  return { ...vendors, ...(llm ? { 'openai-compatible': llm } : {}) };
}
