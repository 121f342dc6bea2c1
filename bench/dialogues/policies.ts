/** What is compared: the presets, and plain detection of silence. */
import type { TurnSettings } from '../../src/domain/index.ts';

/** Plain VAD takes whatever words are there when its silence has passed. */
const vad = (ms: number): Partial<TurnSettings> => ({ preset: 'quick', endpoint_ms: ms });

export const policies: Readonly<Record<string, Partial<TurnSettings>>> = {
  balanced: { preset: 'balanced' },
  patient: { preset: 'patient' },
  quick: { preset: 'quick' },
  vad_300: vad(300),
  vad_600: vad(600),
  vad_1000: vad(1000),
};
