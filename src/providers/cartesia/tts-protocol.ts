/**
 * Cartesia's text to speech over a WebSocket, without I/O.
 *
 * Source: https://docs.cartesia.ai/2026-03-01/api-reference/tts/websocket (contexts, `chunk`, `timestamps`, `done`,
 * `cancel`), https://docs.cartesia.ai/use-the-api/api-errors (`error`), /use-the-api/concurrency-limits-and-timeouts,
 * /build-with-cartesia/capability-guides/volume-speed-emotion (speed 0.6 to 1.5 on sonic-3; disabled on sonic-3.5). The
 * key goes into the header, so that no log of URLs holds it.
 */
import type { Pcm } from '#audio';
import type { TtsCapabilities, TtsRequest } from '#models';
import type { ContextTts } from '../shared/tts-context-model.ts';
import type { SpokenWord, TtsEvent, TtsMessageDecoder } from '../shared/tts-event.ts';
import { PcmReader } from '../shared/tts-pcm.ts';
import { readBase64, readNumbers, readObject, readTexts } from '../shared/tts-read.ts';
import { textOf } from '../shared/json-value.ts';
import { baseLanguage, checkLanguage, checkSpeed, checkVoice } from '../shared/tts-rules.ts';
import { samplesAt } from '../shared/tts-words.ts';
import { refusal, toldError } from '../shared/vendor-faults.ts';
import { CARTESIA_VOICES, cartesiaLanguages } from './tts-voices.ts';

const PROVIDER = 'cartesia';
export const CARTESIA_VERSION = '2026-03-01';

/** @param base e.g. `wss://api.cartesia.ai` */
export function cartesiaTts(base: string, apiKey: string, model: string): ContextTts {
  const capabilities: TtsCapabilities = {
    languages: cartesiaLanguages(model),
    voices: CARTESIA_VOICES,
    streaming: true,
  };
  const controlled = /^sonic-3(-|$)|^sonic-3\.6/.test(model);
  return {
    provider: PROVIDER,
    modelId: model,
    capabilities,
    url: `${base}/tts/websocket?cartesia_version=${CARTESIA_VERSION}`,
    headers: { 'x-api-key': apiKey, 'cartesia-version': CARTESIA_VERSION },
    check(request) {
      checkVoice(PROVIDER, request);
      checkLanguage(PROVIDER, request, capabilities.languages);
      checkSpeed(
        PROVIDER,
        request,
        controlled ? [0.6, 1.5] : null,
        `Cartesia does not change the speed of ${model}, but of sonic-3.`,
      );
    },
    encode: (context: string, { text, voice, language, speed }: TtsRequest) =>
      JSON.stringify({
        model_id: model,
        transcript: text,
        voice: { mode: 'id', id: voice },
        language: baseLanguage(language),
        context_id: context,
        output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: 8000 },
        add_timestamps: true,
        continue: false,
        ...(speed === 1 ? {} : { generation_config: { speed } }),
      }),
    cancel: (context) => JSON.stringify({ context_id: context, cancel: true }),
    contextOf: (message) => textOf(readObject(message, 'a message')['context_id']) || null,
    decoder: () => new CartesiaDecoder(),
  };
}

class CartesiaDecoder implements TtsMessageDecoder {
  readonly #pcm = new PcmReader(8000);
  /** Times come in messages of their own, ahead of the audio or after it; they go with the next piece of it. */
  #words: SpokenWord[] = [];

  message(value: unknown): TtsEvent[] {
    const message = readObject(value, 'a message');
    switch (message['type']) {
      case 'chunk':
        return this.#sound(this.#pcm.push(readBase64(message['data'], 'data')));
      case 'timestamps':
        this.#words.push(...readWords(message['word_timestamps']));
        return [];
      case 'done':
        return [...(this.#words.length > 0 ? this.#sound(new Int16Array(0)) : []), { type: 'finished' }];
      case 'error':
        return [{ type: 'failed', error: readError(message) }];
      default:
        return [];
    }
  }

  #sound(pcm: Pcm): TtsEvent[] {
    const words = this.#words;
    this.#words = [];
    if (words.length > 0) return [{ type: 'audio', pcm, words }];
    return pcm.length > 0 ? [{ type: 'audio', pcm }] : [];
  }
}

/** Times are seconds from the context's start. @throws TypeError */
function readWords(value: unknown): SpokenWord[] {
  const timed = readObject(value, 'word_timestamps');
  const words = readTexts(timed['words'], 'words');
  const starts = readNumbers(timed['start'], 'start');
  const ends = readNumbers(timed['end'], 'end');
  if (starts.length !== words.length || ends.length !== words.length)
    throw new TypeError('word_timestamps has lists of different lengths');
  return words.map((text, i) => ({ text, start: samplesAt(starts[i]!), end: samplesAt(ends[i]!) }));
}

function readError(message: Readonly<Record<string, unknown>>) {
  const status = message['status_code'];
  const requestId = textOf(message['request_id']) || undefined;
  if (typeof status === 'number' && status >= 400)
    return refusal(PROVIDER, status, { body: textOf(message['error_code']), requestId });
  return toldError(
    PROVIDER,
    textOf(message['error_code']),
    textOf(message['message']) || textOf(message['error']),
  );
}
