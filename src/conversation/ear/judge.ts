/** Asks the turn detector, whenever speech stops, whether the turn is over. */
import type { Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import { decide, recognitionOf } from './decide.ts';
import type { EarState } from './state.ts';
import { TAIL } from './utterances.ts';

/** The most that a detector is given. */
const LONGEST = ms(8000);

export function askJudge(own: EarState): Reaction<EarState> {
  const { turn } = own;
  if (!own.turnModel || !turn || turn.end === null) return { state: own };
  const request = `j${own.requests + 1}`;
  const to = turn.end + TAIL;
  return {
    state: { ...own, turn: { ...turn, judgement: request, judged: null }, requests: own.requests + 1 },
    effects: [
      {
        ...{ type: 'turn-judge', request, to, text: recognitionOf(turn, own).text },
        from: Math.max(0, turn.start, to - LONGEST),
      },
    ],
  };
}

export function judged(
  own: EarState,
  request: string,
  probability: number | null,
  scene: Scene,
): Reaction<EarState> {
  if (own.turn?.judgement !== request || own.turn.end === null) return { state: own };
  return decide({ ...own, turn: { ...own.turn, judged: probability } }, scene);
}
