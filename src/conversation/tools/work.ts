/** A reaction of the tools in progress, and what every tool needs. */
import { lookUp, render, spoken } from '#domain';
import type { Millis } from '#kernel';
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { Signal, ToolOutcome } from '../core/signal.ts';
import { callVariables } from '../core/variables.ts';
import { pieces } from '../mouth/sentences.ts';
import type { ToolRun, ToolsState } from './state.ts';
import { knownZone } from './time.ts';

export interface Work {
  state: ToolsState;
  readonly signals: Signal[];
  readonly effects: Effect[];
  readonly scene: Scene;
}

export function workOf(state: ToolsState, scene: Scene): Work {
  return { state, signals: [], effects: [], scene };
}

export function worked({ state, signals, effects }: Work): Reaction<ToolsState> {
  return { state, signals, effects };
}

/** Wall time now, ms since the epoch. */
export function wallNow(epoch: Millis | null, { now }: Scene): Millis {
  return (epoch ?? 0) + toMs(now);
}

/** The person's time zone, as far as it is known. */
export function personZone(scene: Scene): string {
  return knownZone(lookUp(callVariables(scene), 'person.time_zone'));
}

/** A variable about the person as text. */
export function known(scene: Scene, ...names: readonly string[]): string | null {
  const variables = callVariables(scene);
  for (const name of names) {
    const value = spoken(lookUp(variables, name));
    if (value !== null) return value;
  }
  return null;
}

/** E.164 of the person, when they have one. */
export function personNumber(scene: Scene): string | null {
  const number = known(scene, 'person.number', 'to_number');
  return number !== null && /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}

/** Says words of a tool's own. @param keep even if the callee speaks first. */
export function sayAside(work: Work, text: string, keep = false): boolean {
  const { text: words } = render(text, callVariables(work.scene));
  if (pieces(words).length === 0) return false;
  const { interruptible } = work.scene.setup;
  work.signals.push(
    { type: 'say', text: words, interruptible, keep, question: false, aside: true },
    { type: 'say-done' },
  );
  return true;
}

export function change(work: Work, run: string, by: (it: ToolRun) => ToolRun): void {
  work.state = { ...work.state, runs: work.state.runs.map((it) => (it.run === run ? by(it) : it)) };
}

/** Tells whoever wanted it, and the log. */
export function done(
  work: Work,
  outcome: ToolOutcome,
  type: 'tool-done' | 'tool-reported' = 'tool-done',
): void {
  const { tool, ok, detail } = outcome;
  work.signals.push({ type, ...outcome });
  work.effects.push({ type: 'fact-record', data: { fact: 'tool-finished', tool, ok, detail } });
}

/** Refused before anything left; the model is told what is wrong. */
export function refuse(
  work: Work,
  { run, tool }: { run: string; tool: string },
  detail: string,
  error: string,
): void {
  done(work, { run, tool, ok: false, detail, result: { error } });
}
