/** Calling: from an accepted wish to an outcome. */
export { CallEngine } from './engine.ts';
export type { EngineFigures } from './live/tally.ts';
export { DEFAULT_LIMITS, type EngineLimits, type EngineOptions } from './options.ts';
