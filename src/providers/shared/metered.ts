/** Counts what each model of a call uses, in the units that vendors bill. */
import { LINE_RATE } from '#audio';
import type { EmbeddingModel, LlmModel, ModelUsage, RealtimeModel, SttModel, TtsModel } from '#models';

export type OnUsage = (usage: ModelUsage) => void;

/** Tells what was used, of one model. */
function teller(stage: ModelUsage['stage'], { provider, modelId }: Named, onUsage: OnUsage) {
  return (unit: ModelUsage['unit'], quantity: number): void => {
    if (quantity > 0) onUsage({ stage, provider, model: modelId, unit, quantity });
  };
}

interface Named {
  readonly provider: string;
  readonly modelId: string;
}

/** Seconds of audio: of utterances when they are recognised, of a stream when it ends. */
export function meteredStt(model: SttModel, onUsage: OnUsage): SttModel {
  const tell = teller('stt', model, onUsage);
  const { open } = model;
  return {
    ...wholeOf(model),
    warm: (request) => model.warm(request),
    recognize(pcm, request, signal) {
      tell('seconds', pcm.length / LINE_RATE);
      return model.recognize(pcm, request, signal);
    },
    ...(open
      ? {
          open: (request, on) => {
            let samples = 0;
            const settle = (): void => {
              tell('seconds', samples / LINE_RATE);
              samples = 0;
            };
            const stream = open.call(model, request, (event) => {
              if (event.type === 'failed') settle();
              on(event);
            });
            return {
              write(pcm) {
                samples += pcm.length;
                stream.write(pcm);
              },
              finalize: () => stream.finalize(),
              close() {
                stream.close();
                settle();
              },
            };
          },
        }
      : {}),
  };
}

/** Characters that were sent to be spoken, also of what was then dropped. */
export function meteredTts(model: TtsModel, onUsage: OnUsage): TtsModel {
  const tell = teller('tts', model, onUsage);
  const { warm } = model;
  return {
    ...wholeOf(model),
    ...(warm ? { warm: (request) => warm.call(model, request) } : {}),
    speak(request, signal) {
      tell('characters', [...request.text].length);
      return model.speak(request, signal);
    },
  };
}

/** Tokens as the vendor counts them; requests in any case, since a dropped answer tells no tokens. */
export function meteredLlm(model: LlmModel, onUsage: OnUsage): LlmModel {
  const tell = teller('llm', model, onUsage);
  const { warm } = model;
  return {
    contract: 1,
    provider: model.provider,
    modelId: model.modelId,
    ...(warm ? { warm: () => warm.call(model) } : {}),
    async *chat(request, signal) {
      tell('requests', 1);
      for await (const event of model.chat(request, signal)) {
        if (event.type === 'finish') {
          const { inputTokens = 0, cachedTokens = 0, outputTokens = 0 } = event;
          tell('input-tokens', inputTokens - cachedTokens);
          tell('cached-input-tokens', cachedTokens);
          tell('output-tokens', outputTokens);
        }
        yield event;
      }
    },
    close: () => model.close(),
  };
}

/** Tokens as the vendor counts them; requests in any case, since not every server counts. */
export function meteredEmbeddings(
  make: (onTokens: (tokens: number) => void) => EmbeddingModel,
  onUsage: OnUsage,
): EmbeddingModel {
  const model = make((tokens) => tell('input-tokens', tokens));
  const tell = teller('embedding', model, onUsage);
  return {
    ...{ contract: model.contract, provider: model.provider, modelId: model.modelId },
    embed(texts, signal) {
      tell('requests', 1);
      return model.embed(texts, signal);
    },
  };
}

/** Seconds of the callee's audio, and tokens. */
export function meteredRealtime(model: RealtimeModel, onUsage: OnUsage): RealtimeModel {
  const tell = teller('realtime', model, onUsage);
  return {
    ...wholeOf(model),
    open(request, on) {
      let samples = 0;
      const settle = (): void => {
        tell('seconds', samples / LINE_RATE);
        samples = 0;
      };
      const session = model.open(request, (event) => {
        if (event.type === 'response-finished') {
          tell('input-tokens', event.inputTokens ?? 0);
          tell('output-tokens', event.outputTokens ?? 0);
        } else if (event.type === 'failed') settle();
        on(event);
      });
      return {
        ...bound(session),
        write(pcm) {
          samples += pcm.length;
          session.write(pcm);
        },
        close() {
          session.close();
          settle();
        },
      };
    },
  };
}

function wholeOf<
  M extends Named & { readonly contract: unknown; readonly capabilities: unknown; close(): Promise<void> },
>(model: M): Pick<M, 'contract' | 'provider' | 'modelId' | 'capabilities'> & { close(): Promise<void> } {
  const { contract, provider, modelId, capabilities } = model;
  return { contract, provider, modelId, capabilities, close: () => model.close() };
}

/** The session's methods, each still the session's own. */
function bound(session: ReturnType<RealtimeModel['open']>): ReturnType<RealtimeModel['open']> {
  return {
    write: (pcm) => session.write(pcm),
    speechStarted: () => session.speechStarted(),
    speechEnded: () => session.speechEnded(),
    respond: (instructions) => session.respond(instructions),
    inform: (text) => session.inform(text),
    toolResult: (call, result) => session.toolResult(call, result),
    cancel: () => session.cancel(),
    truncate: (item, heardMs) => session.truncate(item, heardMs),
    instruct: (instructions) => session.instruct(instructions),
    close: () => session.close(),
  };
}
