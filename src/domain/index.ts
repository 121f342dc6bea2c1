/** Records and rules; no I/O. */
export type * from './organizations/organization.ts';
export type * from './agents/agent.ts';
export * from './agents/config.ts';
export * from './flow/schema.ts';
export type * from './trunks/trunk.ts';
export * from './calls/index.ts';
export * from './dialing/index.ts';
export type * from './store.ts';
export type * from './services.ts';
export * from './variables/index.ts';
export { validateFlow } from './flow/validate.ts';
export { parseAgentConfig, type ParsedAgent } from './agents/parse.ts';
