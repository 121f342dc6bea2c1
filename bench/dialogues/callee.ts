/** A callee's side of one exchange as sound, with the time of each word. */
import { throughLine } from '../../fixtures/speech/line.ts';
import { randomUnit, type Random } from '../../src/kernel/index.ts';
import { mix } from './mix.ts';
import type { Dialogue, Piece } from './dialogue.ts';
import { misheard, type HeardWord } from './recogniser-errors.ts';
import { babble, sound } from './sounds.ts';
import type { VoiceId, Voices } from './voice.ts';

/** Line noise before the first and after the last piece, ms. */
const LEAD_MS = 100;
/** The scripted pauses are as long as written, times 0.8 to 1.25. */
const [SHORTEST, LONGEST] = [0.8, 1.25];
const BABBLE_TAIL_MS = 1500;

export interface Said {
  readonly pcm: Int16Array;
  /** Samples from the beginning of `pcm`. */
  readonly start: number;
  /** After the last word. */
  readonly end: number;
  readonly words: readonly (HeardWord & { readonly end: number })[];
}

export interface SpeakerOptions {
  readonly voices: Voices;
  readonly voice: VoiceId;
  readonly random: Random;
  readonly vocabulary: readonly string[];
}

export async function sayPieces(
  pieces: readonly Piece[],
  dialogue: Dialogue,
  { voices, voice, random, vocabulary }: SpeakerOptions,
): Promise<Said> {
  const parts: Int16Array[] = [];
  const words: (HeardWord & { end: number })[] = [];
  let at = 0;
  let end = 0;
  for (const piece of pieces) {
    const pcm = await soundOf(piece, voices, voice, random);
    parts.push(pcm);
    if (typeof piece === 'string') {
      words.push(
        ...timed(piece, at, pcm.length).map((it) => ({ ...it, ...misheard(it.word, vocabulary, random) })),
      );
      end = at + pcm.length;
    }
    at += pcm.length;
  }
  if (dialogue.babble !== undefined) parts.push(new Int16Array(BABBLE_TAIL_MS * 8));
  const clean = throughLine(joined(parts), { level: dialogue.level ?? -20, noise: -62, pauseMs: LEAD_MS });
  const lead = LEAD_MS * 8;
  const pcm = dialogue.babble === undefined ? clean : await withBabble(clean, dialogue.babble, voices);
  return {
    pcm,
    start: lead,
    end: end + lead,
    words: words.map((word) => ({ ...word, end: word.end + lead })),
  };
}

async function soundOf(piece: Piece, voices: Voices, voice: VoiceId, random: Random): Promise<Int16Array> {
  if (typeof piece === 'string') return voices.speak(voice, piece);
  if (typeof piece !== 'number') return sound(piece.sound, piece.ms, random);
  const factor = SHORTEST + (LONGEST - SHORTEST) * randomUnit(random);
  return new Int16Array(Math.round(piece * factor) * 8);
}

/** A voice gives no times: a word takes its share of the letters, and two more for its beginning and end. */
function timed(text: string, at: number, length: number): { word: string; end: number }[] {
  const words = text.split(/\s+/).map((word) => word.replace(/[.,?!¿¡]/g, ''));
  const whole = words.reduce((sum, word) => sum + weight(word), 0);
  let passed = 0;
  return words.map((word) => {
    passed += weight(word);
    return { word: word.toLowerCase(), end: at + Math.round((length * passed) / whole) };
  });
}

function weight(word: string): number {
  return word.length + 2;
}

async function withBabble(pcm: Int16Array, level: number, voices: Voices): Promise<Int16Array> {
  const crowd = await Promise.all([
    voices.speak('kal', 'The other day we went to the market to see what they had for the weekend.'),
    voices.speak('rms', 'No, I have told her about it twice, but she never listens to anybody.'),
    voices.speak('slt', 'Then he said that the train was late again, and of course nobody knew why.'),
  ]);
  return mix(pcm, babble(crowd, pcm.length, level));
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const pcm = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    pcm.set(part, at);
    at += part.length;
  }
  return pcm;
}
