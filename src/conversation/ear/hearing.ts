/**
 * The stream's life: opened at the answer, opened anew once a turn from where the turn began, so that no word is lost.
 * After a second failure in a turn nothing of it is understood; after several such turns in a row the call ends.
 */
import type { Samples } from '#audio';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import { decide } from './decide.ts';
import { isDeaf, noWords, type EarState } from './state.ts';
import { LEAD } from './utterances.ts';

export const HEAR_AGAIN = 'hear-again';
/** Turns in a row of which nothing was understood, because the recogniser failed. */
const MOST_DEAF_TURNS = 3;
/** While nobody speaks it is tried again after so long, then twice as long, up to the longest. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;

/** Hears from `from` on; what an earlier stream still owed is not waited for. */
export function hearFrom(own: EarState, from: Samples): Reaction<EarState> {
  const stream = { ...own.stream, open: true, finalized: [], owed: [] };
  return {
    state: { ...own, stream },
    effects: [
      { type: 'alarm-clear', name: HEAR_AGAIN },
      { type: 'hearing-open', from: Math.max(0, from) },
    ],
  };
}

export function hearingFailed(own: EarState, scene: Scene): Reaction<EarState> {
  if (own.hearing !== 'stream' || scene.parts.ending.phase === 'ended') return { state: own };
  const stream = { ...own.stream, open: false, finalized: [], owed: [] };
  if (!own.turn) return idle({ ...own, stream }, scene);
  const turn = { ...own.turn, failures: own.turn.failures + 1 };
  if (!isDeaf(turn)) return again({ ...own, stream, turn }, scene);
  const next = decide({ ...own, stream, turn }, scene);
  return next;
}

/** The whole turn is heard once more; its words come anew. */
function again(own: EarState, scene: Scene): Reaction<EarState> {
  const turn = { ...own.turn!, words: noWords };
  const opened = hearFrom({ ...own, turn }, turn.start - LEAD);
  if (turn.end === null) return opened;
  const stream = { ...opened.state.stream, finalized: [scene.now] };
  return {
    state: { ...opened.state, stream },
    effects: [...(opened.effects ?? []), { type: 'hearing-finalize' }],
  };
}

/** Of a turn that was over without a word, a stream that fails only now may have heard nothing at all. */
function idle(own: EarState, { now, setup }: Scene): Reaction<EarState> {
  const idleFailures = own.stream.idleFailures + 1;
  const deafTurns = own.stream.deafTurns + (own.stream.wordless > 0 ? 1 : 0);
  const stream = { ...own.stream, idleFailures, deafTurns, wordless: 0 };
  if (own.stream.wordless > 0 && deafTurns >= MOST_DEAF_TURNS) return giveUp({ ...own, stream }, setup);
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (idleFailures - 1), LONGEST_PAUSE_MS);
  return {
    state: { ...own, stream },
    effects: [{ type: 'alarm-set', name: HEAR_AGAIN, at: now + ms(pause) }],
  };
}

/** After a turn of which nothing was understood: hear again, or give up. */
export function afterTurn(own: EarState, { now, setup }: Scene): Reaction<EarState> {
  if (own.hearing !== 'stream' || own.stream.open) return { state: own };
  if (own.stream.deafTurns < MOST_DEAF_TURNS) return hearFrom(own, now);
  return giveUp(own, setup);
}

function giveUp(own: EarState, setup: Scene['setup']): Reaction<EarState> {
  return {
    state: own,
    signals: [
      {
        type: 'finish',
        reason: 'hearing-failed',
        text: 'The speech recogniser failed again and again.',
        say: setup.language.say.failed,
      },
    ],
  };
}
