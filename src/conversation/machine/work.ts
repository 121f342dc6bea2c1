/** A reaction in progress. */
import type { Samples } from '#audio';
import type { Effect, EndCode } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import type { Judgement } from './judge.ts';
import { machinePhrases, type MachinePhrases } from './phrases/index.ts';
import type { MachineState } from './state.ts';

/** When to look again at who answered, whether the line is quiet, and whether it takes too long. */
export const LOOK = 'machine-look';

export interface Work {
  state: MachineState;
  readonly signals: Signal[];
  readonly effects: Effect[];
  readonly scene: Scene;
  /** What this reaction found out; acted on when it is done. */
  judgement: Judgement | null;
}

export function workOf(state: MachineState, scene: Scene): Work {
  return { state, signals: [], effects: [], scene, judgement: null };
}

export function worked({ state, signals, effects }: Work): Reaction<MachineState> {
  return { state, signals, effects };
}

export function lookAt(work: Work, at: Samples): Work {
  work.effects.push({ type: 'alarm-set', name: LOOK, at });
  return work;
}

export function classified(work: Work, { verdict, by, confidence, detail }: Judgement): Work {
  const at_ms = toMs(work.scene.now);
  work.effects.push({
    type: 'fact-record',
    data: { fact: 'answer-classified', verdict, by, at_ms, confidence, detail },
  });
  return work;
}

export function acted(work: Work, action: string, detail = ''): Work {
  const at_ms = toMs(work.scene.now);
  work.effects.push({ type: 'fact-record', data: { fact: 'machine-action', action, at_ms, detail } });
  return work;
}

/** Silence, then the end: nobody is there to say goodbye to. */
export function end(work: Work, reason: EndCode, text: string): Work {
  work.state = { ...common(work.state), phase: 'ended' };
  work.effects.push({ type: 'alarm-clear', name: LOOK });
  work.signals.push(
    { type: 'hush', why: reason, sparing: false },
    { type: 'finish', reason, text, say: null, instead: true },
  );
  return work;
}

/** The agent has the floor. */
export function open(work: Work): Work {
  work.state = { ...common(work.state), phase: 'open', openedAt: work.scene.now };
  work.effects.push({ type: 'alarm-clear', name: LOOK });
  return work;
}

/** Said before anything that waits, and to its end. @param worded `text` tells a realtime model what to say */
export function sayAhead(work: Work, text: string, worded = false): Work {
  const words = { interruptible: false, keep: true, question: false, aside: true, ahead: true, worded };
  work.signals.push({ type: 'say', text, ...words });
  return work;
}

export function common({
  evidence,
  openedAt,
  probes,
}: MachineState): Pick<MachineState, 'evidence' | 'openedAt' | 'probes'> {
  return { evidence, openedAt, probes };
}

export function languagesOf({ scene }: Work): readonly MachinePhrases[] {
  return machinePhrases(scene.setup.plan.config.language);
}
