/** SIP transactions (RFC 3261, 17; RFC 6026): four pure machines and the tables that run them. */
export { DEFAULT_TIMERS, type TimerValues } from './timers.ts';
export { plainResponse, TransactionLayer } from './layer.ts';
export type { ClientTransaction } from './clients.ts';
export type { Failure } from './effects.ts';
export type { ClientUser, ServerUser } from './user.ts';
