/** A speaking model over HTTP: one request an utterance, the answer's body streamed; connections are kept. */
import { errorText } from '#kernel';
import { ModelError, type SpokenChunk, type TtsCapabilities, type TtsModel, type TtsRequest } from '#models';
import type { TtsBodyDecoder } from './tts-event.ts';
import { FIRST_AUDIO_MS, IDLE_MS } from './tts-mailbox.ts';
import type { TtsShellOptions } from './tts-socket-model.ts';
import { OPEN_OUTLET } from './outlet.ts';
import { streamVendor } from './vendor-request.ts';
import { Watchdog } from './watchdog.ts';

/** What a vendor writes. Pure. */
export interface HttpTts {
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: TtsCapabilities;
  /** The API's base; `warm` opens a connection to it. */
  readonly base: string;
  /** Media types of an answer that holds speech. */
  readonly accepts: RegExp;
  /** @throws ModelError `bad-request` for what the vendor cannot be asked. */
  check(request: TtsRequest): void;
  encode(request: TtsRequest): {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  decoder(request: TtsRequest): TtsBodyDecoder;
}

export function createHttpTts(vendor: HttpTts, options: TtsShellOptions): TtsModel {
  const { clock, outlet } = options;
  const { provider } = vendor;
  const closing = new AbortController();

  async function* speak(request: TtsRequest, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    vendor.check(request);
    if (request.text.trim() === '') return;
    const decoder = vendor.decoder(request);
    const pieces = streamVendor({
      provider,
      ...vendor.encode(request),
      accepts: vendor.accepts,
      firstByteMs: FIRST_AUDIO_MS,
      idleMs: IDLE_MS,
      outlet,
      clock,
      signal: AbortSignal.any([signal, closing.signal]),
    });
    for await (const piece of pieces) yield* read(() => decoder.push(piece));
    yield* read(() => decoder.end());
  }

  /** Chunks with something in them. */
  function read(decode: () => SpokenChunk[]): SpokenChunk[] {
    try {
      return decode().filter(({ pcm, words }) => pcm.length > 0 || words !== undefined);
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      const message = `${provider} sent something that cannot be read: ${errorText(cause)}.`;
      throw new ModelError({ provider, fault: 'protocol', message, cause });
    }
  }

  return {
    contract: 1,
    provider,
    modelId: vendor.modelId,
    capabilities: vendor.capabilities,
    speak,
    warm: () => openAhead(vendor, closing.signal, options),
    async close() {
      closing.abort();
    },
  };
}

/**
 * A connection for the pool of `fetch`: the answer means nothing, the way to it is open. It is read to its end, and asked
 * for by GET: the platform closes a connection whose answer was left, and after every HEAD.
 */
async function openAhead(
  { base, provider }: HttpTts,
  signal: AbortSignal,
  { clock, logger, outlet = OPEN_OUTLET }: TtsShellOptions,
): Promise<void> {
  const watch = new Watchdog(clock, signal);
  try {
    const ask = outlet.fetch(base, { redirect: 'manual', signal: watch.signal });
    await watch.within(
      IDLE_MS,
      ask.then((response) => response.arrayBuffer()),
    );
  } catch (thrown) {
    logger.debug('vendor-not-warmed', { provider, error: errorText(thrown) });
  } finally {
    watch.close();
  }
}
