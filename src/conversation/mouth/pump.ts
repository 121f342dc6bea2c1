/** Moves the first utterance on: what may be made now, what may be played now, and whether it is complete. */
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import { ms } from '../core/setup.ts';
import { isBeforeFloor, isInCharge } from '../machine/state.ts';
import { finishedSignal } from './end.ts';
import type { MouthState, SpokenPart, Utterance } from './state.ts';

/** Parts in the making at a time: one that plays soon, one behind it. */
const IN_FLIGHT = 2;
/** The voice's first sound comes within this, or the part has failed. */
const VOICE_WAIT = ms(8000);

export function pump(own: MouthState, scene: Scene): Reaction<MouthState> {
  const effects: Effect[] = [];
  const signals: Signal[] = [];
  let queue = own.queue.map((utterance, index) =>
    index < 2 && !utterance.cut ? make(utterance, effects, signals, scene) : utterance,
  );
  const [first, ...rest] = queue;
  if (!first || first.cut) return { state: { ...own, queue }, effects, signals };
  const played = mayBegin(first, own, scene) ? play(first, effects) : first;
  const complete = !played.open && played.parts.every((part) => part.played || part.status === 'failed');
  if (complete && !played.parts.some((part) => part.played)) {
    const state = { ...own, queue: rest };
    return { state, effects, signals: [...signals, finishedSignal(played, 0, false)] };
  }
  const settled = played.parts.every((part) => part.status === 'finished' || part.status === 'failed');
  const finished = played.finished || (complete && settled);
  if (finished && !played.finished) effects.push({ type: 'utterance-finish', utterance: played.id });
  queue = [{ ...played, finished }, ...rest];
  return { state: { ...own, queue }, effects, signals };
}

/** The callee is let finish before the agent begins, unless it must not be interrupted or patience ran out. */
function mayBegin(utterance: Utterance, own: MouthState, { parts }: Scene): boolean {
  const begun = utterance.parts.some((part) => part.played);
  if (begun || utterance.ahead) return true;
  if (isInCharge(parts.machine)) return false;
  const { turn } = parts.ear;
  const greeted = turn !== null && turn.end !== null && isBeforeFloor(parts.machine, turn.end);
  return own.impatient || !utterance.interruptible || turn === null || greeted;
}

function make(utterance: Utterance, effects: Effect[], signals: Signal[], { now, setup }: Scene): Utterance {
  let room =
    IN_FLIGHT - utterance.parts.filter(({ status }) => status === 'requested' || status === 'started').length;
  const parts = utterance.parts.map((part): SpokenPart => {
    if (part.status !== 'waiting' || room <= 0) return part;
    room--;
    if (setup.realtime) {
      const worded = part.worded === undefined ? {} : { worded: part.worded };
      signals.push({ type: 'voice-wanted', part: part.id, text: part.text, ...worded });
      return { ...part, status: 'requested' };
    }
    effects.push({ type: 'speech-synthesize', part: part.id, text: part.text });
    effects.push({ type: 'alarm-set', name: `voice:${part.id}`, at: now + VOICE_WAIT });
    return { ...part, status: 'requested' };
  });
  return { ...utterance, parts };
}

/** In order; a part begins when the one before it is complete. */
function play(utterance: Utterance, effects: Effect[]): Utterance {
  const parts: SpokenPart[] = [];
  let ready = true;
  for (const part of utterance.parts) {
    const playable = ready && !part.played && (part.status === 'started' || part.status === 'finished');
    if (playable) effects.push({ type: 'speech-play', utterance: utterance.id, part: part.id });
    parts.push(playable ? { ...part, played: true } : part);
    ready &&= part.status === 'finished' || part.status === 'failed';
  }
  return { ...utterance, parts };
}
