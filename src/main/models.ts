/** The models of this process: embedded ones always, a language model where one is configured. */
import type { Config } from '#config';
import type { EngineCapabilities } from '#domain';
import type { Clock, Logger, Owner } from '#kernel';
import type { HttpClient, LlmModel, SttModel, TtsModel } from '#models';
import { createFliteTts, createGrammarStt, createOpenAiCompatibleLlm, createOutboundHttp } from '#providers';

export interface Models {
  readonly stt: SttModel;
  readonly tts: TtsModel;
  readonly llm: LlmModel | null;
  /** For tenants' URLs: guarded. */
  readonly http: HttpClient;
  readonly capabilities: EngineCapabilities;
}

/** Loads them; the owner closes them. */
export async function loadModels(
  config: Config,
  owner: Owner,
  clock: Clock,
  logger: Logger,
): Promise<Models> {
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
  const llm =
    config.llm &&
    owner.own(
      'llm',
      createOpenAiCompatibleLlm({
        url: config.llm.url,
        ...(config.llm.key === null ? {} : { apiKey: config.llm.key }),
        model: config.llm.model,
        clock,
        logger,
      }),
    );
  const http = createOutboundHttp({ allowNetworks: config.allowNetworks, clock, logger });
  return {
    stt,
    tts,
    llm,
    http,
    capabilities: {
      languages: tts.capabilities.languages.filter((spoken) =>
        stt.capabilities.languages.some((heard) => speaks(heard, spoken)),
      ),
      voices: tts.capabilities.voices.map(({ id, languages }) => ({ provider: tts.provider, id, languages })),
      llmModel: config.llm?.model ?? null,
    },
  };
}

function speaks(a: string, b: string): boolean {
  return a.split('-')[0] === b.split('-')[0];
}
