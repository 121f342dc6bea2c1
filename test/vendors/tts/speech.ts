/** What the servers say: a tone a word, 60 ms a character, so that a test can measure it; or a voice of the test's. */

/** Makes speech of a text. @param rate samples a second */
export type ServerVoice = (text: string, rate: number) => Int16Array;

/** A character with its place in the speech, ms. */
export interface TimedCharacter {
  readonly char: string;
  readonly startMs: number;
  readonly ms: number;
}

export interface Speech {
  readonly pcm: Int16Array;
  readonly characters: readonly TimedCharacter[];
  readonly words: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
}

export const CHARACTER_MS = 60;
const AMPLITUDE = 8000;

/** @param speed shortens every character; a test's own voice is not changed by it */
export function speechOf(text: string, rate: number, speed = 1, voice?: ServerVoice): Speech {
  const letters = [...text];
  const pcm = voice?.(text, rate);
  const ms = pcm ? (pcm.length * 1000) / rate / Math.max(letters.length, 1) : CHARACTER_MS / speed;
  const characters = letters.map((char, i) => ({ char, startMs: i * ms, ms }));
  const words: { text: string; startMs: number; endMs: number }[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    const first = [...text.slice(0, match.index)].length;
    const last = first + [...match[0]].length;
    words.push({ text: match[0], startMs: first * ms, endMs: last * ms });
  }
  return { pcm: pcm ?? tones(words, letters.length * ms, rate), characters, words };
}

function tones(words: Speech['words'], ms: number, rate: number): Int16Array {
  const pcm = new Int16Array(Math.round((ms * rate) / 1000));
  for (const { text, startMs, endMs } of words) {
    const hertz = pitchOf(text);
    const [first, last] = [Math.round((startMs * rate) / 1000), Math.round((endMs * rate) / 1000)];
    for (let n = first; n < last; n++)
      pcm[n] = Math.round(AMPLITUDE * Math.sin((2 * Math.PI * hertz * (n - first)) / rate));
  }
  return pcm;
}

/** Another tone for another word, 300 to 2,300 Hz. */
function pitchOf(word: string): number {
  let hash = 7;
  for (const char of word.toLowerCase()) hash = (hash * 31 + char.codePointAt(0)!) % 9973;
  return 300 + (hash % 201) * 10;
}

/** Samples as little-endian bytes. */
export function bytesOf(pcm: Int16Array): Buffer {
  const bytes = Buffer.alloc(pcm.length * 2);
  pcm.forEach((sample, n) => bytes.writeInt16LE(sample, n * 2));
  return bytes;
}
