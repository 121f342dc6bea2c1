/** The same inputs, the same decisions: proves a log, or shows what another policy would have done. */
import type { Samples } from '#audio';
import type { CallPlan } from '#domain';
import { describe, type Effect, type Logged } from './effect.ts';
import { initialState } from './initial.ts';
import type { Input } from './input.ts';
import { setupOf } from './setup.ts';
import { fromLog, toLog } from './spelling.ts';
import { step } from './step.ts';

/** @returns everything that a conversation with this plan decides on these inputs, as it would be logged. */
export function replay(inputs: readonly Input[], plan: CallPlan): Logged[] {
  return decisions(inputs, plan).flatMap(({ effect }) => describe(effect) ?? []);
}

/** A decision as it was made: how long to wait is one too, though a log holds only that an alarm rang. */
export interface Decision {
  readonly at: Samples;
  readonly effect: Effect;
}

/** @returns every decision, waits included; what two policies are compared by. */
export function decisions(inputs: readonly Input[], plan: CallPlan): Decision[] {
  let state = initialState(setupOf(plan));
  const decided: Decision[] = [];
  for (const input of inputs) {
    const next = step(state, input, input.at);
    state = next.state;
    for (const effect of next.effects) decided.push({ at: input.at, effect });
  }
  return decided;
}

/** An input as it stands in the log; `readInput` is its inverse. */
export function describeInput(input: Input): Logged {
  const { type, ...data } = input;
  return { type, data: { kind: 'input', ...toLog(data) } };
}

/** The input of a logged event, or `null` for decisions and facts. */
export function readInput(event: Logged): Input | null {
  const { kind, ...data } = event.data;
  return kind === 'input' ? ({ type: event.type, ...fromLog(data) } as unknown as Input) : null;
}
