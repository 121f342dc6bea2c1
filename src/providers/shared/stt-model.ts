/** A vendor's protocol as a model: streams, whole utterances by a stream, and the end of both. */
import {
  ModelError,
  type SttCapabilities,
  type SttModel,
  type SttRequest,
  type SttStream,
  type SttStreamEvent,
} from '#models';
import type { VendorOptions } from '../vendor.ts';
import { bySocket, openSttStream, type SttConnect, type SttStreamOptions } from './stt-stream.ts';
import type { SttProtocol } from './stt-translator.ts';
import { recognizeByStream, UTTERANCE_MS } from './stt-utterance.ts';

export interface StreamingSttOptions {
  readonly modelId: string;
  readonly capabilities: Pick<SttCapabilities, 'languages'>;
  readonly outlet?: VendorOptions['outlet'];
  readonly clock: VendorOptions['clock'];
  readonly logger: VendorOptions['logger'];
  /** For vendors that do not speak over a WebSocket. */
  readonly connect?: SttConnect;
  /** Called once, when the model is closed and its streams are. */
  onClose?(): Promise<void>;
}

/** Makes the model; nothing is contacted before the first stream. */
export function createStreamingStt(protocol: SttProtocol, options: StreamingSttOptions): SttModel {
  const { clock } = options;
  const { provider } = protocol;
  const connect = options.connect ?? bySocket(protocol, options);
  const streams = new Set<SttStream>();
  const closing = new AbortController();

  function open(
    request: SttRequest,
    on: (event: SttStreamEvent) => void,
    settling?: Pick<SttStreamOptions, 'settleMs' | 'settlesOnceOpen'>,
  ): SttStream {
    if (closing.signal.aborted) return afterClose(on);
    const stream = openSttStream({
      ...{ protocol, request, connect, clock, ...settling },
      on(event) {
        if (event.type === 'failed') streams.delete(held);
        on(event);
      },
    });
    const held: SttStream = {
      write: stream.write,
      finalize: stream.finalize,
      close() {
        streams.delete(held);
        stream.close();
      },
    };
    streams.add(held);
    return held;
  }

  function afterClose(on: (event: SttStreamEvent) => void): SttStream {
    const message = `The speech recognition of ${provider} was closed.`;
    const told = clock.after(0, () =>
      on({ type: 'failed', error: new ModelError({ provider, fault: 'aborted', message }) }),
    );
    return { write() {}, finalize() {}, close: () => told.cancel() };
  }

  return {
    contract: 2,
    provider,
    modelId: options.modelId,
    capabilities: { ...options.capabilities, openVocabulary: true, streaming: true },
    // A socket opened ahead would be paid for, and hung up by the vendor, before its call needs it.
    async warm() {},
    recognize: (pcm, request, signal) =>
      recognizeByStream((on) => open(request, on, { settleMs: UTTERANCE_MS, settlesOnceOpen: true }), {
        ...{ pcm, request, clock, provider },
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    open: (request, on) => open(request, on),
    async close() {
      closing.abort();
      for (const stream of [...streams]) stream.close();
      await options.onClose?.();
    },
  };
}

/** The likely words of a request: its key terms and the phrases of its grammar, each once. */
export function likelyWords(request: SttRequest, limit: number): readonly string[] {
  const phrases = request.grammar?.phrases.map((phrase) => phrase.text) ?? [];
  const words = [...(request.keyterms ?? []), ...phrases].map((word) => word.trim());
  return [...new Set(words)].filter((word) => word !== '').slice(0, limit);
}
