/** The same inputs, the same decisions: proves a log, or shows what another policy would have done. */
import type { CallPlan } from '#domain';
import { describe, type Logged } from './effect.ts';
import { initialState } from './initial.ts';
import type { Input } from './input.ts';
import { setupOf } from './setup.ts';
import { fromLog, toLog } from './spelling.ts';
import { step } from './step.ts';

/** @returns everything that a conversation with this plan decides on these inputs, as it would be logged. */
export function replay(inputs: readonly Input[], plan: CallPlan): Logged[] {
  let state = initialState(setupOf(plan));
  const logged: Logged[] = [];
  for (const input of inputs) {
    const next = step(state, input, input.at);
    state = next.state;
    for (const effect of next.effects) {
      const entry = describe(effect);
      if (entry) logged.push(entry);
    }
  }
  return logged;
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
