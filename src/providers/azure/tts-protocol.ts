/**
 * Azure's text to speech by REST, without I/O.
 *
 * Source: https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech (path, headers, output formats,
 * status codes), /speech-synthesis-markup-structure (`speak`, `voice`), /speech-synthesis-markup-voice (`prosody rate`, a
 * factor of 0.5 to 2; `lang` for multilingual voices). Words are timed only by its SDK's own protocol, not here.
 */
import type { TtsCapabilities, TtsRequest } from '#models';
import type { HttpTts } from '../shared/tts-http-model.ts';
import { localeOfVoice, sameLanguage, withRegion } from '../shared/tts-locale.ts';
import { pcmBody } from '../shared/tts-pcm.ts';
import { checkSpeed, checkVoice, refuse } from '../shared/tts-rules.ts';
import { escapeXml } from '../shared/tts-ssml.ts';
import { AZURE_LANGUAGES, AZURE_VOICES } from './tts-voices.ts';

const PROVIDER = 'azure';

/** @param base e.g. `https://westeurope.tts.speech.microsoft.com` */
export function azureTts(base: string, apiKey: string): HttpTts {
  const capabilities: TtsCapabilities = {
    languages: AZURE_LANGUAGES,
    voices: AZURE_VOICES,
    streaming: true,
  };
  return {
    provider: PROVIDER,
    modelId: 'neural',
    capabilities,
    base,
    accepts: /^audio\//,
    check(request) {
      checkVoice(PROVIDER, request);
      checkSpeed(PROVIDER, request, [0.5, 2]);
      const locale = localeOfVoice(request.voice);
      if (locale === null)
        throw refuse(
          PROVIDER,
          `Azure has no voice "${request.voice}". Name it in full, e.g. en-US-AvaNeural.`,
        );
      if (!/Multilingual/.test(request.voice) && !sameLanguage(locale, request.language))
        throw refuse(
          PROVIDER,
          `The voice "${request.voice}" does not speak "${request.language}". Choose one of that language, or a multilingual one.`,
        );
    },
    encode: (request) => ({
      url: `${base}/cognitiveservices/v1`,
      headers: {
        'ocp-apim-subscription-key': apiKey,
        'content-type': 'application/ssml+xml',
        'x-microsoft-outputformat': 'raw-8khz-16bit-mono-pcm',
      },
      body: azureSsml(request),
    }),
    decoder: () => pcmBody(8000),
  };
}

export function azureSsml({ text, voice, language, speed }: TtsRequest): string {
  const locale = localeOfVoice(voice) ?? withRegion(language);
  let content = escapeXml(text);
  if (speed !== 1) content = `<prosody rate="${speed}">${content}</prosody>`;
  if (!sameLanguage(locale, language)) content = `<lang xml:lang="${withRegion(language)}">${content}</lang>`;
  return (
    `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${escapeXml(locale)}">` +
    `<voice name="${escapeXml(voice)}">${content}</voice></speak>`
  );
}
