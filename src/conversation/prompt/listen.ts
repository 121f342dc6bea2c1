/** What a prompt waits to hear. */
import { expectationOf } from '../flow/grammar.ts';
import type { Thought } from './thought.ts';

export function listen(work: Thought): void {
  const { language } = work.scene.setup;
  // Recognisers without an open vocabulary hear at least yes, no, numbers and the keypad.
  const yesNo = expectationOf({ type: 'yes_no', name: 'answer' }, language);
  const digits = { min: 1, max: 32 };
  const grammar = { ...yesNo.grammar, digits };
  const keys = { kind: 'digits', ...digits } as const;
  work.signals.push({ type: 'expect', expectation: { grammar, keys, yesNo: false } });
}
