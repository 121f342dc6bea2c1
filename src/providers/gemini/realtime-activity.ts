/**
 * The callee's turn as Gemini Live wants it: activityStart, audio, activityEnd. The start interrupts an answer in the
 * making, so speech that may yet be a mere "uh-huh" is held until it is confirmed or the answer is done. Pure.
 */
import { LINE_RATE, Resampler, type Pcm, type Samples } from '#audio';
import { pcmToBytes, toBase64 } from '../shared/realtime-translator.ts';

type Message = Record<string, unknown>;

/** "Input audio: raw 16-bit PCM, 16 kHz, little-endian". */
const INPUT_RATE = 16_000;
const MIME_TYPE = `audio/pcm;rate=${INPUT_RATE}`;
/** Held speech is kept so long, its oldest part dropped first. */
const MOST_HELD: Samples = LINE_RATE * 15;

export class LiveActivity {
  #state: 'none' | 'held' | 'open' = 'none';
  #held: Pcm[] = [];
  #heldSamples: Samples = 0;
  #resampler = new Resampler(LINE_RATE, INPUT_RATE);
  /** Something was said in it. */
  #spoken = false;

  get open(): boolean {
    return this.#state === 'open';
  }

  get held(): boolean {
    return this.#state === 'held';
  }

  get spoken(): boolean {
    return this.#spoken;
  }

  /** Speech began. @param hold an answer is in the making. */
  start(hold: boolean): Message[] {
    if (this.#state === 'open') return [];
    if (hold) {
      this.#state = 'held';
      return [];
    }
    return this.begin();
  }

  /** Opens it, with what was held. */
  begin(): Message[] {
    if (this.#state === 'open') return [];
    this.#state = 'open';
    this.#spoken = false;
    this.#resampler = new Resampler(LINE_RATE, INPUT_RATE);
    this.#heldSamples = 0;
    return [{ activityStart: {} }, ...this.#held.splice(0).flatMap((pcm) => this.hear(pcm))];
  }

  hear(pcm: Pcm): Message[] {
    if (this.#state === 'held') this.#hold(pcm);
    if (this.#state !== 'open') return [];
    this.#spoken = true;
    return [audio(this.#resampler.push(pcm))];
  }

  /** The turn is over, with what the resampler still had. */
  end(): Message[] {
    if (this.#state !== 'open') return [];
    this.#state = 'none';
    const rest = this.#resampler.end();
    return [...(rest.length > 0 && this.#spoken ? [audio(rest)] : []), { activityEnd: {} }];
  }

  #hold(pcm: Pcm): void {
    this.#held.push(pcm);
    this.#heldSamples += pcm.length;
    while (this.#heldSamples > MOST_HELD) this.#heldSamples -= this.#held.shift()!.length;
  }
}

function audio(pcm: Pcm): Message {
  return { audio: { data: toBase64(pcmToBytes(pcm)), mimeType: MIME_TYPE } };
}
