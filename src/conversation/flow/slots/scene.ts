/** Who and when, for the reading of answers. */
import { lookUp, type Flow, type Slot } from '#domain';
import type { Scene } from '../../core/scene.ts';
import { knownZone } from '../../tools/time.ts';
import { wallNow } from '../../tools/work.ts';
import type { FlowState } from '../state.ts';
import type { ReadingScene } from './reading.ts';
import { spokenValue } from './spoken.ts';

export function readingScene({ epoch, values }: FlowState, scene: Scene): ReadingScene {
  const { plan, language } = scene.setup;
  const variables = { ...plan.variables, ...scene.parts.tools.variables, ...values };
  const number = lookUp(variables, 'person.number') ?? lookUp(variables, 'to_number');
  return {
    language,
    locale: plan.config.language,
    now: wallNow(epoch, scene),
    zone: knownZone(lookUp(variables, 'person.time_zone')),
    number: typeof number === 'string' && number.startsWith('+') ? number : null,
  };
}

/** Every slot of a flow by its name. */
export function slotsOf({ nodes }: Flow): ReadonlyMap<string, Slot> {
  const slots = nodes.flatMap((node) =>
    node.type === 'ask' ? [node.slot] : node.type === 'prompt' ? (node.slots ?? []) : [],
  );
  return new Map(slots.map((slot) => [slot.name, slot]));
}

/** The answers as they are said where they stand in texts; those of choices and yes/no are said as they are stored. */
export function spokenAnswers(flow: Flow, state: FlowState, scene: Scene): Readonly<Record<string, unknown>> {
  const slots = slotsOf(flow);
  const reading = readingScene(state, scene);
  return Object.fromEntries(
    Object.entries(state.values).map(([name, value]) => {
      const slot = slots.get(name);
      const plain = !slot || slot.type === 'yes_no' || slot.type === 'choice' || typeof value !== 'string';
      return [name, plain || !isNormal(slot, value) ? value : spokenValue(slot, value, reading)];
    }),
  );
}

/** An operator or a tool may have put something else in its place. */
function isNormal({ type }: Slot, value: string): boolean {
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(value);
  return type === 'time' ? /^\d\d:\d\d$/.test(value) : true;
}
