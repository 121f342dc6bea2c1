/** What the journeys of "heard means heard" share: agents, utterances with the places of their words, and the count of errors. */
import assert from 'node:assert/strict';
import { utteranceOf, wordsHeard, type Utterance } from './heard-measure.ts';
import { spokenPieces } from './heard-words.ts';
import { allSpoken } from './recorded.ts';

/** Those whose words were measured. */
export const VOICES = ['slt', 'rms'];

/** Pieces of each text by each voice, as the embedded voice makes them. */
const audio = new Map<string, Int16Array>();
const key = (voice: string, text: string): string => `${voice} ${text}`;

/** Has the embedded voice speak every piece, before anything else is asked. */
export async function speakPieces(): Promise<void> {
  const clips = await allSpoken(spokenPieces);
  for (const [index, { voice, text }] of spokenPieces.entries()) audio.set(key(voice, text), clips[index]!);
}

/** The pieces that make up a text. */
export function utteranceBy(voice: string, text: string): Utterance {
  const parts: { text: string; pcm: Int16Array }[] = [];
  for (let rest = text; rest !== '';) {
    const piece = spokenPieces.find((it) => it.voice === voice && rest.startsWith(it.text))!;
    parts.push({ text: piece.text, pcm: audio.get(key(voice, piece.text))! });
    rest = rest.slice(piece.text.length).trimStart();
  }
  return utteranceOf(voice, parts);
}

/** An agent that says it and ends. */
export function sayerOf(text: string, voice: string) {
  return {
    voice: { id: voice },
    flow: {
      start: 'tell',
      nodes: [
        { id: 'tell', type: 'say' as const, text },
        { id: 'end', type: 'end' as const },
      ],
      edges: [{ from: 'tell', to: 'end' }],
    },
  };
}

/** How many words too many (or too few) the transcript has. */
export function errorOf(text: string, utterance: Utterance, recording: Int16Array, at: number): number {
  const said = text === '' ? [] : text.split(' ');
  assert.deepEqual(said, utterance.words.slice(0, said.length), 'the transcript is a beginning');
  return said.length - wordsHeard(utterance, recording, at, said.length);
}

/** How often each count came. */
export function distribution(errors: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const error of errors) counts[error] = (counts[error] ?? 0) + 1;
  return counts;
}

/** The audio of a piece; undefined when the voice never spoke it. */
export const pieceBy = (voice: string, text: string): Int16Array | undefined => audio.get(key(voice, text));
