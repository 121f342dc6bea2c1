/**
 * Interruption. The line holds by itself at an onset and cuts by itself when the callee goes on for the confirming
 * time. Here it is decided what the hold was before that: words cut earlier, a backchannel keeps the line from
 * cutting, and a cough lets it go on where it stopped.
 */
import type { Samples } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { ms, toMs } from '../core/setup.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { front } from '../mouth/state.ts';
import { isBackchannel, otherWords } from './barge-in/backchannel.ts';
import { isOwnWords, ownWords, recent } from './barge-in/own-words.ts';
import type { BargeInState } from './state.ts';

export { isBackchannel } from './barge-in/backchannel.ts';

const LOOK = 'confirm';
const RESUME = 'resume';
/** Before the line cuts, what was said so far is recognised: so long before, as that takes its time. */
const LOOK_LEAD = ms(250);
/** How much more a callee may say after a backchannel, or unintelligibly, before it is looked at again. */
const LOOK_AGAIN = ms(150);
const MOST_LOOKS = 4;

export const bargeIn: Part<BargeInState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'playout-held':
      return held(own, scene);
    case 'speech-started':
      if (!own.held) return { state: own };
      return {
        state: { ...own, looks: 0 },
        effects: [{ type: 'alarm-clear', name: RESUME }, look(signal.start, scene)],
      };
    case 'speech-ended':
      if (!own.held) return { state: own };
      return {
        state: own,
        effects: [
          { type: 'alarm-clear', name: LOOK },
          { type: 'alarm-set', name: RESUME, at: signal.end + scene.setup.resume },
        ],
      };
    case 'alarm-reached':
      if (signal.name === LOOK) return listen(own, scene);
      if (signal.name === RESUME && own.held) return resume(own);
      return { state: own };
    case 'probe-heard':
      return probed(own, signal.turn, scene);
    case 'words-heard':
      return words(own, signal.turn, scene);
    case 'hush':
      return released(own);
    case 'playout-resumed':
      return released(own);
    case 'utterance-ended':
      return ended(own, signal.utteranceId, signal.by === 'line', scene);
    case 'settled':
      return settle(own, scene);
    default:
      return { state: own };
  }
};

const CLEARED: readonly Effect[] = [
  { type: 'alarm-clear', name: LOOK },
  { type: 'alarm-clear', name: RESUME },
];

const CUT: Extract<Signal, { type: 'hush' }> = { type: 'hush', why: 'barge-in', sparing: true };
const KEEP: Effect = { type: 'playout-keep' };

function held(own: BargeInState, scene: Scene): Reaction<BargeInState> {
  // The line was told too late, or speech is over already: nothing else would let the agent go on.
  if (front(scene.parts.mouth)?.interruptible !== true) return resume(own);
  const { ear } = scene.parts;
  if (!ear.speaking) {
    const at = scene.now + scene.setup.resume;
    return { state: { ...own, held: true }, effects: [{ type: 'alarm-set', name: RESUME, at }] };
  }
  return {
    state: { ...own, held: true, looks: 0 },
    effects: [look(ear.turn?.start ?? scene.now, scene)],
  };
}

function look(start: Samples, { now, setup }: Scene): Effect {
  return { type: 'alarm-set', name: LOOK, at: Math.max(start + setup.confirm - LOOK_LEAD, now) };
}

/** Recognisers that hear whole utterances are asked for what there is of this one. */
function listen(own: BargeInState, { parts }: Scene): Reaction<BargeInState> {
  if (!own.held || !parts.ear.speaking || own.looks >= MOST_LOOKS) return { state: own };
  return { state: { ...own, looks: own.looks + 1 }, signals: [{ type: 'listen-now' }] };
}

function probed(own: BargeInState, turn: CalleeTurn, scene: Scene): Reaction<BargeInState> {
  if (!own.held || !scene.parts.ear.speaking) return { state: own };
  const again: Effect = { type: 'alarm-set', name: LOOK, at: scene.now + LOOK_AGAIN };
  const { signals = [], effects = [] } = spoken(own, turn, scene);
  return { state: own, signals, effects: signals.length > 0 ? effects : [...effects, again] };
}

/** What was said is known, in part while the callee speaks, else as a whole. */
function words(own: BargeInState, turn: CalleeTurn, scene: Scene): Reaction<BargeInState> {
  const speaking = front(scene.parts.mouth);
  if (!speaking || speaking.startedAt === null || speaking.cut) return { state: own };
  if (!speaking.interruptible || turn.meaning === 'nothing' || turn.meaning === 'stop') return { state: own };
  if (scene.parts.ear.speaking) return spoken(own, turn, scene);
  if (!isGoOn(turn, own, scene)) return { state: own, signals: [CUT] };
  return own.held ? resume(own) : { state: own };
}

/** Enough words cut; a backchannel or an echo keeps the line from cutting; anything else is left to its duration. */
function spoken(own: BargeInState, turn: CalleeTurn, scene: Scene): Reaction<BargeInState> {
  if (turn.meaning === 'nothing') return { state: own };
  if (isGoOn(turn, own, scene)) return { state: own, effects: own.held ? [KEEP] : [] };
  const enough = turn.value !== null || otherWords(turn.text, scene.setup) >= scene.setup.confirmWords;
  return { state: own, signals: enough ? [CUT] : [] };
}

function isGoOn(turn: CalleeTurn, own: BargeInState, scene: Scene): boolean {
  return isBackchannel(turn, scene) || isEcho(turn, { ...scene, parts: { ...scene.parts, bargeIn: own } });
}

/** The agent's own words, come back by the callee's phone. */
export function isEcho(turn: CalleeTurn, { now, parts }: Scene): boolean {
  const speaking = front(parts.mouth);
  const current = speaking ? ownWords(speaking, now) : [];
  return isOwnWords(turn, [...parts.bargeIn.said, ...current]);
}

/** What was said is remembered; where the line cut, everybody is told as if it had been ordered. */
function ended(own: BargeInState, id: string, byLine: boolean, scene: Scene): Reaction<BargeInState> {
  const utterance = scene.parts.mouth.queue.find((it) => it.id === id);
  const words = utterance ? ownWords(utterance, scene.now) : [];
  const done = released({ ...own, said: recent([...own.said, ...words], scene.now) });
  if (!byLine || !utterance || utterance.cut) return done;
  return {
    ...done,
    signals: [CUT],
    effects: [
      ...(done.effects ?? []),
      { type: 'fact-record', data: { fact: 'speech-interrupted', why: CUT.why } },
    ],
  };
}

function released(own: BargeInState): Reaction<BargeInState> {
  return { state: { ...own, held: false }, effects: own.held ? CLEARED : [] };
}

function resume(own: BargeInState): Reaction<BargeInState> {
  return { state: { ...own, held: false }, effects: [{ type: 'playout-resume' }, ...CLEARED] };
}

/** The line holds by itself only while something is spoken that may be interrupted. */
function settle(own: BargeInState, { parts, setup }: Scene): Reaction<BargeInState> {
  const speaking = front(parts.mouth);
  const enabled = speaking !== undefined && speaking.interruptible && !speaking.cut;
  if (enabled === own.enabled) return { state: own };
  const { onsetMs } = setup;
  return {
    state: { ...own, enabled },
    effects: [{ type: 'barge-in-set', enabled, onsetMs, confirmMs: toMs(setup.confirm) }],
  };
}
