/**
 * xAI's Voice Agent API: OpenAI's realtime protocol with differences (docs.x.ai/docs/guides/voice/agent). Voice and
 * turn detection stand at the session's top, a turn detection of type `null` is manual, the transcription's language
 * is a hint, responses have no instructions of their own, and cutting an item is not
 * documented.
 */
import { bareLanguage, encodeTools, type RealtimeDialect } from '../openai/realtime-dialect.ts';

const FORMAT = { format: { type: 'audio/pcmu' } } as const;

export const xaiDialect: RealtimeDialect = {
  provider: 'xai',
  session(request) {
    const hint = bareLanguage(request.language) === undefined ? {} : { language_hint: request.language };
    return {
      instructions: request.instructions,
      ...(request.voice === null ? {} : { voice: request.voice }),
      turn_detection: { type: null },
      audio: { input: { ...FORMAT, transcription: hint }, output: FORMAT },
      ...encodeTools(request),
    };
  },
  sessionMark: {},
  response: { modalities: ['text', 'audio'] },
  responseInstructions: false,
  noteRole: 'user',
  truncates: false,
};
