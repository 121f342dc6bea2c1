/** Calling: from an accepted wish to an outcome. */
export { CallEngine } from './engine.ts';
export { fixedModels, type CallModels, type ModelSource } from './call-models.ts';
export { createModelSource, type ModelSourceOptions, type ServerKey } from './model-source.ts';
export { tryKeys, type KeyTrial, type TriedKey, type TriedKeys } from './try-keys.ts';
export type { EngineFigures } from './live/tally.ts';
export { DEFAULT_LIMITS, type EngineLimits, type EngineOptions } from './options.ts';
export { createMailService, type MailOptions } from './mail/mail-service.ts';
export { createTrunkChecks, type TrunkCheckOptions } from './trunk-check/diagnose.ts';
export { trunkOf } from './incoming/trunk-of.ts';
