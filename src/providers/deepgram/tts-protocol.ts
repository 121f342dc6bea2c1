/**
 * Deepgram's Aura over a WebSocket, without I/O.
 *
 * Source: https://developers.deepgram.com/reference/text-to-speech-api/speak-streaming (query, `Speak`, `Flush`, `Clear`,
 * `Close`; audio in binary messages), /docs/tts-ws-flush (`Flushed`; at most 20 flushes in 60 s on a socket),
 * /docs/tts-ws-clear (`Cleared`), /docs/tts-models (a voice is named `[model]-[name]-[language]`),
 * /docs/tts-voice-controls (speed 0.7 to 1.5, English and Spanish), /docs/tts-troubleshooting-websocket-net-and-data-errors
 * (close codes). Words are not timed.
 */
import type { ModelError, TtsCapabilities, TtsRequest } from '#models';
import type { TtsEvent, TtsMessageDecoder } from '../shared/tts-event.ts';
import { PcmReader } from '../shared/tts-pcm.ts';
import { readObject } from '../shared/tts-read.ts';
import { textOf } from '../shared/json-value.ts';
import { baseLanguage, checkLanguage, checkSpeed, checkVoice, refuse } from '../shared/tts-rules.ts';
import type { SocketTts } from '../shared/tts-socket-model.ts';
import { toldError } from '../shared/vendor-faults.ts';
import { DEEPGRAM_LANGUAGES, DEEPGRAM_VOICES } from './tts-voices.ts';

const PROVIDER = 'deepgram';
/** Characters of one `Speak`. */
const LONGEST_PART = 2000;
/** The vendor takes 20 flushes a minute of a socket; a socket that has flushed so often is given up. */
const FLUSHES = 20;

/** @param base e.g. `wss://api.deepgram.com/v1`; `model` the family of the voices, e.g. `aura-2` */
export function deepgramTts(base: string, apiKey: string, model: string): SocketTts {
  const capabilities: TtsCapabilities = {
    languages: model === 'aura' ? ['en'] : DEEPGRAM_LANGUAGES,
    voices: DEEPGRAM_VOICES.filter(({ id }) => id.startsWith(`${model}-`) && model !== 'aura'),
    streaming: true,
  };
  return {
    provider: PROVIDER,
    modelId: model,
    capabilities,
    headers: { authorization: `Token ${apiKey}` },
    utterances: FLUSHES,
    cancel: JSON.stringify({ type: 'Clear' }),
    goodbye: JSON.stringify({ type: 'Close' }),
    url({ voice, speed }) {
      const url = new URL(`${base}/speak`);
      url.searchParams.set('model', voice);
      url.searchParams.set('encoding', 'linear16');
      url.searchParams.set('sample_rate', '8000');
      if (speed !== 1) url.searchParams.set('speed', String(speed));
      return url.href;
    },
    check(request) {
      checkVoice(PROVIDER, request);
      checkLanguage(PROVIDER, request, capabilities.languages);
      const language = baseLanguage(request.language);
      const name = request.voice.slice(model.length + 1, -(language.length + 1));
      if (request.voice !== `${model}-${name}-${language}` || !/^[a-z]+$/.test(name))
        throw refuse(
          PROVIDER,
          `The voice "${request.voice}" is not one of ${model} for ${language}. Name it like ${model}-…-${language}.`,
        );
      const controlled = model !== 'aura' && (language === 'en' || language === 'es');
      checkSpeed(
        PROVIDER,
        request,
        controlled ? [0.7, 1.5] : null,
        'Deepgram changes the speed of Aura-2 in English and Spanish only.',
      );
    },
    encode: ({ text }: TtsRequest) => [
      ...parts(text).map((part) => JSON.stringify({ type: 'Speak', text: part })),
      JSON.stringify({ type: 'Flush' }),
    ],
    decoder: () => new DeepgramDecoder(),
    hungUp: (code, reason) => deepgramClose(code, reason),
  };
}

/** 1008 is bad data, 1009 too much of it, 1011 trouble of theirs; others are a lost connection. */
function deepgramClose(code: number, reason: string): ModelError | null {
  if (code === 1008 || code === 1009) return toldError(PROVIDER, `invalid (${code})`, reason);
  return code === 1011 ? toldError(PROVIDER, String(code), reason) : null;
}

class DeepgramDecoder implements TtsMessageDecoder {
  readonly #pcm = new PcmReader(8000);

  message(message: unknown): TtsEvent[] {
    const { type, description, code, warn_code, err_code, warn_msg, err_msg } = readObject(
      message,
      'a message',
    );
    const words = textOf(description) || textOf(warn_msg) || textOf(err_msg);
    if (type === 'Flushed') return [{ type: 'finished' }];
    if (type === 'Cleared') return [{ type: 'cancelled' }];
    if (type === 'Error' || (type === 'Warning' && /flush/i.test(words))) {
      const name = textOf(code) || textOf(err_code) || textOf(warn_code);
      const told = type === 'Error' ? name : `rate limit ${name}`;
      return [{ type: 'failed', error: toldError(PROVIDER, told, words) }];
    }
    return [];
  }

  bytes(bytes: Uint8Array): TtsEvent[] {
    const pcm = this.#pcm.push(bytes);
    return pcm.length > 0 ? [{ type: 'audio', pcm }] : [];
  }
}

/** The text in parts that one message may hold, cut at blanks. */
function parts(text: string): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > LONGEST_PART) {
    const blank = rest.lastIndexOf(' ', LONGEST_PART);
    const cut = blank > 0 ? blank : LONGEST_PART;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...found, rest];
}
