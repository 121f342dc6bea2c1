/** An answer is read back, and the callee says whether it is right. */
import type { CalleeTurn } from '../core/signal.ts';
import { understand } from '../ear/understand.ts';
import type { AskNode } from './ask-node.ts';
import { expectationOf } from './grammar.ts';
import { readText } from './slots/read.ts';
import { readingScene } from './slots/scene.ts';
import { spokenValue } from './slots/spoken.ts';
import { say, type Walk } from './walk.ts';

/** How often it is read back before it counts as not understood. */
const MOST_ASKED = 3;

export type ReadBackVerdict =
  { readonly kind: 'right' | 'other'; readonly value: string } | { readonly kind: 'wrong' | 'unclear' };

export function readBack(walk: Walk, node: AskNode, value: string, lead: string): void {
  const { language } = walk.scene.setup;
  const { pending } = walk.state;
  const asked = pending?.value === value ? pending.asked + 1 : 1;
  walk.state = { ...walk.state, questionAt: null, pending: { value, asked } };
  const yesNo = expectationOf({ type: 'yes_no', name: node.slot.name }, language);
  walk.signals.push({ type: 'expect', expectation: yesNo });
  if (lead !== '') say(walk, lead, node.interruptible);
  const spoken = spokenValue(node.slot, value, readingScene(walk.state, walk.scene));
  if (!say(walk, language.say.readBack(spoken), node.interruptible, true))
    walk.state = { ...walk.state, questionAt: walk.scene.now };
  walk.signals.push({ type: 'say-done' });
}

/** "No, the twenty-fourth" gives the other value at once. */
export function readBackAnswered(
  walk: Walk,
  node: AskNode,
  turn: CalleeTurn,
  asked: boolean,
): ReadBackVerdict {
  const { language } = walk.scene.setup;
  const { value, asked: times } = walk.state.pending!;
  if (asked && turn.value === 'yes') return { kind: 'right', value };
  const other = otherValue(walk, node, turn);
  if (other !== null && other !== value) return { kind: 'other', value: other };
  if (asked && other === value) return { kind: 'right', value };
  const yesNo = expectationOf({ type: 'yes_no', name: node.slot.name }, language);
  const said = understand({ text: turn.text, value: turn.value, accepted: turn.accepted }, yesNo, language);
  if (asked && said.value === 'no') return { kind: 'wrong' };
  if (!asked && walk.state.questionAt !== null) return { kind: 'unclear' };
  if (times >= MOST_ASKED) return { kind: 'wrong' };
  const { notUnderstood } = language.say;
  readBack(walk, node, value, turn.meaning === 'words' || turn.meaning === 'nothing' ? notUnderstood : '');
  return { kind: 'unclear' };
}

function otherValue(walk: Walk, { slot }: AskNode, turn: CalleeTurn): string | null {
  if (turn.via === 'keypad' || slot.type === 'free' || slot.type === 'yes_no') return null;
  const reading = readingScene(walk.state, walk.scene);
  if (slot.type !== 'choice') return readText(slot, turn.text, reading)?.value ?? null;
  const { language } = walk.scene.setup;
  const heard = understand(
    { text: turn.text, value: null, accepted: turn.accepted },
    expectationOf(slot, language),
    language,
  );
  return heard.meaning === 'answer' ? heard.value : null;
}
