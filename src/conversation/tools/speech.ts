/** What is said while a tool keeps the conversation waiting. */
import type { ToolSpeech } from '#domain';
import type { Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import { isSpeaking } from '../mouth/state.ts';
import { change, sayAside, type Work } from './work.ts';

export const FILLER = 'tool-filler:';

/** Words while it lasts: one tool at a time, and only into silence. */
export function fill(work: Work): void {
  const { scene } = work;
  const due = work.state.runs.filter((it) => it.fillerDue);
  if (due.length === 0 || !isQuiet(scene)) return;
  const [first] = due;
  sayAside(work, first!.speech!.during![first!.fillers]!);
  for (const it of due) {
    const fillers = it === first ? it.fillers + 1 : it.fillers;
    change(work, it.run, (known) => ({ ...known, fillers, fillerDue: false }));
    if (fillers < (it.speech?.during?.length ?? 0))
      work.effects.push({
        type: 'alarm-set',
        name: FILLER + it.run,
        at: scene.now + ms(fillerAfter(it.speech)),
      });
  }
}

export function isQuiet({ parts }: Scene): boolean {
  return !isSpeaking(parts.mouth) && parts.ear.turn === null && parts.ending.phase === 'open';
}

export function fillerAfter(speech: ToolSpeech | null): number {
  return speech?.during_after_ms ?? 2500;
}
