/** Every answer, by several voices on several lines, with and without words. */
import { spawnSync } from 'node:child_process';
import { seededRandom } from '../../src/kernel/index.ts';
import { createFvadFactory } from '../../src/providers/index.ts';
import { hash } from '../dialogues/dialogue.ts';
import { Voices } from '../dialogues/voice.ts';
import { isHeldOut, type Answer, type Variant } from './case.ts';
import { machines } from './machines.ts';
import { people } from './people.ts';
import { play, type Played } from './play.ts';
import { soundOf } from './sound.ts';

const FLITE = ['slt', 'rms', 'kal'];
const ESPEAK = ['espeak-en-us', 'espeak-en-gb', 'espeak-en-us+f2', 'espeak-en-us+m3'];
const LINES: readonly Omit<Variant, 'voice'>[] = [
  { level: -20, noise: -65 },
  { level: -30, noise: -62 },
  { level: -18, noise: -42 },
  { level: -12, noise: -70 },
];

export const answers: readonly Answer[] = [...people, ...machines];

export interface Result extends Played {
  readonly answer: Answer;
  readonly variant: Variant;
  readonly words: boolean;
  readonly heldOut: boolean;
}

/**
 * @param perAnswer voices and lines for each answer; which ones follows from its name
 * @param speakers embedded voices, and those of espeak-ng where it is installed
 */
export async function runAnswers(
  some: readonly Answer[],
  perAnswer: number,
  words: boolean,
  speakers: readonly string[] = hasEspeak() ? [...FLITE, ...ESPEAK] : FLITE,
): Promise<Result[]> {
  const voices = await Voices.open(1);
  const vads = await createFvadFactory();
  const vocabulary = vocabularyOf(answers);
  const results: Result[] = [];
  for (const answer of some)
    for (const variant of variantsOf(answer, perAnswer, speakers)) {
      const random = seededRandom(hash(`${answer.name} ${variant.voice}`));
      const sound = await soundOf(answer, variant, voices, vocabulary, random);
      const played = await play(sound, words, vads);
      results.push({ ...played, answer, variant, words, heldOut: isHeldOut(answer) });
    }
  await voices.close();
  return results;
}

function variantsOf({ name }: Answer, count: number, voices: readonly string[]): Variant[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = hash(`${name} ${index}`);
    return { voice: voices[seed % voices.length]!, ...LINES[(seed >>> 8) % LINES.length]! };
  });
}

/** Its voices are used where it is installed. */
let installed: boolean | undefined;
function hasEspeak(): boolean {
  return (installed ??= spawnSync('espeak-ng', ['--version']).status === 0);
}

function vocabularyOf(some: readonly Answer[]): string[] {
  const texts = some.flatMap(({ pieces }) => pieces.filter((piece) => typeof piece === 'string'));
  const words = texts.flatMap((text) => text.toLowerCase().split(/\s+/));
  return [...new Set(words.map((word) => word.replace(/[.,?!]/g, '')))];
}
