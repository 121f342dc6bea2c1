/** Plays one scripted answer piece by piece, so that it can be cancelled, stalled or broken in its middle. */
import { audioOf, wordsOf, type RealtimeReply } from './script.ts';

export interface PlaybackSteps {
  word(text: string): void;
  /** 8 kHz. */
  audio(pcm: Int16Array): void;
  /** The fault of the script is due. */
  fault(): void;
  /** Everything was played. */
  done(): void;
}

const PIECE_SAMPLES = 800;

export class Playback {
  #stopped = false;

  /** Words go ahead of their audio. @param paceMs between two pieces of audio */
  constructor(reply: RealtimeReply, paceMs: number, steps: PlaybackSteps) {
    const pcm = audioOf(reply);
    const words = wordsOf(reply.text ?? '');
    const pieces = Array.from({ length: Math.ceil(pcm.length / PIECE_SAMPLES) }, (_, index) =>
      pcm.subarray(index * PIECE_SAMPLES, (index + 1) * PIECE_SAMPLES),
    );
    const total = words.length;
    const middle = Math.ceil(pieces.length / 2);
    let at = 0;
    const next = (): void => {
      if (this.#stopped) return;
      if (at === middle && reply.fault) return steps.fault();
      if (at === middle && reply.stalls) return;
      const piece = pieces[at++];
      if (!piece) return steps.done();
      // Two pieces ahead of what is heard.
      const until = Math.ceil((Math.min(at + 2, pieces.length) / pieces.length) * total);
      for (const word of words.splice(0, Math.max(0, until - (total - words.length)))) steps.word(word);
      steps.audio(piece);
      later(next);
    };
    const later = (step: () => void): void =>
      void (paceMs === 0 ? setImmediate(step) : setTimeout(step, paceMs));
    later(next);
  }

  stop(): void {
    this.#stopped = true;
  }
}
