/** The presets of endpointing, and the raw knobs of an agent that win over them. */
import type { TurnSettings } from '#domain';
import type { EndpointWaits } from './facts.ts';

type TurnPreset = NonNullable<TurnSettings['preset']>;

export interface EndpointSettings extends EndpointWaits {
  /** Every wait is this one, whatever was said; `null`: dynamic. */
  readonly fixed: number | null;
  /** No wait is shorter. */
  readonly min: number;
  /** No wait is longer. */
  readonly max: number;
  /** Words that may still change end a turn: never, when they have come to rest by themselves, or at once. */
  readonly onPartial: 'never' | 'stable' | 'always';
}

/** Figures of each: `npm run bench -- dialogues`. */
export const ENDPOINT_PRESETS: Readonly<Record<TurnPreset, EndpointSettings>> = {
  patient: {
    ...{ fixed: null, min: 500, max: 3000, onPartial: 'never' },
    ...{ base: 1000, complete: 600, finished: 800, story: 1300, brief: 1200, unheard: 1000 },
    ...{ openEnd: 2000, hesitation: 2200, unfinished: 1800, dictation: 2400, address: 1700 },
    paceCeiling: 1800,
  },
  balanced: {
    ...{ fixed: null, min: 300, max: 1800, onPartial: 'stable' },
    ...{ base: 600, complete: 400, finished: 450, story: 700, brief: 600, unheard: 700 },
    ...{ openEnd: 1400, hesitation: 1600, unfinished: 1200, dictation: 1600, address: 1100 },
    paceCeiling: 1100,
  },
  quick: {
    ...{ fixed: null, min: 200, max: 1200, onPartial: 'always' },
    ...{ base: 400, complete: 260, finished: 300, story: 500, brief: 500, unheard: 500 },
    ...{ openEnd: 900, hesitation: 1000, unfinished: 800, dictation: 1100, address: 750 },
    paceCeiling: 700,
  },
};

/** The settings of an agent: its preset, `balanced` by default, under its own knobs. */
export function endpointSettings(turns: Partial<TurnSettings>): EndpointSettings {
  const preset = ENDPOINT_PRESETS[turns.preset ?? 'balanced'];
  const max = turns.max_endpoint_ms ?? Math.max(preset.max, turns.min_endpoint_ms ?? 0);
  const min = Math.min(turns.min_endpoint_ms ?? preset.min, max);
  return { ...preset, fixed: turns.endpoint_ms ?? null, min, max };
}
