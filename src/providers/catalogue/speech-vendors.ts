/** Vendors that hear or speak. */
import { createAssemblyAiStt } from '../assemblyai/stt.ts';
import { createAzureStt } from '../azure/stt.ts';
import { createAzureTts } from '../azure/tts.ts';
import { createCartesiaTts } from '../cartesia/tts.ts';
import { createDeepgramFluxStt, createDeepgramStt } from '../deepgram/stt.ts';
import { createDeepgramTts } from '../deepgram/tts.ts';
import { createElevenLabsStt } from '../elevenlabs/stt.ts';
import { createElevenLabsTts } from '../elevenlabs/tts.ts';
import { createGoogleStt } from '../google/stt.ts';
import { createGoogleTts } from '../google/tts.ts';
import { base, root, stageHost } from './addresses.ts';
import type { VendorRow } from './vendor-row.ts';

const AZURE_EXAMPLE = 'https://westeurope.tts.speech.microsoft.com';

export const SPEECH_VENDORS: readonly VendorRow[] = [
  {
    id: 'deepgram',
    title: 'Deepgram',
    docs: 'https://developers.deepgram.com/docs/create-additional-api-keys',
    needsKey: true,
    stt: (options) =>
      options.model?.startsWith('flux') ? createDeepgramFluxStt(options) : createDeepgramStt(root(options)),
    tts: createDeepgramTts,
    // https://developers.deepgram.com/reference/manage/projects/list
    probe: (key, url) => ({
      url: `${base(url, 'https://api.deepgram.com')}/v1/projects`,
      headers: { authorization: `Token ${key}` },
    }),
  },
  {
    id: 'elevenlabs',
    title: 'ElevenLabs',
    docs: 'https://elevenlabs.io/docs/api-reference/authentication',
    needsKey: true,
    stt: (options) => createElevenLabsStt(root(options)),
    tts: createElevenLabsTts,
    ownVoices: true,
    tunable: true,
    slotModels: { human: 'eleven_multilingual_v2' },
    // https://elevenlabs.io/docs/api-reference/models/list
    probe: (key, url) => ({
      url: `${base(url, 'https://api.elevenlabs.io')}/v1/models`,
      headers: { 'xi-api-key': key },
    }),
  },
  {
    id: 'cartesia',
    title: 'Cartesia',
    docs: 'https://docs.cartesia.ai/get-started/authenticate-your-client-applications',
    needsKey: true,
    tts: createCartesiaTts,
    ownVoices: true,
    // https://docs.cartesia.ai/api-reference/voices/list
    probe: (key, url) => ({
      url: `${base(url, 'https://api.cartesia.ai')}/voices?limit=1`,
      headers: { authorization: `Bearer ${key}`, 'cartesia-version': '2025-04-16' },
    }),
  },
  {
    id: 'assemblyai',
    title: 'AssemblyAI',
    docs: 'https://www.assemblyai.com/docs/api-reference/overview',
    needsKey: true,
    stt: createAssemblyAiStt,
    // https://www.assemblyai.com/docs/api-reference/streaming-api/generate-streaming-token
    probe: (key, url) => ({
      url: `${base(url, 'https://streaming.assemblyai.com')}/v3/token?expires_in_seconds=60`,
      headers: { authorization: key },
    }),
  },
  {
    id: 'google',
    title: 'Google Cloud',
    docs: 'https://docs.cloud.google.com/docs/authentication/api-keys',
    needsKey: true,
    stt: (options) => createGoogleStt(stageHost(options, 'texttospeech', 'speech')),
    tts: (options) => createGoogleTts(stageHost(options, 'speech', 'texttospeech')),
    // https://docs.cloud.google.com/text-to-speech/docs/reference/rest/v1/voices/list
    probe: (key, url) => ({
      url: `${base(url, 'https://texttospeech.googleapis.com')}/v1/voices?languageCode=sv-SE`,
      headers: key.startsWith('ya29.') ? { authorization: `Bearer ${key}` } : { 'x-goog-api-key': key },
    }),
  },
  {
    id: 'azure',
    title: 'Azure AI Speech',
    docs: 'https://learn.microsoft.com/azure/ai-services/speech-service/get-started-text-to-speech',
    needsKey: true,
    needsUrl: { example: AZURE_EXAMPLE },
    stt: createAzureStt,
    tts: createAzureTts,
    // https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech#get-a-list-of-voices
    probe: (key, url) => ({
      url: `${azureSpeaker(url)}/cognitiveservices/voices/list`,
      headers: { 'ocp-apim-subscription-key': key },
    }),
  },
];

function azureSpeaker(url = AZURE_EXAMPLE): string {
  const region = /^https:\/\/([a-z0-9]+)\.(stt\.speech|api\.cognitive)\.microsoft\.com/.exec(url)?.[1];
  return region === undefined ? base(url, AZURE_EXAMPLE) : `https://${region}.tts.speech.microsoft.com`;
}
