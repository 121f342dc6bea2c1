/** Records and rules; no I/O. */
export type * from './organizations/organization.ts';
export type * from './agents/agent.ts';
export * from './agents/config.ts';
export * from './flow/schema.ts';
export type * from './trunks/trunk.ts';
export type * from './calls/outcome.ts';
export type * from './calls/call.ts';
export type * from './calls/create.ts';
export type * from './dialing/facts.ts';
export type * from './store.ts';
export type * from './services.ts';
