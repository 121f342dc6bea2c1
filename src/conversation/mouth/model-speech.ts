/** What a realtime model says: one utterance an item, written and sounding as it comes. */
import type { Reaction } from '../core/scene.ts';
import type { Input, SpokenLength } from '../core/input.ts';
import type { Signal } from '../core/signal.ts';
import { weight } from './estimate.ts';
import { unspoken } from './say.ts';
import { speakable } from './sentences.ts';
import type { MouthState, SpokenPart, Utterance } from './state.ts';

/** Its own answer is a new utterance; of words that it was asked to say the first item is that part. */
export function modelSpeaks(
  own: MouthState,
  { item, ask, own: answers, interruptible }: Signal & { type: 'model-speaks' },
): Reaction<MouthState> {
  const asked = own.queue.find((it) => it.ask === ask && !it.cut && it.parts.some(({ id }) => id === ask));
  if (asked) {
    const parts = asked.parts.map((part): SpokenPart =>
      part.id === ask ? { ...part, ...begun(item, own), text: part.worded ? '' : part.text } : part,
    );
    return { state: { ...own, queue: own.queue.map((it) => (it === asked ? { ...it, parts } : it)) } };
  }
  const words = { interruptible, keep: false, question: false };
  const part: SpokenPart = {
    ...{ text: '', question: false, retried: false, length: null, played: false },
    ...begun(item, own),
  };
  const spoken: Utterance = {
    ...unspoken(own, { text: '', ...words }),
    ...{ ask, parts: [part], keep: !answers },
  };
  return { state: { ...own, count: own.count + 1, queue: [...own.queue, spoken] } };
}

function begun(item: string, { pace }: MouthState): Pick<SpokenPart, 'id' | 'item' | 'status' | 'pace'> {
  return { id: item, item: true, status: 'started', ...(pace === undefined ? {} : { pace }) };
}

export function itemText(own: MouthState, item: string, text: string): MouthState {
  return withItem(own, item, (part) => {
    const written = (part.written ?? '') + text;
    return { ...part, written, text: speakable(written) };
  });
}

/** Nothing more belongs to its utterance. */
export function itemFinished(
  own: MouthState,
  { item, samples, soundFrom, soundTo, pauses }: Extract<Input, { type: 'item-finished' }>,
): MouthState {
  const length: SpokenLength = { samples, soundFrom, soundTo, ...(pauses ? { pauses } : {}) };
  const closed = withItem(own, item, (part) => ({ ...part, status: 'finished', length }));
  const part = closed.queue.flatMap((it) => it.parts).find(({ id }) => id === item);
  const pace = part === undefined ? undefined : paceOf(part.text, length);
  return {
    ...closed,
    ...(pace === undefined ? {} : { pace }),
    queue: closed.queue.map((it) => (it.parts.some(({ id }) => id === item) ? { ...it, open: false } : it)),
  };
}

/** Samples a unit of weight, without the pauses. */
function paceOf(text: string, { soundFrom, soundTo, pauses = [] }: SpokenLength): number | undefined {
  const all = text === '' ? 0 : text.split(' ').reduce((sum, word) => sum + weight(word), 0);
  const sound = soundTo - soundFrom - pauses.reduce((sum, { start, end }) => sum + end - start, 0);
  return all > 0 && sound > 0 ? sound / all : undefined;
}

/** Words that were never begun will not be; an item whose end was not told ends with what came. */
export function modelSpoke(own: MouthState, ask: string): MouthState {
  const queue = own.queue.map((it): Utterance => {
    if (it.ask !== ask) return it;
    const parts = it.parts.map((part): SpokenPart => {
      if (part.status === 'started') return { ...part, status: 'finished' };
      return part.status === 'finished' ? part : { ...part, status: 'failed' };
    });
    return { ...it, parts, open: false };
  });
  return { ...own, queue };
}

function withItem(own: MouthState, item: string, change: (part: SpokenPart) => SpokenPart): MouthState {
  const queue = own.queue.map((it) =>
    it.parts.some(({ id }) => id === item)
      ? { ...it, parts: it.parts.map((part) => (part.id === item ? change(part) : part)) }
      : it,
  );
  return { ...own, queue };
}
