/** OpenAI's realtime transcription sessions as our stream. Pure. */
import { muLaw } from '#audio';
import type { SttRequest } from '#models';
import { parseFields } from '../shared/stt-json.ts';
import { recordOf, textOf } from '../shared/json-value.ts';
import { bareLanguage } from '../shared/stt-language.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { toldError } from '../shared/vendor-faults.ts';

export const OPENAI = 'openai';
const MOST_KEYWORDS = 100;
/** A commit of nothing, or of less than 100 ms: there were no words in it. */
const NOTHING_COMMITTED = 'input_audio_buffer_commit_empty';

/**
 * The session's settings: mu-law at 8 kHz as the line has it, no turn detection of theirs. Which hints a model takes:
 * https://developers.openai.com/api/reference/resources/realtime (AudioTranscription).
 */
export function sessionUpdate(request: SttRequest, model: string): string {
  const language = bareLanguage(request.language);
  const words = likelyWords(request, MOST_KEYWORDS);
  const newer = /^gpt-(live-)?transcribe/.test(model);
  const prompted = !newer && !/whisper/.test(model);
  return JSON.stringify({
    type: 'session.update',
    session: {
      type: 'transcription',
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          transcription: {
            model,
            ...(newer ? { languages: [language] } : { language }),
            ...(newer && words.length > 0 ? { keywords: words } : {}),
            ...(prompted && words.length > 0 ? { prompt: `Expect these words: ${words.join(', ')}` } : {}),
          },
          turn_detection: null,
        },
      },
    },
  });
}

/**
 * `input_audio_buffer.append` and `.commit`; `conversation.item.input_audio_transcription.delta`, `.completed` and
 * `.failed`. Page: https://developers.openai.com/api/docs/guides/realtime-transcription
 */
export class TranscriptionTranslator implements SttTranslator {
  readonly #request: SttRequest;
  readonly #model: string;
  /** The words of items in progress, by item id. */
  readonly #partials = new Map<string, string>();

  constructor(request: SttRequest, model: string) {
    this.#request = request;
    this.#model = model;
  }

  opened(): SttAction[] {
    return [{ type: 'send', message: sessionUpdate(this.#request, this.#model) }];
  }

  audio(pcm: Int16Array): SttAction[] {
    const bytes = new Uint8Array(pcm.length);
    muLaw.encode(pcm, bytes);
    const audio = Buffer.from(bytes).toString('base64');
    return [{ type: 'send', message: JSON.stringify({ type: 'input_audio_buffer.append', audio }) }];
  }

  finalize(): SttAction[] {
    return [{ type: 'send', message: JSON.stringify({ type: 'input_audio_buffer.commit' }) }];
  }

  decode(message: string | Uint8Array): SttAction[] {
    const said = parseFields(message);
    const item = textOf(said['item_id']);
    switch (said['type']) {
      case 'conversation.item.input_audio_transcription.delta': {
        const text = (this.#partials.get(item) ?? '') + textOf(said['delta']);
        this.#partials.set(item, text);
        return text.trim() === '' ? [] : [{ type: 'partial', text: text.trim() }];
      }
      case 'conversation.item.input_audio_transcription.completed':
        this.#partials.delete(item);
        return [
          { type: 'final', text: textOf(said['transcript']).trim(), confidence: 1 },
          { type: 'settled' },
        ];
      case 'conversation.item.input_audio_transcription.failed':
      case 'error': {
        const error = recordOf(said['error']);
        const code = textOf(error['code']) || textOf(error['type']);
        if (code === NOTHING_COMMITTED) return [{ type: 'settled' }];
        return [{ type: 'failed', error: toldError(OPENAI, code, textOf(error['message'])) }];
      }
      default:
        return [];
    }
  }
}
