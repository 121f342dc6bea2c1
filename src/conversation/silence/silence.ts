/** When nobody speaks: reminders, then the end. Counted while the mind waits for the callee, not while it works. */
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { isSpeaking } from '../mouth/state.ts';
import type { SilenceState } from './state.ts';

const SILENCE = 'silence';
/** "Hold on" makes the wait so many times as long. */
const PATIENCE_FACTOR = 4;

export const silence: Part<SilenceState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'turn-taken':
      // The wait begins anew, in the length that this turn asks for.
      return disarm({ ...own, reminders: 0, patient: signal.turn.meaning === 'wait' });
    case 'dtmf-received':
    case 'speech-started':
      return disarm(own);
    case 'alarm-reached':
      return signal.name === SILENCE
        ? ranOut({ ...own, armed: false, patient: false }, scene)
        : { state: own };
    case 'settled':
      return settle(own, scene);
    default:
      return { state: own };
  }
};

function ranOut(own: SilenceState, { setup }: Scene): Reaction<SilenceState> {
  if (own.reminders >= setup.maxReminders) return { state: own, signals: [{ type: 'silence-ran-out' }] };
  const count = own.reminders + 1;
  return {
    state: { ...own, reminders: count },
    signals: [{ type: 'remind' }],
    effects: [{ type: 'fact-record', data: { fact: 'reminder-given', count } }],
  };
}

function settle(own: SilenceState, { now, parts, setup }: Scene): Reaction<SilenceState> {
  const waiting =
    parts.mind.waiting &&
    parts.ending.phase === 'open' &&
    !isSpeaking(parts.mouth) &&
    parts.ear.turn === null;
  if (waiting === own.armed) return { state: own };
  if (!waiting) return disarm(own);
  const span = setup.reminderAfter * (own.patient ? PATIENCE_FACTOR : 1);
  return {
    state: { ...own, armed: true },
    effects: [{ type: 'alarm-set', name: SILENCE, at: now + span }],
  };
}

function disarm(own: SilenceState): Reaction<SilenceState> {
  if (!own.armed) return { state: own };
  return { state: { ...own, armed: false }, effects: [{ type: 'alarm-clear', name: SILENCE }] };
}
