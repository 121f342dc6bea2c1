/** Speaks pieces of dialogues with the embedded voices; each text once a voice. */
import { createFliteTts } from '../../src/providers/index.ts';
import { silentLogger } from '../../src/kernel/index.ts';
import type { TtsModel } from '../../src/models/index.ts';

export type VoiceId = 'slt' | 'rms' | 'kal';

/** Quieter samples at the ends of a piece are no speech. */
const SILENCE = 300;

export class Voices {
  readonly #tts: TtsModel;
  readonly #spoken = new Map<string, Int16Array>();

  private constructor(tts: TtsModel) {
    this.#tts = tts;
  }

  static async open(threads: number): Promise<Voices> {
    return new Voices(await createFliteTts({ logger: silentLogger, threads }));
  }

  /** The sound of a text without silence before and after, 8 kHz. */
  async speak(voice: VoiceId, text: string): Promise<Int16Array> {
    const key = `${voice} ${text}`;
    const before = this.#spoken.get(key);
    if (before) return before;
    const chunks: Int16Array[] = [];
    const request = { text, voice, language: 'en', speed: 1 };
    for await (const { pcm } of this.#tts.speak(request, new AbortController().signal)) chunks.push(pcm);
    const pcm = Int16Array.from(chunks.flatMap((chunk) => [...chunk]));
    const sound = pcm.slice(Math.max(0, pcm.findIndex(loud)), pcm.findLastIndex(loud) + 1);
    this.#spoken.set(key, sound);
    return sound;
  }

  close(): Promise<void> {
    return this.#tts.close();
  }
}

function loud(sample: number): boolean {
  return Math.abs(sample) > SILENCE;
}
