/** Plays many dialogues under one policy. */
import type { TurnSettings } from '../../src/domain/index.ts';
import { createFvadFactory } from '../../src/providers/index.ts';
import { dialogues } from './all.ts';
import type { Dialogue } from './dialogue.ts';
import { play, type PlayedTurn } from './play.ts';
import { Voices, type VoiceId } from './voice.ts';

/** One speaker a run of all dialogues. */
export interface Speaker {
  readonly voice: VoiceId;
  readonly seed: number;
}

export interface Theatre {
  run(
    played: readonly Dialogue[],
    policy: Partial<TurnSettings>,
    speakers: readonly Speaker[],
  ): Promise<PlayedTurn[]>;
  close(): Promise<void>;
}

export async function openTheatre(threads: number): Promise<Theatre> {
  const voices = await Voices.open(threads);
  const vads = await createFvadFactory();
  const vocabulary = vocabularyOf(dialogues);
  return {
    async run(some, policy, speakers) {
      const turns: PlayedTurn[] = [];
      for (const speaker of speakers)
        for (const dialogue of some)
          turns.push(...(await play(dialogue, policy, { voices, vads, vocabulary, ...speaker })));
      return turns;
    },
    close: () => voices.close(),
  };
}

/** Every word that callees say, by which words are mistaken for others. */
function vocabularyOf(some: readonly Dialogue[]): string[] {
  const said = some
    .filter(({ language }) => language === 'en-US')
    .flatMap(({ exchanges }) => exchanges.flatMap(({ callee }) => callee))
    .filter((piece) => typeof piece === 'string');
  const words = said.flatMap((text) => text.toLowerCase().split(/\s+/));
  return [...new Set(words.map((word) => word.replace(/[.,?!]/g, '')))];
}
