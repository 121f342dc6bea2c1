/** ElevenLabs' Scribe, realtime, as our stream. Pure. */
import { LINE_RATE, wavBytes } from '#audio';
import { ModelError, type ModelFault, type SttRequest } from '#models';
import { sttQuery } from '../shared/stt-endpoint.ts';
import { parseFields } from '../shared/stt-json.ts';
import { textOf } from '../shared/json-value.ts';
import { bareLanguage } from '../shared/stt-language.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { toldError } from '../shared/vendor-faults.ts';

export const ELEVENLABS = 'elevenlabs';
/** Bounds of the realtime model: terms, and characters and words of each. */
const KEYTERMS = { most: 50, longest: 20, words: 5 };

/**
 * Faults that their kind tells better than their words. The kinds:
 * https://elevenlabs.io/docs/eleven-api/guides/how-to/speech-to-text/realtime/event-reference
 */
const FAULTS: Readonly<Record<string, ModelFault>> = {
  auth_error: 'auth',
  quota_exceeded: 'quota',
  rate_limited: 'rate-limit',
  queue_overflow: 'rate-limit',
  resource_exhausted: 'rate-limit',
  input_error: 'bad-request',
  chunk_size_exceeded: 'bad-request',
  unaccepted_terms: 'bad-request',
  unaccepted_terms_error: 'bad-request',
  transcriber_error: 'unavailable',
  session_time_limit_exceeded: 'unavailable',
  insufficient_audio_activity: 'timeout',
};

/** Query of `/v1/speech-to-text/realtime`: https://elevenlabs.io/docs/api-reference/speech-to-text/v-1-speech-to-text-realtime */
export function scribeQuery(request: SttRequest, model: string): string {
  const words = likelyWords(request, Infinity).filter(
    (word) => word.length <= KEYTERMS.longest && word.split(/\s+/).length <= KEYTERMS.words,
  );
  return sttQuery({
    model_id: model,
    audio_format: `pcm_${LINE_RATE}`,
    language_code: bareLanguage(request.language),
    commit_strategy: 'manual',
    keyterms: words.slice(0, KEYTERMS.most),
  });
}

/**
 * `input_audio_chunk` with or without `commit`; `partial_transcript` and `committed_transcript`. Page:
 * https://elevenlabs.io/docs/eleven-api/guides/how-to/speech-to-text/realtime/transcripts-and-commit-strategies
 */
export class ScribeTranslator implements SttTranslator {
  opened(): SttAction[] {
    return [];
  }

  audio(pcm: Int16Array): SttAction[] {
    return [chunk(Buffer.from(wavBytes(pcm)).toString('base64'), false)];
  }

  finalize(): SttAction[] {
    return [chunk('', true)];
  }

  decode(message: string | Uint8Array): SttAction[] {
    const said = parseFields(message);
    const kind = textOf(said['message_type']);
    const text = textOf(said['text']).trim();
    if (kind === 'partial_transcript') return text === '' ? [] : [{ type: 'partial', text }];
    if (kind === 'committed_transcript') return [{ type: 'final', text, confidence: 1 }, { type: 'settled' }];
    // Nothing, or too little, was there to commit; the audio stays and is part of the next segment.
    if (kind === 'commit_throttled') return [{ type: 'settled' }];
    if (!Object.hasOwn(FAULTS, kind) && !kind.endsWith('error')) return [];
    return [{ type: 'failed', error: errorOf(kind, textOf(said['error'] ?? said['message'])) }];
  }
}

function chunk(audio: string, commit: boolean): SttAction {
  const message = {
    message_type: 'input_audio_chunk',
    audio_base_64: audio,
    commit,
    sample_rate: LINE_RATE,
  };
  return { type: 'send', message: JSON.stringify(message) };
}

function errorOf(kind: string, words: string): ModelError {
  const fault = FAULTS[kind];
  const error = toldError(ELEVENLABS, kind, words);
  return fault === undefined
    ? error
    : new ModelError({ provider: ELEVENLABS, fault, message: error.message });
}
