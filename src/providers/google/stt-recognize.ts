/** Google Cloud Speech-to-Text, streaming by gRPC, as our stream. Pure. */
import { LINE_RATE, wavBytes, type Pcm, type Samples } from '#audio';
import { ModelError, type ModelFault, type SttRequest } from '#models';
import { secondsToSamples } from '../shared/stt-core.ts';
import { GRPC_END, type GrpcEnd } from '../shared/stt-grpc.ts';
import { locale } from '../shared/stt-language.ts';
import { likelyWords } from '../shared/stt-model.ts';
import type { SttAction, SttTranslator } from '../shared/stt-translator.ts';
import { SttTurns } from '../shared/stt-turns.ts';
import { toldError } from '../shared/vendor-faults.ts';
import { printProto, ProtoMessage, type ProtoValue } from './stt-protobuf.ts';

export const GOOGLE = 'google';
const LINEAR16 = 1;
const MOST_PHRASES = 500;
/** A stream ends after 305 s (https://cloud.google.com/speech-to-text/quotas); ours is divided before. */
const LONGEST_TURN: Samples = 240 * LINE_RATE;

/**
 * The first message of a stream: `StreamingRecognizeRequest.streaming_config`. Fields:
 * https://github.com/googleapis/googleapis/blob/master/google/cloud/speech/v1/cloud_speech.proto
 */
export function streamingConfig(request: SttRequest, model: string | null): Uint8Array {
  const phrases = likelyWords(request, MOST_PHRASES).map((phrase): [number, ProtoValue] => [1, phrase]);
  const config: [number, ProtoValue][] = [
    [1, LINEAR16],
    [2, LINE_RATE],
    [3, locale(request.language)],
    ...(phrases.length === 0 ? [] : [[6, printProto(phrases)] as [number, ProtoValue]]),
    // enable_word_time_offsets, enable_automatic_punctuation
    [8, true],
    [11, true],
    ...(model === null ? [] : [[13, model] as [number, ProtoValue]]),
  ];
  // config, interim_results
  return printProto([
    [
      1,
      printProto([
        [1, printProto(config)],
        [3, true],
      ]),
    ],
  ]);
}

/**
 * `StreamingRecognize`: settings, then audio; the end of our half asks for the finals, the end of theirs settles.
 * The next audio begins another call on the same connection. Pages:
 * https://cloud.google.com/speech-to-text/docs/reference/rpc/google.cloud.speech.v1,
 * https://cloud.google.com/speech-to-text/docs/streaming-recognize
 */
export class RecognizeTranslator implements SttTranslator {
  readonly #turns: SttTurns;

  constructor(request: SttRequest, model: string | null) {
    this.#turns = new SttTurns(
      {
        begin: () => [{ type: 'send', message: streamingConfig(request, model) }],
        audio: (pcm) => [{ type: 'send', message: printProto([[2, wavBytes(pcm)]]) }],
        end: () => [{ type: 'send', message: GRPC_END }],
      },
      LONGEST_TURN,
    );
  }

  opened(): SttAction[] {
    return [];
  }

  audio(pcm: Pcm): SttAction[] {
    return this.#turns.audio(pcm);
  }

  finalize(): SttAction[] {
    return this.#turns.finalize();
  }

  decode(message: string | Uint8Array): SttAction[] {
    if (typeof message === 'string') return this.#ended(JSON.parse(message) as GrpcEnd);
    const response = new ProtoMessage(message);
    const [status] = response.messages(1);
    if (status && status.number(1) !== 0)
      return this.#ended({ status: status.number(1), message: status.text(2) });
    const actions: SttAction[] = [];
    let partial = '';
    for (const result of response.messages(2)) {
      const [best] = result.messages(1);
      if (!best) continue;
      if (result.number(2) === 1) actions.push(this.#final(best, result));
      else partial += best.text(1);
    }
    return partial.trim() === '' ? actions : [...actions, { type: 'partial', text: partial.trim() }];
  }

  #final(best: ProtoMessage, result: ProtoMessage): SttAction {
    const words = best.messages(3);
    const { from } = this.#turns;
    const [start] = words[0]?.messages(1) ?? [];
    const end = words.at(-1)?.messages(2)[0] ?? result.messages(4)[0];
    return {
      type: 'final',
      text: best.text(1).trim(),
      // 0 stands for "not told".
      confidence: best.number(2) > 0 ? Math.min(1, best.number(2)) : 1,
      // A word at the very start has a duration of no fields.
      ...(words.length === 0 ? {} : { start: from + (start ? samplesOf(start) : 0) }),
      ...(end ? { end: from + samplesOf(end) } : {}),
    };
  }

  #ended(end: GrpcEnd): SttAction[] {
    // 11, OUT_OF_RANGE: the stream was too long, or had no audio for a while; the next audio begins another.
    if (end.status === 0 || end.status === 11) return this.#turns.ended();
    return [{ type: 'failed', error: errorOf(end) }];
  }
}

/** A `google.protobuf.Duration`: seconds and nanoseconds. */
function samplesOf(duration: ProtoMessage): Samples {
  const samples = secondsToSamples(duration.number(1) + duration.number(2) / 1e9);
  if (!Number.isFinite(samples)) throw new RangeError('a duration that is no number');
  return samples;
}

/** Codes of https://grpc.io/docs/guides/status-codes; others are judged by their words. */
const FAULTS: Readonly<Record<number, ModelFault>> = {
  4: 'timeout',
  5: 'bad-request',
  7: 'auth',
  12: 'bad-request',
  13: 'unavailable',
  14: 'unavailable',
  16: 'auth',
};

export function errorOf({ status, message }: GrpcEnd): ModelError {
  const told = toldError(GOOGLE, `status ${status}`, message);
  const fallback = status === 8 ? 'rate-limit' : status === 3 ? 'bad-request' : told.fault;
  // A wrong key is an "invalid argument", an empty account an "exhausted resource": there the words decide.
  const fault =
    FAULTS[status] ??
    (told.fault === 'auth' || (status === 8 && /billing/i.test(message)) ? told.fault : fallback);
  return new ModelError({ provider: GOOGLE, fault, message: told.message });
}
