/** The first message of a Live session (ai.google.dev/api/live, "BidiGenerateContentSetup"). Pure. */
import type { RealtimeRequest } from '#models';
import { declareFunction } from './encode.ts';

/**
 * Our detector decides the turns, so theirs is off; tools block, as our order of result and answer needs; a window
 * that slides lets a call last longer than the 15 minutes of audio that fit.
 */
export function encodeSetup(request: RealtimeRequest, model: string): Record<string, unknown> {
  const voice = request.voice;
  return {
    model: model.startsWith('models/') ? model : `models/${model}`,
    generationConfig: {
      responseModalities: ['AUDIO'],
      ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
      ...(voice === null
        ? {}
        : { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: voice } } } }),
    },
    systemInstruction: { parts: [{ text: withLanguage(request.instructions, request.language) }] },
    ...(request.tools.length === 0
      ? {}
      : {
          tools: [
            {
              functionDeclarations: request.tools.map((tool) => ({
                ...declareFunction(tool),
                behavior: 'BLOCKING',
              })),
            },
          ],
        }),
    realtimeInputConfig: {
      automaticActivityDetection: { disabled: true },
      activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
      turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
    },
    contextWindowCompression: { slidingWindow: {} },
    inputAudioTranscription: {},
    outputAudioTranscription: {},
  };
}

/** "Native audio models choose the language themselves": it can only be told in words. */
export function withLanguage(instructions: string, language: string): string {
  return language === '*' ? instructions : `${instructions}\n\nThe language of this call is ${language}.`;
}
