/** Questions: asked, asked again, answered, read back, given up. */
import { pieces } from '../mouth/sentences.ts';
import type { CalleeTurn } from '../core/signal.ts';
import type { AskNode } from './ask-node.ts';
import { readBack, readBackAnswered } from './confirm.ts';
import { canExtract, extract } from './extract.ts';
import { expectationOf } from './grammar.ts';
import { keypadHint } from './hints.ts';
import { prepareNext } from './prepare.ts';
import { readTurn } from './slots/read.ts';
import type { Reading } from './slots/reading.ts';
import { readingScene } from './slots/scene.ts';
import { flowOf, leave, say, type Walk, type Way } from './walk.ts';

/** How often a question is said again without counting as a failed attempt. */
const MOST_REPEATS = 4;

export function ask(walk: Walk, node: AskNode): Walk {
  const fresh = { attempts: 0, repeats: 0, questionAt: null, pending: null, extracting: null };
  walk.state = { ...walk.state, ...fresh, phase: 'asking', node: node.id };
  expect(walk, node);
  question(walk, node, '');
  prepareNext(walk, node);
  return walk;
}

function expect(walk: Walk, node: AskNode): void {
  const { language } = walk.scene.setup;
  const expectation = expectationOf(node.slot, language, readingScene(walk.state, walk.scene));
  walk.signals.push({ type: 'expect', expectation });
}

/** Says the question, after `lead` if given. One of which nothing can be said counts as heard. */
function question(walk: Walk, node: AskNode, lead: string): void {
  if (pieces(lead).length > 0) say(walk, lead, node.interruptible);
  if (!say(walk, node.text, node.interruptible, true))
    walk.state = { ...walk.state, questionAt: walk.scene.now };
  walk.signals.push({ type: 'say-done' });
}

/** Silence: the question is put again after `reminder`, so that a "yes" is not an answer to the reminder. */
export function remind(walk: Walk, node: AskNode, reminder: string): Walk {
  const { pending } = walk.state;
  walk.state = { ...walk.state, questionAt: null };
  if (pending) readBack(walk, node, pending.value, reminder);
  else question(walk, node, reminder);
  return walk;
}

/** @returns where to go on, or `null` to go on asking. */
export function answered(walk: Walk, node: AskNode, turn: CalleeTurn): Way | null {
  const { state } = walk;
  if (turn.meaning === 'wait' || turn.meaning === 'backchannel') return null;
  // Who began to speak before the question did is not answering it: "yes, … of course" is one answer.
  const asked = turn.via === 'keypad' || (state.questionAt !== null && turn.start >= state.questionAt);
  if (state.pending) return confirmed(walk, node, turn, asked);
  const reading = readTurn(node.slot, turn, readingScene(state, walk.scene));
  if (reading && (asked || isEarly(walk, node))) return taken(walk, node, reading, turn.via);
  if (!asked && state.questionAt !== null) return null;
  // Of no question answered falsely may be spoken before it was heard; being asked to repeat is no failure either.
  const again = turn.meaning === 'repeat' || turn.meaning === 'greeting' || turn.meaning === 'who';
  if ((!asked || again) && state.repeats < MOST_REPEATS) {
    walk.state = { ...state, repeats: state.repeats + 1 };
    question(walk, node, turn.meaning === 'who' ? introduction(walk) : '');
    return null;
  }
  if (canExtract(walk, turn)) {
    extract(walk, node, turn.text);
    return null;
  }
  return failed(walk, node);
}

/**
 * Before its question is heard only an option's own words are an answer, and only from a recogniser that could have
 * heard others: a closed one takes the rest of "yes, speaking" for one of them.
 */
function isEarly({ state }: Walk, { slot }: AskNode): boolean {
  return slot.type === 'choice' && state.openVocabulary;
}

/** An answer was understood: taken, or read back first. */
function taken(walk: Walk, node: AskNode, reading: Reading, via: CalleeTurn['via']): Way | null {
  if (!mustConfirm(node, via)) return fill(walk, node, reading.value);
  readBack(walk, node, reading.value, '');
  return null;
}

/** The language model has said what the words meant; `null`: nothing that the slot takes. */
export function extractionOver(walk: Walk, node: AskNode, reading: Reading | null): Way | null {
  return reading ? taken(walk, node, reading, 'speech') : failed(walk, node);
}

/** What was keyed in was seen by who keyed it. */
function mustConfirm({ confirm = false, slot }: AskNode, via: CalleeTurn['via']): boolean {
  if (confirm !== 'costly') return confirm;
  return via === 'speech' && slot.type !== 'yes_no' && slot.type !== 'choice' && slot.type !== 'free';
}

function confirmed(walk: Walk, node: AskNode, turn: CalleeTurn, asked: boolean): Way | null {
  const verdict = readBackAnswered(walk, node, turn, asked);
  switch (verdict.kind) {
    case 'right':
      return fill(walk, node, verdict.value);
    case 'other':
      readBack(walk, node, verdict.value, '');
      return null;
    case 'wrong':
      walk.state = { ...walk.state, pending: null, questionAt: null };
      expect(walk, node);
      return failed(walk, node);
    case 'unclear':
      return null;
  }
}

function fill(walk: Walk, node: AskNode, value: string): Way {
  const slot = node.slot.name;
  walk.state = { ...walk.state, pending: null, values: { ...walk.state.values, [slot]: value } };
  walk.effects.push({ type: 'fact-record', data: { fact: 'slot-filled', slot, value } });
  walk.signals.push({ type: 'expect', expectation: null });
  return { to: leave(walk, node.id)?.to };
}

/** Who speaks: what was said first. */
function introduction({ scene }: Walk): string {
  const { start, nodes } = flowOf(scene);
  const first = nodes.find(({ id }) => id === start);
  return scene.setup.plan.config.greeting ?? (first?.type === 'say' ? first.text : '');
}

/** No answer was understood: again, then with the keypad's help, then the way out for it or a polite end. */
function failed(walk: Walk, node: AskNode): Way | null {
  const { say: words } = walk.scene.setup.language;
  const attempts = walk.state.attempts + 1;
  walk.state = { ...walk.state, attempts };
  if (attempts > node.retries) {
    const way = leave(walk, node.id, 'no_match');
    walk.signals.push({ type: 'expect', expectation: null });
    if (way) return way;
    walk.state = { ...walk.state, phase: 'done' };
    const text = `No answer to '${node.id}' was understood.`;
    walk.signals.push({ type: 'finish', reason: 'not-understood', text, say: words.gaveUp });
    return null;
  }
  const custom = node.reprompt !== undefined && say(walk, node.reprompt, node.interruptible, true);
  if (!custom) {
    say(walk, words.notUnderstood, node.interruptible);
    say(walk, node.text, node.interruptible, true);
  }
  const hint = keypadHint(node.slot, walk.scene.setup);
  if (attempts === node.retries && hint !== '') say(walk, hint, node.interruptible, true);
  walk.signals.push({ type: 'say-done' });
  return null;
}
