/**
 * The playout queue of a line as a pure machine: utterances in order, hold and resume with the place kept,
 * cut with an exact count of what left, keys between utterances. One `pullFrame` is 20 ms.
 */
import { FRAME_SAMPLES, LINE_RATE, type Pcm, type Samples, type Segment } from '../line.ts';
import type { LineEffect, Step } from './step.ts';

/** Frames that a key takes: 5 of tone (100 ms), then 3 of silence in which its end is repeated (RFC 4733, 2.5.1.4). */
export const KEY_FRAMES = 8;
/** Frames of a key in which it sounds. */
export const KEY_TONE_FRAMES = 5;
/** Utterances whose late segments are still recognised as belonging to something that was cut. */
const CUT_MEMORY = 16;

/** Frames of silence that a pause between keys takes: `w` half a second, `,` two, as phone books and trunks write them. */
const PAUSE_FRAMES: Readonly<Record<string, number>> = {
  w: LINE_RATE / 2 / FRAME_SAMPLES,
  ',': (2 * LINE_RATE) / FRAME_SAMPLES,
};

type Item =
  | { readonly kind: 'audio'; readonly segment: Segment }
  | { readonly kind: 'key'; readonly digit: string }
  | { readonly kind: 'pause'; readonly frames: number };

/** Where a key is in its `KEY_FRAMES`. */
export interface KeyFrame {
  readonly digit: string;
  /** 0 is its first frame. */
  readonly index: number;
}

export interface PlayoutState {
  readonly queue: readonly Item[];
  /** Samples of the first item that have left. */
  readonly offset: Samples;
  /** The utterance that began and did not end. */
  readonly current: { readonly id: string; readonly heard: Samples } | null;
  /** The last sample of `current` is on its way; it ends with the next frame. */
  readonly ending: boolean;
  readonly hold: 'none' | 'asked' | 'held';
  readonly key: KeyFrame | null;
  readonly cutIds: readonly string[];
}

export type PlayoutInput =
  | { readonly type: 'play'; readonly segment: Segment }
  | { readonly type: 'keys'; readonly digits: string }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  | { readonly type: 'cut'; readonly by: 'line' | 'command' };

export const emptyPlayout: PlayoutState = {
  queue: [],
  offset: 0,
  current: null,
  ending: false,
  hold: 'none',
  key: null,
  cutIds: [],
};

/** Is there speech of ours that a hold would stop? */
export function isSpeaking(state: PlayoutState): boolean {
  return (state.current !== null && !state.ending) || state.queue.some((item) => item.kind === 'audio');
}

/** Takes a command. Keys survive a cut: they are acts, not speech. */
export function stepPlayout(state: PlayoutState, input: PlayoutInput): Step<PlayoutState> {
  switch (input.type) {
    case 'play':
      if (state.cutIds.includes(input.segment.utteranceId)) return { state, effects: [] };
      return { state: { ...state, queue: withSegment(state, input.segment) }, effects: [] };
    case 'keys':
      return append(
        state,
        [...input.digits].flatMap((sign): Item[] => {
          const frames = PAUSE_FRAMES[sign.toLowerCase()];
          if (frames) return [{ kind: 'pause', frames }];
          return /[0-9*#A-D]/i.test(sign) ? [{ kind: 'key', digit: sign.toUpperCase() }] : [];
        }),
      );
    case 'hold':
      if (state.hold !== 'none' || !isSpeaking(state)) return { state, effects: [] };
      return { state: { ...state, hold: 'asked' }, effects: [] };
    case 'resume': {
      const effects: LineEffect[] =
        state.hold === 'held' ? [{ type: 'playout-resumed', utteranceId: frontId(state) }] : [];
      return { state: { ...state, hold: 'none' }, effects };
    }
    case 'cut':
      return cut(state, input.by);
  }
}

function append(state: PlayoutState, items: readonly Item[]): Step<PlayoutState> {
  return { state: { ...state, queue: [...state.queue, ...items] }, effects: [] };
}

/** A later segment of an utterance joins it, before keys that were queued meanwhile. */
function withSegment({ queue, current }: PlayoutState, segment: Segment): readonly Item[] {
  const item: Item = { kind: 'audio', segment };
  const before = queue.findLastIndex(
    (other) => other.kind === 'audio' && other.segment.utteranceId === segment.utteranceId,
  );
  if (before < 0 && current?.id !== segment.utteranceId) return [...queue, item];
  return [...queue.slice(0, before + 1), item, ...queue.slice(before + 1)];
}

function cut(state: PlayoutState, by: 'line' | 'command'): Step<PlayoutState> {
  const effects: LineEffect[] = [];
  const ids = new Set<string>();
  if (state.current && !state.ending) ids.add(state.current.id);
  for (const item of state.queue) if (item.kind === 'audio') ids.add(item.segment.utteranceId);
  for (const utteranceId of ids) {
    const heard = utteranceId === state.current?.id ? state.current.heard : 0;
    effects.push({ type: 'utterance-ended', utteranceId, heard, cut: true, by });
  }
  const next: PlayoutState = {
    ...state,
    queue: state.queue.filter((item) => item.kind !== 'audio'),
    offset: 0,
    // What has wholly left ends by itself with the next frame.
    current: state.ending ? state.current : null,
    hold: 'none',
    cutIds: [...state.cutIds, ...ids].slice(-CUT_MEMORY),
  };
  return { state: next, effects };
}

/** The utterance that a hold is about. */
function frontId(state: PlayoutState): string {
  if (state.current) return state.current.id;
  const first = state.queue.find((item) => item.kind === 'audio');
  return first ? first.segment.utteranceId : '';
}

/** Fills `out` (160 samples) with what leaves in this tick; `key` when it is a frame of a key. */
export function pullFrame(
  state: PlayoutState,
  out: Pcm,
): Step<PlayoutState> & { readonly key: KeyFrame | null } {
  out.fill(0);
  if (state.current === null && state.queue.length === 0 && state.key === null)
    return { state: state.hold === 'none' ? state : { ...state, hold: 'none' }, effects: [], key: null };
  const effects: LineEffect[] = [];
  const work = { ...state };
  if (work.ending && work.current) end(work, effects);
  if (work.key) return pullKey(work, effects);
  if (work.hold === 'asked') {
    if (isSpeaking(work)) {
      work.hold = 'held';
      const heard = work.current?.heard ?? 0;
      effects.push({ type: 'playout-held', utteranceId: frontId(work), heard });
    } else work.hold = 'none';
  }
  if (work.hold === 'held') return { state: work, effects, key: null };
  const front = work.queue[0];
  if (front && front.kind !== 'audio') {
    // Keys wait for the rest of an utterance, unless another one shows that no more will come.
    if (work.current && !work.queue.some((item) => item.kind === 'audio'))
      return { state: work, effects, key: null };
    if (work.current) end(work, effects);
    const rest = work.queue.slice(1);
    if (front.kind === 'pause') {
      work.queue = front.frames > 1 ? [{ kind: 'pause', frames: front.frames - 1 }, ...rest] : rest;
      return { state: work, effects, key: null };
    }
    work.key = { digit: front.digit, index: 0 };
    work.queue = rest;
    return pullKey(work, effects);
  }
  pullAudio(work, out, effects);
  return { state: work, effects, key: null };
}

type Work = { -readonly [K in keyof PlayoutState]: PlayoutState[K] };

function pullKey(work: Work, effects: LineEffect[]): ReturnType<typeof pullFrame> {
  const key = work.key!;
  work.key = key.index + 1 < KEY_FRAMES ? { digit: key.digit, index: key.index + 1 } : null;
  return { state: work, effects, key };
}

function end(work: Work, effects: LineEffect[]): void {
  effects.push({
    type: 'utterance-ended',
    utteranceId: work.current!.id,
    heard: work.current!.heard,
    cut: false,
  });
  work.current = null;
  work.ending = false;
}

function pullAudio(work: Work, out: Pcm, effects: LineEffect[]): void {
  let filled = 0;
  for (let item = work.queue[0]; item?.kind === 'audio' && !work.ending; item = work.queue[0]) {
    const { utteranceId, pcm, last } = item.segment;
    if (work.current?.id !== utteranceId) {
      // An utterance begins on a frame's edge; the one before it ended without being told so.
      if (filled > 0) break;
      if (work.current) end(work, effects);
      work.current = { id: utteranceId, heard: 0 };
      effects.push({ type: 'utterance-started', utteranceId });
    }
    const count = Math.min(pcm.length - work.offset, FRAME_SAMPLES - filled);
    out.set(pcm.subarray(work.offset, work.offset + count), filled);
    filled += count;
    work.current = { id: utteranceId, heard: work.current.heard + count };
    work.offset += count;
    if (work.offset < pcm.length) break;
    work.queue = work.queue.slice(1);
    work.offset = 0;
    if (last) work.ending = true;
    else if (filled === FRAME_SAMPLES) break;
  }
}
