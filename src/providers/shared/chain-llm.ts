/** Language models one behind the other: the next takes over as long as nothing has been said. */
import type { ChatEvent, ChatRequest, LlmModel } from '#models';
import { asModelError } from './chain-breakers.ts';
import { ChainPosition, type ChainLink, type ChainOptions } from './chain-link.ts';

/**
 * Each link answers with its own model, whatever the request names. Once a word or a tool call was given a failure is
 * told: what was said cannot be taken back.
 */
export function chainLlm(links: readonly ChainLink<LlmModel>[], options: ChainOptions): LlmModel {
  const chain = new ChainPosition('llm', links, options);

  async function* chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatEvent> {
    for (let link = chain.begin(); ;) {
      const { model } = link;
      let begun = false;
      try {
        for await (const event of model.chat({ ...request, model: model.modelId }, signal)) {
          begun = true;
          yield event;
        }
        return chain.succeeded(link);
      } catch (thrown) {
        const error = asModelError(thrown, model.provider);
        const next = chain.failed(link, error);
        if (!next || begun || signal.aborted) throw error;
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
    chat,
    async warm() {
      await chain.current.model.warm?.();
    },
    async close() {
      await Promise.all(links.map(({ model }) => model.close()));
    },
  };
}
