/** The mind's own end of the call. */
import type { EndCode } from '../core/effect.ts';
import type { Thought } from './think.ts';

export function giveUp(work: Thought, reason: EndCode, text: string, say: string | null): Thought {
  work.state = { ...work.state, phase: 'done' };
  work.signals.push({ type: 'finish', reason, text, say });
  return work;
}
