/** Voices one behind the other: the next takes over as long as no sound of the text was given. */
import type { SpokenChunk, TtsModel, TtsRequest, VoiceTuning } from '#models';
import { asModelError } from './chain-breakers.ts';
import { ChainPosition, type ChainLink, type ChainOptions } from './chain-link.ts';

export interface VoiceChainLink extends ChainLink<TtsModel> {
  /** This provider's voice. */
  readonly voice: string;
  readonly speed: number;
  readonly tuning?: VoiceTuning | undefined;
}

/** Each link speaks with its own voice and speed, whatever the request names. */
export function chainTts(links: readonly VoiceChainLink[], options: ChainOptions): TtsModel {
  const chain = new ChainPosition('tts', links, options);
  const ownWords = <R extends Omit<TtsRequest, 'text'>>(
    request: R,
    { voice, speed, tuning }: VoiceChainLink,
  ): R => ({
    ...request,
    voice,
    speed,
    ...(tuning === undefined ? {} : { tuning }),
  });

  async function* speak(request: TtsRequest, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    for (let link = chain.begin(); ;) {
      const { model } = link;
      let sounded = false;
      try {
        for await (const chunk of model.speak(ownWords(request, link), signal)) {
          sounded ||= chunk.pcm.length > 0;
          yield chunk;
        }
        return chain.succeeded(link);
      } catch (thrown) {
        const error = asModelError(thrown, model.provider);
        const next = chain.failed(link, error);
        if (!next || sounded || signal.aborted) throw error;
        link = next;
      }
    }
  }

  return {
    contract: 1,
    get provider() {
      return chain.current.model.provider;
    },
    get modelId() {
      return chain.current.model.modelId;
    },
    get capabilities() {
      return chain.current.model.capabilities;
    },
    speak,
    async warm(request) {
      await chain.current.model.warm?.(ownWords(request, chain.current));
    },
    async close() {
      await Promise.all(links.map(({ model }) => model.close()));
    },
  };
}
