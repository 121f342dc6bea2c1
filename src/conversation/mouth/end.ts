/** How utterances end: played to the end, cut, dropped before they began, or left behind by a closed line. */
import type { Samples } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import { toMs } from '../core/setup.ts';
import { heardText } from './ledger.ts';
import { heardBy, questionOffset, type MouthState, type Utterance } from './state.ts';

/** The line says so: the ledger is written. */
export function utteranceEnded(
  own: MouthState,
  id: string,
  heard: Samples,
  cut: boolean,
  { now }: Scene,
): Reaction<MouthState> {
  const utterance = own.queue.find((it) => it.id === id);
  if (!utterance) return { state: own };
  return {
    state: { ...own, queue: own.queue.filter((it) => it !== utterance) },
    effects: [...said(utterance, heard, cut, now), ...drops(utterance)],
    signals: [finishedSignal(utterance, heard, cut)],
  };
}

/** Cuts what is being played; drops what waits, but for what must not be interrupted when `sparing`. */
export function hush(own: MouthState, why: string, sparing: boolean, ahead = false): Reaction<MouthState> {
  const [first, ...rest] = own.queue;
  if (!first || (ahead && !first.ahead)) return { state: own };
  const kept = ahead ? rest.filter((it) => !it.ahead) : sparing ? rest.filter((it) => !it.interruptible) : [];
  const dropped = rest.filter((it) => !kept.includes(it));
  const playing = first.parts.some((part) => part.played);
  const effects = [first, ...dropped].flatMap(drops);
  const signals = dropped.map((it) => finishedSignal(it, 0, true));
  // What has not begun and must not be interrupted is spared like what waits behind it.
  if (!playing && sparing && !first.interruptible)
    return {
      state: { ...own, queue: [first, ...kept] },
      effects: dropped.flatMap(drops),
      signals: dropped.map((it) => finishedSignal(it, 0, true)),
    };
  if (!playing)
    return {
      state: { ...own, queue: kept },
      effects,
      signals: [finishedSignal(first, 0, true), ...signals],
    };
  if (first.cut) return { state: { ...own, queue: [first, ...kept] }, effects, signals };
  effects.unshift(
    { type: 'playout-cut' },
    { type: 'fact-record', data: { fact: 'speech-interrupted', why } },
  );
  return { state: { ...own, queue: [{ ...first, cut: true, open: false }, ...kept] }, effects, signals };
}

/** The line is gone and reports no more: what was heard is counted from when it began. */
export function dropAll(own: MouthState, { now }: Scene): Reaction<MouthState> {
  const effects: Effect[] = [];
  const signals: Signal[] = [];
  for (const utterance of own.queue) {
    const heard = heardBy(utterance, now);
    effects.push(...said(utterance, heard, true, now), ...drops(utterance));
    signals.push(finishedSignal(utterance, heard, true));
  }
  return { state: { ...own, queue: [] }, effects, signals };
}

export function finishedSignal(utterance: Utterance, heard: Samples, cut: boolean): Signal {
  const offset = questionOffset(utterance);
  const begun = heard > 0 && utterance.startedAt !== null;
  const { text } = heardText(utterance.parts, heard);
  // A question cut before its first word was not put: who spoke then was going on with what was said before.
  const put = offset !== null && heard > offset && text !== heardText(utterance.parts, offset).text;
  const questionAt = begun && put ? utterance.startedAt + utterance.heldFor + offset : null;
  const ahead = utterance.ahead ? { ahead: true } : {};
  const aside = utterance.aside === undefined ? {} : { aside: utterance.aside };
  const about = { utterance: utterance.id, text, cut, begun, questionAt, ...byModel(utterance, heard, cut) };
  return { type: 'speech-finished', ...about, ...ahead, ...aside };
}

/** How much was heard of each item of a realtime model. */
function byModel(
  { ask, startedAt, parts }: Utterance,
  heard: Samples,
  cut: boolean,
): Partial<Extract<Signal, { type: 'speech-finished' }>> {
  if (ask === undefined) return {};
  let left = heard;
  const items = parts
    .filter((part) => part.item === true)
    .map(({ id, length }) => {
      const mine = Math.min(left, length?.samples ?? Infinity);
      left -= mine;
      return { item: id, heard: mine, whole: !cut || (length !== null && mine >= length.samples) };
    });
  return { ask, items, ...(startedAt === null ? {} : { startedAt }) };
}

function said(utterance: Utterance, heard: Samples, cut: boolean, now: Samples): Effect[] {
  if (utterance.startedAt === null || heard <= 0) return [];
  const { text, estimated } = heardText(utterance.parts, heard);
  if (text === '') return [];
  const full = utterance.parts.map((part) => part.text).join(' ');
  const end = Math.max(utterance.startedAt + heard, utterance.heldAt ?? now);
  const data = {
    fact: 'agent-said' as const,
    text,
    full_text: full,
    start_ms: toMs(utterance.startedAt),
    end_ms: toMs(Math.min(end, now)),
    interrupted: cut && text !== full,
    estimated,
  };
  return [{ type: 'fact-record', data }];
}

/** What is still in the making is not needed any more; what was made may be forgotten. */
function drops(utterance: Utterance): Effect[] {
  return utterance.parts
    .filter((part) => part.status !== 'waiting' && part.status !== 'failed')
    .flatMap((part): Effect[] => [
      ...(part.status === 'requested' || part.status === 'started'
        ? [{ type: 'alarm-clear' as const, name: `voice:${part.id}` }]
        : []),
      { type: 'speech-drop', part: part.id },
    ]);
}
