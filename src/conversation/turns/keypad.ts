/** The keypad: keys become a turn of the callee, by the plan of what is asked. */
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { isSpeaking } from '../mouth/state.ts';
import type { KeypadState } from './state.ts';

const PAUSE = 'keypad-pause';
/** A pause after which keys pressed so far are the entry. */
const ENTRY_PAUSE = ms(3000);

export const keypad: Part<KeypadState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'expect':
      return { state: { ...own, plan: signal.expectation?.keys ?? { kind: 'none' } } };
    case 'dtmf-received':
      return pressed(own, signal.digit, scene);
    case 'alarm-reached':
      return signal.name === PAUSE && own.keys !== '' ? entered(own, scene) : { state: own };
    default:
      return { state: own };
  }
};

function pressed(own: KeypadState, digit: string, scene: Scene): Reaction<KeypadState> {
  const { plan } = own;
  if (plan.kind === 'none' || scene.parts.ending.phase !== 'open') return { state: own };
  const hush: Signal[] = isSpeaking(scene.parts.mouth)
    ? [{ type: 'hush', why: 'keypad', sparing: false }]
    : [];
  const first = own.keys === '' ? scene.now : own.firstAt;
  const next = { ...own, firstAt: first, lastAt: scene.now };
  if (plan.kind === 'options' || digit === '#') {
    const keys = plan.kind === 'options' ? digit : own.keys;
    const done = entered({ ...next, keys }, scene);
    return { ...done, signals: [...hush, ...(done.signals ?? [])] };
  }
  const keys = own.keys + digit;
  if (keys.length >= plan.max) {
    const done = entered({ ...next, keys }, scene);
    return { ...done, signals: [...hush, ...(done.signals ?? [])] };
  }
  const alarm: Effect = { type: 'alarm-set', name: PAUSE, at: scene.now + ENTRY_PAUSE };
  return { state: { ...next, keys }, signals: hush, effects: [alarm] };
}

function entered(own: KeypadState, { now }: Scene): Reaction<KeypadState> {
  const value = valueOf(own);
  const turn: CalleeTurn = {
    text: own.keys === '' ? '#' : own.keys,
    value,
    accepted: value !== null,
    meaning: value === null ? 'words' : 'answer',
    via: 'keypad',
    start: own.firstAt,
    end: own.lastAt,
    endpointAt: now,
    recognizedAt: now,
  };
  return {
    state: { ...own, keys: '' },
    signals: [{ type: 'turn-heard', turn }],
    effects: [{ type: 'alarm-clear', name: PAUSE }],
  };
}

function valueOf({ plan, keys }: KeypadState): string | null {
  if (plan.kind === 'options') return Object.hasOwn(plan.values, keys) ? plan.values[keys]! : null;
  if (plan.kind === 'none' || !/^\d+$/.test(keys)) return null;
  return keys.length >= plan.min && keys.length <= plan.max ? keys : null;
}
