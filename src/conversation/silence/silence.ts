/** When nobody speaks: reminders, then the end. Counted while the mind waits for the callee, not while it works. */
import type { Part, Reaction, Scene } from '../core/scene.ts';
import type { Effect } from '../core/effect.ts';
import type { Signal } from '../core/signal.ts';
import { isSpeaking } from '../mouth/state.ts';
import type { SilenceState } from './state.ts';

const SILENCE = 'silence';
/** The longest silence in a row, reminders included. */
const TIMEOUT = 'silence-timeout';
/** "Hold on" makes the wait so many times as long. */
const PATIENCE_FACTOR = 4;

export const silence: Part<SilenceState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'turn-taken':
      // The wait begins anew, in the length that this turn asks for.
      return broken({ ...own, reminders: 0, patient: signal.turn.meaning === 'wait' });
    case 'dtmf-received':
    case 'speech-started':
      return disarm(own);
    case 'callee-held':
      return broken({ ...own, held: true });
    case 'callee-resumed':
      return { state: { ...own, held: false } };
    case 'alarm-reached':
      if (signal.name === SILENCE) return ranOut({ ...own, armed: false, patient: false }, scene);
      if (signal.name === TIMEOUT && scene.parts.ear.turn === null)
        return { state: own, signals: [over(scene)] };
      return { state: own };
    case 'settled':
      return settle(own, scene);
    default:
      return { state: own };
  }
};

function ranOut(own: SilenceState, scene: Scene): Reaction<SilenceState> {
  const { texts, most, autonomous, hangUp } = scene.setup.silence;
  if (own.reminders >= most && !hangUp) return { state: own };
  if (own.reminders >= most) return { state: { ...own, reminders: 0 }, signals: [over(scene)] };
  const count = own.reminders + 1;
  const text = texts[Math.min(count, texts.length) - 1] ?? texts[0];
  return {
    state: { ...own, reminders: count },
    signals: [{ type: 'remind', text, ownWords: autonomous }],
    effects: [{ type: 'fact-record', data: { fact: 'reminder-given', count } }],
  };
}

function over({ setup }: Scene): Signal {
  return { type: 'silence-ran-out', say: setup.silence.goodbye };
}

function settle(own: SilenceState, { now, parts, setup }: Scene): Reaction<SilenceState> {
  const waiting =
    !own.held &&
    parts.mind.waiting &&
    parts.ending.phase === 'open' &&
    !isSpeaking(parts.mouth) &&
    parts.ear.turn === null;
  if (waiting === own.armed) return { state: own };
  if (!waiting) return disarm(own);
  const { after, timeout } = setup.silence;
  const effects: Effect[] = [
    { type: 'alarm-set', name: SILENCE, at: now + after * (own.patient ? PATIENCE_FACTOR : 1) },
  ];
  if (timeout !== null && own.since === null)
    effects.push({ type: 'alarm-set', name: TIMEOUT, at: now + timeout });
  return { state: { ...own, armed: true, since: own.since ?? now }, effects };
}

/** The callee has spoken: whatever was counted is void. */
function broken(own: SilenceState): Reaction<SilenceState> {
  const { state, effects = [] } = disarm({ ...own, since: null });
  return {
    state,
    effects: own.since === null ? effects : [...effects, { type: 'alarm-clear', name: TIMEOUT }],
  };
}

function disarm(own: SilenceState): Reaction<SilenceState> {
  if (!own.armed) return { state: own };
  return { state: { ...own, armed: false }, effects: [{ type: 'alarm-clear', name: SILENCE }] };
}
