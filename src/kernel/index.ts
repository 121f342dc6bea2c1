/** The kernel: clock, chance, ids, errors, events, ownership, logs. It imports nothing of ours. */
export { realClock, VirtualClock, type Clock, type Millis, type Timer } from './clock.ts';
export { realRandom, seededRandom, randomHex, randomUnit, type Random } from './random.ts';
export {
  createIdSource,
  idAt,
  idTime,
  parseId,
  spellEpoch,
  spellHex,
  spellNative,
  type Id,
  type IdPrefix,
  type IdSource,
} from './ids.ts';
export {
  AppError,
  errorText,
  invalidRequest,
  notFound,
  type AppErrorOptions,
  type FieldFault,
} from './errors.ts';
export { Emitter, type Events, type Unsubscribe } from './events.ts';
export { Owner, type Closable } from './owner.ts';
export { setThreadPriority } from './thread-priority.ts';
export { createLogger, mask, silentLogger, type Logger, type LogFields, type LogLevel } from './logger.ts';
export { DueLoop, type DueLoopOptions } from './due-loop.ts';
export { nearest } from './nearest.ts';
