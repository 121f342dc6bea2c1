/** One whole utterance by a streaming recogniser: open, write, finalize, gather the finals. */
import type { Pcm } from '#audio';
import type { Clock, Millis } from '#kernel';
import {
  matchGrammar,
  ModelError,
  type Recognition,
  type SttRequest,
  type SttStream,
  type SttStreamEvent,
} from '#models';

/** How long a vendor may think about a whole utterance once it has it, ms. */
export const UTTERANCE_MS: Millis = 5000;
/** Opening, thinking, and some more: nothing waits longer. */
const LONGEST_MS: Millis = 12_000;

/** A final segment as far as recognition needs it. */
export interface HeardSegment {
  readonly text: string;
  readonly confidence: number;
}

/**
 * What an open-vocabulary recogniser heard, against the request's grammar. Without a grammar all words are accepted;
 * with one, only words that it holds.
 */
export function recognition(segments: readonly HeardSegment[], request: SttRequest): Recognition {
  const text = segments
    .map((segment) => segment.text.trim())
    .filter((words) => words !== '')
    .join(' ');
  const confidence = segments.reduce((least, segment) => Math.min(least, segment.confidence), 1);
  if (text === '') return { text, value: null, confidence: 0, accepted: false };
  const value = request.grammar ? (matchGrammar(text, request.grammar)?.value ?? null) : null;
  return { text, value, confidence, accepted: !request.grammar || value !== null };
}

/**
 * @param open a stream whose `settled` counts from the open socket (`SttStreamOptions.settlesOnceOpen`).
 * @throws ModelError what the stream failed of, `aborted`, or `timeout`.
 */
export async function recognizeByStream(
  open: (on: (event: SttStreamEvent) => void) => SttStream,
  utterance: {
    readonly pcm: Pcm;
    readonly request: SttRequest;
    readonly signal: AbortSignal;
    readonly clock: Clock;
    readonly provider: string;
  },
): Promise<Recognition> {
  const { pcm, request, signal, clock, provider } = utterance;
  const broken = (fault: 'aborted' | 'timeout', message: string): ModelError =>
    new ModelError({ provider, fault, message });
  if (signal.aborted) throw broken('aborted', 'The recognition was aborted.');
  const segments: HeardSegment[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stream = open((event) => {
    if (event.type === 'final') segments.push(event);
    else if (event.type === 'settled') resolve();
    else if (event.type === 'failed') reject(event.error);
  });
  const onAbort = (): void => reject(broken('aborted', 'The recognition was aborted.'));
  signal.addEventListener('abort', onAbort, { once: true });
  const late = clock.after(LONGEST_MS, () =>
    reject(broken('timeout', `${provider} did not recognise the utterance in time.`)),
  );
  try {
    stream.write(pcm);
    stream.finalize();
    await promise;
  } finally {
    late.cancel();
    signal.removeEventListener('abort', onAbort);
    stream.close();
  }
  return recognition(segments, request);
}
