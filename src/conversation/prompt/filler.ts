/** A word into the silence of a slow model: once an answer, and never in two answers in a row. */
import { isQuiet } from '../tools/speech.ts';
import { ms } from '../core/setup.ts';
import { fillerOf } from '../language/fillers.ts';
import type { Thought } from './thought.ts';

export const MIND_FILLER = 'mind-filler';
/** Without a first word for so long, by default. */
export const FILLER_AFTER_MS = 1500;

/** An answer was asked for. @param unasked nobody waits for it */
export function awaitFirstWord(work: Thought, unasked: boolean): void {
  const { setup, now } = work.scene;
  const after = setup.plan.config.llm?.filler_after_ms ?? FILLER_AFTER_MS;
  const filled = work.state.filled === 'this' ? 'last' : 'none';
  const wanted = after > 0 && filled === 'none' && !unasked;
  work.effects.push(
    wanted
      ? { type: 'alarm-set', name: MIND_FILLER, at: now + ms(after) }
      : { type: 'alarm-clear', name: MIND_FILLER },
  );
  work.state = { ...work.state, filled };
}

/** The answer has begun. */
export function firstWordCame(work: Thought): Thought {
  work.effects.push({ type: 'alarm-clear', name: MIND_FILLER });
  return work;
}

/** It has not, and nobody speaks. */
export function fillSilence(work: Thought): Thought {
  const { scene, state } = work;
  const text = fillerOf(scene.setup.language.base);
  const waiting = state.phase === 'thinking' && !hasBegun(work);
  if (!waiting || text === null || !isQuiet(scene)) return work;
  const { interruptible } = scene.setup;
  work.signals.push(
    { type: 'say', text, interruptible, keep: false, question: false, aside: true },
    { type: 'say-done' },
  );
  work.state = { ...state, filled: 'this' };
  return work;
}

function hasBegun({ state }: Thought): boolean {
  const last = state.entries.findLast((it) => it.who === 'agent');
  return last?.who === 'agent' && (last.text !== '' || last.calls.length > 0);
}
