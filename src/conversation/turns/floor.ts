/**
 * Who has the floor. A turn of the callee reaches the mind when the agent is silent: at once, after a cut, or after
 * an utterance that must not be interrupted. What was no turn (backchannels, noise) ends here.
 */
import type { Samples } from '#audio';
import type { Effect, Fact } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { ms, toMs } from '../core/setup.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { isBeforeFloor } from '../machine/state.ts';
import { front, isSpeaking } from '../mouth/state.ts';
import { isBackchannel, isEcho } from './barge-in.ts';
import type { FloorState } from './state.ts';

type Ignored = Extract<Fact, { fact: 'speech-ignored' }>['why'];

/** Shorter sounds of which nothing was understood are a cough or a click. */
const NOISE = ms(250);
/** A recogniser of open speech writes down every word: longer sounds without any are none either. */
const WORDLESS = ms(1000);

export const floor: Part<FloorState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'words-heard':
      return signal.turn.meaning === 'stop' ? stop(own, signal.turn) : { state: own };
    case 'turn-heard':
      return heard(own, signal.turn, scene);
    case 'turn-corrected':
      return correct(own, signal.turn, signal.was);
    case 'settled':
    case 'mouth-silent':
      return isSpeaking(scene.parts.mouth) ? { state: own } : release(own, scene);
    case 'conversation-closed':
      return release(own, scene);
    default:
      return { state: own };
  }
};

function heard(own: FloorState, turn: CalleeTurn, scene: Scene): Reaction<FloorState> {
  if (turn.meaning === 'stop') return { state: own };
  if (isBeforeFloor(scene.parts.machine, turn.end)) return recorded(own, turn);
  const { mouth } = scene.parts;
  const speaking = front(mouth);
  if (!speaking || speaking.cut) return wait(own, turn);
  const begun = speaking.startedAt !== null;
  // By its sound alone "uh-huh" is what did not go on for long enough to cut.
  if (turn.sound && isShort(turn)) return ignore(own, turn, 'noise');
  if (turn.sound && begun && speaking.interruptible) return ignore(own, turn, 'backchannel');
  if (isEcho(turn, scene)) return ignore(own, turn, 'echo');
  if (isBackchannel(turn, scene)) return ignore(own, turn, 'backchannel');
  if (turn.meaning === 'nothing') return ignore(own, turn, 'noise');
  // Nothing of the answer was heard yet: the callee has gone on, so the answer is made anew.
  if (!begun && !speaking.keep && speaking.interruptible)
    return { ...wait(own, turn), signals: [{ type: 'hush', why: 'callee-went-on', sparing: true }] };
  if (turn.via === 'keypad')
    return { ...wait(own, turn), signals: [{ type: 'hush', why: 'keypad', sparing: false }] };
  return wait(own, turn);
}

/** "Hello?", or what a machine says: it stands in the transcript, and the greeting answers it. */
function recorded(own: FloorState, turn: CalleeTurn): Reaction<FloorState> {
  // Its words, should they come, are written down then.
  if (turn.sound) return { state: own };
  if (turn.meaning === 'nothing' && turn.text === '') {
    const why = turn.end - turn.start < NOISE ? 'noise' : 'not-understood';
    return ignore(own, turn, why);
  }
  return {
    state: own,
    signals: [{ type: 'turn-recorded' }],
    effects: [{ type: 'fact-record', data: said(turn) }],
  };
}

function wait(own: FloorState, turn: CalleeTurn): Reaction<FloorState> {
  return { state: { ...own, waiting: [...own.waiting, turn] } };
}

function release(own: FloorState, scene: Scene): Reaction<FloorState> {
  if (own.waiting.length === 0) return { state: own };
  const effects: Effect[] = [];
  const signals: Signal[] = [];
  for (const turn of own.waiting) {
    if (turn.meaning === 'nothing' && turn.text === '') {
      const short = turn.end - turn.start < noiseLimit(turn, scene);
      effects.push({ type: 'fact-record', data: ignored(turn, short ? 'noise' : 'not-understood') });
      if (short) continue;
    } else if (turn.sound) {
      if (isShort(turn)) {
        effects.push({ type: 'fact-record', data: ignored(turn, 'noise') });
        continue;
      }
    } else {
      effects.push({ type: 'fact-record', data: said(turn) });
      signals.push({ type: 'turn-recorded' });
    }
    if (turn.meaning === 'stop') {
      effects.push({ type: 'fact-record', data: { fact: 'stop-requested', text: turn.text } });
      signals.push(stopped(scene));
    } else signals.push({ type: 'turn-taken', turn });
  }
  return { state: { ...own, waiting: [] }, effects, signals };
}

function isShort({ start, end }: CalleeTurn): boolean {
  return end - start < NOISE;
}

function noiseLimit({ deaf }: CalleeTurn, { parts }: Scene): Samples {
  return parts.ear.hearing === 'stream' && deaf !== true ? WORDLESS : NOISE;
}

/** What has not been answered yet is answered as it was said; what has stands, and the log says so. */
function correct(own: FloorState, turn: CalleeTurn, was: string): Reaction<FloorState> {
  const same = (it: CalleeTurn): boolean => it.start === turn.start && it.text === was;
  if (own.waiting.some(same))
    return {
      state: { ...own, waiting: own.waiting.map((it) => (same(it) ? { ...it, text: turn.text } : it)) },
    };
  const times = { start_ms: toMs(turn.start), end_ms: toMs(turn.end) };
  const fact: Fact = { fact: 'words-corrected', text: turn.text, was, ...times };
  return { state: own, effects: [{ type: 'fact-record', data: fact }] };
}

/** Said at any time it acts at once, however often its words come: the agent is silent, then takes its leave. */
function stop(own: FloorState, turn: CalleeTurn): Reaction<FloorState> {
  if (own.stopping) return { state: own };
  return {
    ...wait({ ...own, stopping: true }, turn),
    signals: [{ type: 'hush', why: 'stop-requested', sparing: false }],
  };
}

function stopped({ setup }: Scene): Signal {
  return {
    type: 'finish',
    reason: 'stop-requested',
    text: 'The callee asked not to be called any more.',
    say: setup.language.say.stopped,
  };
}

function ignore(own: FloorState, turn: CalleeTurn, why: Ignored): Reaction<FloorState> {
  return { state: own, effects: [{ type: 'fact-record', data: ignored(turn, why) }] };
}

function ignored(turn: CalleeTurn, why: Ignored): Fact {
  const times = { start_ms: toMs(turn.start), end_ms: toMs(turn.end) };
  return { fact: 'speech-ignored', why, text: turn.text, ...times };
}

function said({ text, value, accepted, start, end, via }: CalleeTurn): Fact {
  return { fact: 'callee-said', text, value, accepted, start_ms: toMs(start), end_ms: toMs(end), via };
}
