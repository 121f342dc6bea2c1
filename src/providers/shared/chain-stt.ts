/** Recognisers one behind the other: the next hears what the one before could not tell. */
import type { Pcm } from '#audio';
import type { Recognition, SttModel, SttRequest } from '#models';
import { asModelError } from './chain-breakers.ts';
import { ChainPosition, type ChainLink, type ChainOptions } from './chain-link.ts';
import { openChainStream } from './chain-stt-stream.ts';

/**
 * Streams if the first link does; links that cannot then recognise at `finalize`. A switch in the middle of a call
 * replays the audio since the last final.
 */
export function chainStt(links: readonly ChainLink<SttModel>[], options: ChainOptions): SttModel {
  const chain = new ChainPosition('stt', links, options);

  async function recognize(pcm: Pcm, request: SttRequest, signal: AbortSignal): Promise<Recognition> {
    for (let link = chain.begin(); ;) {
      try {
        const recognition = await link.model.recognize(pcm, request, signal);
        chain.succeeded(link);
        return recognition;
      } catch (thrown) {
        const error = asModelError(thrown, link.model.provider);
        const next = chain.failed(link, error);
        if (!next || signal.aborted) throw error;
        link = next;
      }
    }
  }

  return {
    contract: 2,
    get provider() {
      return chain.current.model.provider;
    },
    get modelId() {
      return chain.current.model.modelId;
    },
    get capabilities() {
      const { capabilities } = chain.current.model;
      return { ...capabilities, streaming: chain.first.model.capabilities.streaming };
    },
    // The fallback of a grammar recogniser must be warm as well: it is needed when nobody has time.
    async warm(request) {
      await Promise.all(links.map(({ model }) => model.warm(request)));
    },
    recognize,
    ...(chain.first.model.open ? { open: (request, on) => openChainStream(chain, request, on) } : {}),
    async close() {
      await Promise.all(links.map(({ model }) => model.close()));
    },
  };
}
