/** Every dialogue of the bench. */
import { dictated } from './dictated.ts';
import type { Dialogue } from './dialogue.ts';
import { noises } from './noises.ts';
import { ordinary } from './ordinary.ts';
import { pauses } from './pauses.ts';
import { quick } from './quick.ts';
import { spanish } from './spanish.ts';
import { talkover } from './talkover.ts';

export const dialogues: readonly Dialogue[] = [
  ...[...ordinary, ...quick, ...pauses, ...dictated, ...noises, ...talkover, ...spanish],
];
