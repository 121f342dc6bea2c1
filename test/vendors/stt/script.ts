/** What a vendor's server hears: scripted utterances, the words at their times; times count from the first loud sample. */

export interface ScriptedWord {
  readonly text: string;
  /** ms from the first loud sample of the utterance. */
  readonly start: number;
  readonly end: number;
}

export interface SttScript {
  /** The n-th utterance with sound in it, over all connections, is heard as the n-th of these; later ones as nothing. */
  readonly utterances: readonly (readonly ScriptedWord[])[];
  /** Sound between two partials, ms. Default 250. */
  readonly partialEveryMs?: number;
  /** From a finalize to its answer, ms of real time. Default 0. */
  readonly answerMs?: number;
}

/** A text as words of equal length, without pauses. */
export function words(text: string, eachMs = 300): ScriptedWord[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word, i) => ({ text: word, start: i * eachMs, end: (i + 1) * eachMs }));
}

/** What was understood, with times in ms from the first sample of the connection. */
export interface Heard {
  readonly text: string;
  readonly words: readonly ScriptedWord[];
  /** Audio of this utterance, ms from the first sample of the connection. */
  readonly from: number;
  readonly until: number;
}

/** Anything quieter is a pause. */
const LOUD = 300;
const SAMPLES_PER_MS = 8;

/** Which utterance is next; one for a server. */
export interface Turns {
  next: number;
}

/** One connection's ear. */
export class ScriptedEar {
  readonly #script: SttScript;
  readonly #turns: Turns;
  /** All in samples. */
  #position = 0;
  #begin = 0;
  #loudAt: number | null = null;
  #partials = 0;

  constructor(script: SttScript, turns: Turns) {
    this.#script = script;
    this.#turns = turns;
  }

  /** ms of audio so far. */
  get heardMs(): number {
    return this.#position / SAMPLES_PER_MS;
  }

  /** Whether there was sound since the last `finish`. */
  get isSpeaking(): boolean {
    return this.#loudAt !== null;
  }

  /** @returns what a partial says now, or `null` when none is due. */
  hear(pcm: Int16Array): Heard | null {
    if (this.#loudAt === null) {
      const loud = pcm.findIndex((sample) => Math.abs(sample) > LOUD);
      if (loud >= 0) this.#loudAt = this.#position + loud;
    }
    this.#position += pcm.length;
    if (this.#loudAt === null) return null;
    const soundMs = (this.#position - this.#loudAt) / SAMPLES_PER_MS;
    const due = Math.floor(soundMs / (this.#script.partialEveryMs ?? 250));
    if (due <= this.#partials) return null;
    this.#partials = due;
    return this.#heard((word) => word.start < soundMs);
  }

  /** The whole utterance; the next one begins. */
  finish(): Heard {
    const heard = this.#heard(() => true);
    if (this.#loudAt !== null) this.#turns.next++;
    this.#begin = this.#position;
    this.#loudAt = null;
    this.#partials = 0;
    return heard;
  }

  #heard(isIn: (word: ScriptedWord) => boolean): Heard {
    const loudMs = (this.#loudAt ?? this.#begin) / SAMPLES_PER_MS;
    const spoken = this.#loudAt === null ? [] : (this.#script.utterances[this.#turns.next] ?? []);
    const heard = spoken
      .filter(isIn)
      .map(({ text, start, end }) => ({ text, start: loudMs + start, end: loudMs + end }));
    return {
      text: heard.map((word) => word.text).join(' '),
      words: heard,
      from: this.#begin / SAMPLES_PER_MS,
      until: this.heardMs,
    };
  }
}

/** Little-endian 16-bit samples. */
export function linear16(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int16Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => view.getInt16(i * 2, true));
}
