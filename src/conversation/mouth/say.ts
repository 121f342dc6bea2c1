/** Puts words into the queue. */
import type { Words } from '../core/signal.ts';
import { pieces, speakable } from './sentences.ts';
import type { MouthState, SpokenPart, Utterance } from './state.ts';

/** Adds to the open utterance, or begins a new one when there is none or it may be interrupted otherwise. */
export function say(own: MouthState, given: Words, never: readonly string[] = []): MouthState {
  const words = never.length === 0 ? given : { ...given, text: without(given.text, never) };
  if (words.ahead) return sayAhead(own, words);
  const last = own.queue.at(-1);
  const fits =
    last?.open === true &&
    !last.cut &&
    last.ask === undefined &&
    last.interruptible === words.interruptible &&
    last.aside === words.aside;
  if (fits) return { ...own, queue: [...own.queue.slice(0, -1), append(last, words)] };
  const closed = sayDone(own);
  const fresh = unspoken(own, words);
  return { ...closed, count: own.count + 1, queue: [...closed.queue, append(fresh, words)] };
}

export function unspoken(own: MouthState, words: Words): Utterance {
  return {
    id: `u${own.count + 1}`,
    interruptible: words.interruptible,
    keep: words.keep,
    ...(words.aside === undefined ? {} : { aside: words.aside }),
    parts: [],
    open: true,
    finished: false,
    startedAt: null,
    heldAt: null,
    heldFor: 0,
    cut: false,
  };
}

/** Whole, and before what has not begun. */
function sayAhead(own: MouthState, words: Words): MouthState {
  const begun = own.queue.findIndex((it) => !it.parts.some((part) => part.played));
  const at = begun < 0 ? own.queue.length : begun;
  const utterance = { ...append(unspoken(own, words), words), open: false, ahead: true };
  return { ...own, count: own.count + 1, queue: own.queue.toSpliced(at, 0, utterance) };
}

export function sayDone(own: MouthState): MouthState {
  const last = own.queue.at(-1);
  if (!last?.open) return own;
  return { ...own, queue: [...own.queue.slice(0, -1), { ...last, open: false }] };
}

/** For a realtime model: one piece, which the model is asked to say. */
export function sayByModel(own: MouthState, words: Words): MouthState {
  const text = words.worded ? words.text : speakable(words.text);
  if (!/[\p{L}\p{N}]/u.test(text)) return own;
  const fresh = unspoken(own, words);
  const id = `${fresh.id}.1`;
  const part: SpokenPart = {
    ...{ id, text, question: words.question, status: 'waiting', retried: false, length: null, played: false },
    ...(words.worded ? { worded: true } : {}),
  };
  const utterance = { ...fresh, ask: id, parts: [part], ...(words.ahead ? { ahead: true } : {}) };
  const begun = own.queue.findIndex((it) => !it.parts.some((part) => part.played));
  const at = words.ahead && begun >= 0 ? begun : own.queue.length;
  return { ...own, count: own.count + 1, queue: own.queue.toSpliced(at, 0, utterance) };
}

function append(utterance: Utterance, { text, question, keep }: Words): Utterance {
  const parts = pieces(text, utterance.parts.length === 0).map((text, index): SpokenPart => {
    const id = `${utterance.id}.${utterance.parts.length + index + 1}`;
    return { id, text, question, status: 'waiting', retried: false, length: null, played: false };
  });
  return { ...utterance, keep: utterance.keep || keep, parts: [...utterance.parts, ...parts] };
}

/** Whole words, in any case, with what spaces they leave. */
function without(text: string, never: readonly string[]): string {
  return never.reduce((sofar, word) => {
    const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return sofar.replace(new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, 'giu'), '');
  }, text);
}
