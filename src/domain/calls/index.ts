/** Calls: records, life cycle, outcomes. */
export type * from './call.ts';
export type * from './call-repository.ts';
export type * from './attempt.ts';
export type * from './analysis.ts';
export type * from './command.ts';
export type * from './create.ts';
export type * from './feed.ts';
export type * from './acceptance.ts';
export type * from './query.ts';
export type * from './upload.ts';
export type * from './outcome.ts';
export { dropsWords, keptData, keptTurns, redact } from './redact.ts';
export { PREPARED_MS, preparedCalls, type PreparedInbound } from './prepared.ts';
export { END_CODES, endWith, type EndCode } from './end-reasons.ts';
export { transcriptOf, type Transcript } from './transcript.ts';
export { outcomeOfWire, type WireEnding } from './wire-endings.ts';
export { FINAL_STATUSES } from './wire-statuses.ts';
export {
  incomingLife,
  newLife,
  phaseOf,
  stepLife,
  type LifeEffect,
  type LifeInput,
  type LifeState,
  type LifeStep,
} from './life-cycle.ts';
export { NOT_BEGUN } from './call.ts';
