/** The conversation as one pure machine: every part hears every signal, in a fixed order, until none is left. */
import type { Samples } from '#audio';
import { AppError } from '#kernel';
import { control } from '../control/control.ts';
import { ear } from '../ear/ear.ts';
import { ending } from '../ending/ending.ts';
import { machine } from '../machine/machine.ts';
import { mind } from '../mind/mind.ts';
import { mouth } from '../mouth/mouth.ts';
import { silence } from '../silence/silence.ts';
import { tools } from '../tools/tools.ts';
import { isJoined } from '../transfer/state.ts';
import { transfer } from '../transfer/transfer.ts';
import { bargeIn } from '../turns/barge-in.ts';
import { floor } from '../turns/floor.ts';
import { keypad } from '../turns/keypad.ts';
import { measure } from '../turns/measure.ts';
import type { Effect } from './effect.ts';
import type { Input } from './input.ts';
import type { ConversationState, Part, Parts, Reaction } from './scene.ts';
import type { Signal } from './signal.ts';

const PARTS: { readonly [K in keyof Parts]: Part<Parts[K]> } = {
  ear,
  machine,
  keypad,
  bargeIn,
  floor,
  mind,
  tools,
  control,
  transfer,
  silence,
  ending,
  mouth,
  measure,
};
const ORDER = Object.keys(PARTS) as (keyof Parts)[];
/** Parts that take no more notice of anything once the callee speaks with somebody else. */
const OUT_OF_THE_CALL: ReadonlySet<keyof Parts> = new Set([
  ...(['ear', 'machine', 'keypad', 'bargeIn', 'floor', 'mind', 'tools', 'silence', 'measure'] as const),
]);
/** But for these, by which they come to rest. */
const LAST_HEARD: ReadonlySet<Signal['type']> = new Set([
  ...(['transfer-over', 'hush', 'speech-finished', 'conversation-closed'] as const),
]);
/** Signals that one input may cause; more is a loop in our own rules. */
const MOST_SIGNALS = 2000;

export interface Step {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
}

/** Takes one input at the line's position `now`. @throws AppError `conversation-loop` (a bug of ours) */
export function step(state: ConversationState, input: Input, now: Samples): Step {
  // Once the end was announced only the closing matters.
  if (state.parts.ending.phase === 'ended' && input.type !== 'conversation-closed' && !isSpoken(input))
    return { state, effects: [] };
  const parts = { ...state.parts };
  const effects: Effect[] = [];
  const signals: Signal[] = [input];
  let settled = false;
  for (let i = 0; ; i++) {
    if (i > MOST_SIGNALS)
      throw new AppError({
        code: 'conversation-loop',
        message: `The conversation does not come to rest after '${input.type}'. This is a bug; please report it.`,
        status: 500,
      });
    let signal = signals[i];
    if (!signal) {
      if (settled) break;
      signals.push((signal = { type: 'settled' }));
    }
    settled = signal.type === 'settled';
    const out = isJoined(parts.transfer) && !LAST_HEARD.has(signal.type);
    for (const name of ORDER) {
      if (out && OUT_OF_THE_CALL.has(name)) continue;
      tell(parts, name, signal, { ...state, parts, now }, signals, effects);
    }
  }
  return { state: { ...state, parts }, effects };
}

function tell<K extends keyof Parts>(
  parts: { -readonly [P in keyof Parts]: Parts[P] },
  name: K,
  signal: Signal,
  scene: ConversationState & { now: Samples },
  signals: Signal[],
  effects: Effect[],
): void {
  const part: Part<Parts[K]> = PARTS[name];
  const reaction: Reaction<Parts[K]> = part(parts[name], signal, scene);
  parts[name] = reaction.state;
  if (reaction.signals) signals.push(...reaction.signals);
  if (reaction.effects) effects.push(...reaction.effects);
}

function isSpoken(input: Input): boolean {
  return input.type === 'utterance-started' || input.type === 'utterance-ended';
}
