/** What the telephone offers the rest of Parley: a SIP endpoint and media sessions. */
export type * from './contract/line.ts';
export type * from './contract/media.ts';
export type * from './contract/probe.ts';
export type * from './contract/registration.ts';
export type * from './contract/signalling.ts';
export type * from './contract/target.ts';
