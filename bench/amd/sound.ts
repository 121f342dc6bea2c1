/** An answer as the callee's side of a G.711 line, with the time of each word. */
import {
  gain,
  sines,
  specialInformationTone,
  tone,
  toneSpecs,
  type LineTone,
} from '../../src/audio/index.ts';
import { throughLine } from '../../fixtures/speech/line.ts';
import { speakWith, type TestVoice } from '../../fixtures/speech/voices.ts';
import type { Random } from '../../src/kernel/index.ts';
import { misheard, type HeardWord } from '../dialogues/recogniser-errors.ts';
import type { VoiceId, Voices } from '../dialogues/voice.ts';
import type { Answer, Piece, Variant } from './case.ts';

/** So much of the line is heard. */
const LENGTH_MS = 20_000;
const TONE_MS: Partial<Record<LineTone, number>> = { 'fax-ced': 3200, sit: 1000 };

export interface Sound {
  readonly pcm: Int16Array;
  readonly words: readonly (HeardWord & { readonly end: number })[];
}

export async function soundOf(
  { pieces }: Answer,
  { voice, level, noise }: Variant,
  voices: Voices,
  vocabulary: readonly string[],
  random: Random,
): Promise<Sound> {
  const pcm = new Int16Array(LENGTH_MS * 8);
  const words: (HeardWord & { end: number })[] = [];
  let at = 0;
  for (const piece of pieces) {
    const part = await partOf(piece, voice, voices);
    pcm.set(part.subarray(0, Math.max(0, pcm.length - at)), at);
    if (typeof piece === 'string') words.push(...timed(piece, at, part.length, vocabulary, random));
    at += part.length;
  }
  return { pcm: throughLine(pcm, { level, noise, pauseMs: 0 }), words };
}

async function partOf(piece: Piece, voice: string, voices: Voices): Promise<Int16Array> {
  if (typeof piece === 'number') return new Int16Array(piece * 8);
  if (typeof piece === 'string')
    return voice.startsWith('espeak')
      ? trimmed(speakWith(voice as TestVoice, piece))
      : voices.speak(voice as VoiceId, piece);
  if ('beep' in piece) return gain(sines(piece.beep, 0, piece.ms * 8), -4);
  if (piece.tone === 'sit') return specialInformationTone(TONE_MS.sit);
  return tone(toneSpecs[piece.tone], TONE_MS[piece.tone] ?? LENGTH_MS);
}

const loud = (sample: number): boolean => Math.abs(sample) > 300;

function trimmed(pcm: Int16Array): Int16Array {
  return pcm.slice(Math.max(0, pcm.findIndex(loud)), pcm.findLastIndex(loud) + 1);
}

/** A word takes its share of the letters. */
function timed(
  text: string,
  at: number,
  length: number,
  vocabulary: readonly string[],
  random: Random,
): (HeardWord & { end: number })[] {
  const words = text.split(/\s+/).map((word) => word.replace(/[.,?!]/g, ''));
  const whole = words.reduce((sum, word) => sum + word.length + 2, 0);
  let passed = 0;
  return words.map((word) => {
    passed += word.length + 2;
    return {
      ...misheard(word.toLowerCase(), vocabulary, random),
      end: at + Math.round((length * passed) / whole),
    };
  });
}
