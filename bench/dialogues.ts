/**
 * Turn-taking by dialogues in virtual time: real synthesized speech through the real detector (fvad) and the whole
 * conversation; the recogniser is scripted word by word (partials 200 ms after a word, finals 300 ms after it is asked,
 * one word in ten wrong), without punctuation, without opinions about turns. A quarter of the dialogues was never tuned on.
 */
import type { Bench } from './bench.ts';
import { dialogues as all } from './dialogues/all.ts';
import { isHeldOut } from './dialogues/dialogue.ts';
import { figuresOf, named } from './dialogues/measure.ts';
import { policies } from './dialogues/policies.ts';
import { openTheatre, type Speaker } from './dialogues/run.ts';

const SPEAKERS: readonly Speaker[] = [
  { voice: 'slt', seed: 1 },
  { voice: 'rms', seed: 2 },
  { voice: 'kal', seed: 3 },
];

export const dialogues: Bench = async (progress) => {
  const theatre = await openTheatre(2);
  try {
    const open = all.filter((dialogue) => !isHeldOut(dialogue));
    const heldOut = all.filter(isHeldOut);
    const figures: Record<string, number> = { dialogues: open.length, dialogues_held_out: heldOut.length };
    for (const [name, policy] of Object.entries(policies)) {
      progress(name);
      const played = await theatre.run(open, policy, SPEAKERS);
      Object.assign(figures, { turns: played.length }, named(figuresOf(played), name));
      const apart = await theatre.run(heldOut, policy, SPEAKERS);
      Object.assign(figures, { turns_held_out: apart.length }, named(figuresOf(apart), `${name}_held_out`));
    }
    return figures;
  } finally {
    await theatre.close();
  }
};
