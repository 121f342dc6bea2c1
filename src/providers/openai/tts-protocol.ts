/**
 * OpenAI's speech, without I/O.
 *
 * Source: https://developers.openai.com/api/reference/resources/audio/subresources/speech/methods/create (`input` up to
 * 4,096 characters, `speed` 0.25 to 4, `response_format`, `stream_format`) and
 * https://developers.openai.com/api/docs/guides/text-to-speech (`pcm`: 24 kHz, 16-bit signed, little-endian, no header;
 * languages as Whisper's). Words are not timed.
 */
import type { TtsCapabilities, TtsRequest } from '#models';
import type { HttpTts } from '../shared/tts-http-model.ts';
import { pcmBody } from '../shared/tts-pcm.ts';
import { checkLanguage, checkLength, checkSpeed, checkVoice } from '../shared/tts-rules.ts';
import { OPENAI_LANGUAGES, openAiVoices } from './tts-voices.ts';

const PROVIDER = 'openai';
const RATE = 24_000;

/** @param base e.g. `https://api.openai.com/v1` */
export function openAiTts(base: string, apiKey: string, model: string): HttpTts {
  const capabilities: TtsCapabilities = {
    languages: OPENAI_LANGUAGES,
    voices: openAiVoices(model),
    streaming: true,
  };
  return {
    provider: PROVIDER,
    modelId: model,
    capabilities,
    base,
    accepts: /^(audio\/|application\/octet-stream)/,
    check(request) {
      checkVoice(PROVIDER, request);
      checkLanguage(PROVIDER, request, OPENAI_LANGUAGES);
      checkSpeed(PROVIDER, request, [0.25, 4]);
      checkLength(PROVIDER, request, 4096);
    },
    encode: ({ text, voice, speed }: TtsRequest) => ({
      url: `${base}/audio/speech`,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model,
        voice,
        input: text,
        response_format: 'pcm',
        stream_format: 'audio',
        ...(speed === 1 ? {} : { speed }),
      }),
    }),
    decoder: () => pcmBody(RATE),
  };
}
