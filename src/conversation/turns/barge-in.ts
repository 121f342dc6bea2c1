/**
 * Interruption. The line holds by itself at an onset; here it is decided what the hold was: words or enough speech
 * cut the agent, a backchannel or a cough lets it go on where it stopped.
 */
import { defaultSpeechSettings } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { isGoAhead } from '../ear/understand.ts';
import { front, heardBy, questionOffset } from '../mouth/state.ts';
import type { BargeInState } from './state.ts';

const CONFIRM = 'confirm';
const RESUME = 'resume';
/**
 * Speech is known to have stopped only this much later, so that when it has gone on for the confirming time by the
 * detector's count, it may already be over. Then words confirm, and duration alone only after this.
 */
const HANGOVER = ms(defaultSpeechSettings.hangoverMs);
/** How much more a callee may say after a backchannel before it is looked at again. */
const PROBE_AGAIN = ms(300);
const MOST_PROBES = 3;

export const bargeIn: Part<BargeInState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'playout-held': {
      // The line was told too late, or speech is over already: nothing else would let the agent go on.
      if (front(scene.parts.mouth)?.interruptible !== true) return resume(own);
      const resumeAt = { type: 'alarm-set', name: RESUME, at: scene.now + scene.setup.resume } as const;
      if (!scene.parts.ear.speaking) return { state: { ...own, held: true }, effects: [resumeAt] };
      const start = scene.parts.ear.turn?.start ?? scene.now;
      const at = Math.max(start + scene.setup.confirm, scene.now);
      return {
        state: { ...own, held: true, probes: 0, certain: false },
        effects: [{ type: 'alarm-set', name: CONFIRM, at }],
      };
    }
    case 'speech-started':
      if (!own.held) return { state: own };
      return {
        state: { ...own, certain: false },
        effects: [
          { type: 'alarm-clear', name: RESUME },
          { type: 'alarm-set', name: CONFIRM, at: signal.start + scene.setup.confirm },
        ],
      };
    case 'speech-ended':
      if (!own.held) return { state: own };
      return {
        state: own,
        effects: [
          { type: 'alarm-clear', name: CONFIRM },
          { type: 'alarm-set', name: RESUME, at: signal.end + scene.setup.resume },
        ],
      };
    case 'alarm-reached':
      if (signal.name === CONFIRM) return confirm(own, scene);
      if (signal.name === RESUME && own.held) return resume(own);
      return { state: own };
    case 'probe-heard':
      return probed(own, signal.turn, scene);
    case 'words-heard':
      return words(own, signal.turn, scene);
    case 'hush':
      return { state: { ...own, held: false }, effects: own.held ? CLEARED : [] };
    case 'playout-resumed':
    case 'utterance-ended':
      return { state: { ...own, held: false }, effects: own.held ? CLEARED : [] };
    case 'settled':
      return settle(own, scene);
    default:
      return { state: own };
  }
};

const CLEARED: readonly Effect[] = [
  { type: 'alarm-clear', name: CONFIRM },
  { type: 'alarm-clear', name: RESUME },
];

const CUT: Extract<Signal, { type: 'hush' }> = { type: 'hush', why: 'barge-in', sparing: true };

/** The callee has spoken long enough; only a backchannel still saves the agent's sentence. */
function confirm(own: BargeInState, { now, parts }: Scene): Reaction<BargeInState> {
  if (!own.held || !parts.ear.speaking) return { state: own };
  if (own.certain || own.probes >= MOST_PROBES) return { state: own, signals: [CUT] };
  return {
    state: { ...own, probes: own.probes + 1, certain: true },
    signals: [{ type: 'listen-now' }],
    effects: [{ type: 'alarm-set', name: CONFIRM, at: now + HANGOVER }],
  };
}

function probed(own: BargeInState, turn: CalleeTurn, scene: Scene): Reaction<BargeInState> {
  if (!own.held || !scene.parts.ear.speaking) return { state: own };
  if (turn.meaning === 'nothing') return { state: own };
  if (!isBackchannel(turn, scene)) return { state: own, signals: [CUT] };
  const alarm: Effect = { type: 'alarm-set', name: CONFIRM, at: scene.now + PROBE_AGAIN };
  return { state: { ...own, certain: false }, effects: [alarm] };
}

/** What was said is known: words cut, a backchannel resumes at once, nothing leaves it to the silence. */
function words(own: BargeInState, turn: CalleeTurn, scene: Scene): Reaction<BargeInState> {
  const speaking = front(scene.parts.mouth);
  if (!speaking || speaking.startedAt === null || speaking.cut) return { state: own };
  if (!speaking.interruptible || turn.meaning === 'nothing' || turn.meaning === 'stop') return { state: own };
  if (!isBackchannel(turn, scene)) return { state: own, signals: [CUT] };
  return own.held && !scene.parts.ear.speaking ? resume(own) : { state: own };
}

/** "Go on", said while the agent speaks; agreement is an answer once its question has begun to be heard. */
export function isBackchannel(turn: CalleeTurn, { now, parts, setup }: Scene): boolean {
  if (turn.via === 'keypad') return false;
  if (turn.meaning === 'backchannel' || turn.meaning === 'greeting') return true;
  if (!isGoAhead(turn.text, setup.language)) return false;
  const utterance = front(parts.mouth);
  const asked = utterance ? questionOffset(utterance) : null;
  const questionHeard = utterance !== undefined && asked !== null && heardBy(utterance, now) > asked;
  const strict = setup.language.hear.backchannel.includes(turn.text);
  return strict || !(questionHeard && turn.value !== null);
}

function resume(own: BargeInState): Reaction<BargeInState> {
  return { state: { ...own, held: false }, effects: [{ type: 'playout-resume' }, ...CLEARED] };
}

/** The line holds by itself only while something is spoken that may be interrupted. */
function settle(own: BargeInState, { parts, setup }: Scene): Reaction<BargeInState> {
  const speaking = front(parts.mouth);
  const enabled = speaking !== undefined && speaking.interruptible && !speaking.cut;
  if (enabled === own.enabled) return { state: own };
  return {
    state: { ...own, enabled },
    effects: [{ type: 'barge-in-set', enabled, onsetMs: setup.onsetMs }],
  };
}
