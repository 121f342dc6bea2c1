/** OpenAI's realtime protocol as its own service and others speak it: what differs, as data. */
import type { RealtimeRequest } from '#models';

export interface RealtimeDialect {
  readonly provider: string;
  /** The first `session` of `session.update`. */
  session(request: RealtimeRequest): Record<string, unknown>;
  /** Goes into every later `session` beside what changes. */
  readonly sessionMark: Readonly<Record<string, unknown>>;
  /** `response` of `response.create` before anything is added to it. */
  readonly response: Readonly<Record<string, unknown>>;
  /** `response.create` takes instructions of its own; where not, they go before it as an item. */
  readonly responseInstructions: boolean;
  /** Who says what the session should know. */
  readonly noteRole: 'system' | 'user';
  /** Has `conversation.item.truncate`. */
  readonly truncates: boolean;
}

/** Tools, the same everywhere. */
export function encodeTools(request: RealtimeRequest): Record<string, unknown> {
  return { tools: request.tools.map((tool) => ({ type: 'function', ...tool })) };
}

/** The language without its region, as transcription takes it; nothing for `*`. */
export function bareLanguage(language: string): string | undefined {
  return /^[a-z]{2,3}(?=$|-)/i.exec(language)?.[0].toLowerCase();
}

/**
 * The service itself, general availability (developers.openai.com/api/reference/resources/realtime/client-events).
 * G.711 both ways, so that nothing is resampled; its own turn detection is off; its temperature is not settable.
 */
export const openAiDialect: RealtimeDialect = {
  provider: 'openai',
  session(request) {
    const language = bareLanguage(request.language);
    return {
      type: 'realtime',
      output_modalities: ['audio'],
      instructions: request.instructions,
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          turn_detection: null,
          transcription: { model: 'gpt-4o-mini-transcribe', ...(language ? { language } : {}) },
        },
        output: {
          format: { type: 'audio/pcmu' },
          ...(request.voice === null ? {} : { voice: request.voice }),
        },
      },
      ...encodeTools(request),
    };
  },
  sessionMark: { type: 'realtime' },
  response: {},
  responseInstructions: true,
  noteRole: 'system',
  truncates: true,
};
