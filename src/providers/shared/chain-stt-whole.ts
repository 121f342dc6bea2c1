/** A recogniser of whole utterances behind the door of a stream: what was written is recognised at `finalize`. */
import type { Pcm } from '#audio';
import type { SttModel, SttRequest, SttStream, SttStreamEvent } from '#models';
import { asModelError } from './chain-breakers.ts';
import { MOST_KEPT } from './chain-stt-replay.ts';

export function streamOfWhole(
  model: SttModel,
  request: SttRequest,
  on: (event: SttStreamEvent) => void,
): SttStream {
  const abort = new AbortController();
  let pieces: Pcm[] = [];
  let from = 0;
  let written = 0;
  let turn = Promise.resolve();

  async function recognise(pcm: Pcm, start: number): Promise<void> {
    if (abort.signal.aborted) return;
    try {
      const { text, confidence } = await model.recognize(pcm, request, abort.signal);
      if (abort.signal.aborted) return;
      if (text !== '') on({ type: 'final', text, confidence, start, end: start + pcm.length });
      on({ type: 'settled' });
    } catch (thrown) {
      if (abort.signal.aborted) return;
      abort.abort();
      on({ type: 'failed', error: asModelError(thrown, model.provider) });
    }
  }

  return {
    write(pcm) {
      if (abort.signal.aborted) return;
      pieces.push(pcm.slice());
      written += pcm.length;
      for (let first = pieces[0]; first && written - from > MOST_KEPT; first = pieces[0]) {
        pieces.shift();
        from += first.length;
      }
    },
    finalize() {
      const pcm = joined(pieces, written - from);
      const start = from;
      pieces = [];
      from = written;
      turn = turn.then(() => recognise(pcm, start));
    },
    close: () => abort.abort(),
  };
}

function joined(pieces: readonly Pcm[], length: number): Pcm {
  const whole = new Int16Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
