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
    ...{ base: 1000, complete: 600, bare: 700, utterance: 800, finished: 800, brief: 1200, unheard: 1000 },
    ...{ openEnd: 1600, hesitation: 1700, unfinished: 1500, dictation: 1650, address: 1500 },
    ...{ story: 1200, storyBegun: 1400, paceCeiling: 1600 },
  },
  balanced: {
    ...{ fixed: null, min: 200, max: 1600, onPartial: 'stable' },
    ...{ base: 400, complete: 260, bare: 400, utterance: 550, finished: 350, brief: 540, unheard: 600 },
    ...{ openEnd: 1350, hesitation: 1450, unfinished: 900, dictation: 1000, address: 900 },
    ...{ story: 580, storyBegun: 850, paceCeiling: 1000 },
  },
  quick: {
    ...{ fixed: null, min: 150, max: 1000, onPartial: 'always' },
    ...{ base: 300, complete: 200, bare: 260, utterance: 450, finished: 250, brief: 350, unheard: 500 },
    ...{ openEnd: 900, hesitation: 1000, unfinished: 700, dictation: 800, address: 650 },
    ...{ story: 400, storyBegun: 500, paceCeiling: 600 },
  },
};

/** The settings of an agent: its preset, `balanced` by default, under its own knobs. */
export function endpointSettings(turns: Partial<TurnSettings>): EndpointSettings {
  const preset = ENDPOINT_PRESETS[turns.preset ?? 'balanced'];
  const max = turns.max_endpoint_ms ?? Math.max(preset.max, turns.min_endpoint_ms ?? 0);
  const min = Math.min(turns.min_endpoint_ms ?? preset.min, max);
  return { ...preset, fixed: turns.endpoint_ms ?? null, min, max };
}
