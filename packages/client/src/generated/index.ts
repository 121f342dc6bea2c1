// Written by tools/client.ts from openapi/openapi.json.
export type * from './schemas.ts';
export type * from './agents.ts';
export type * from './calls.ts';
export type * from './numbers.ts';
export type * from './organization.ts';
export type * from './prices.ts';
export type * from './providers.ts';
export type * from './suppressions.ts';
export type * from './templates.ts';
export type * from './trunks.ts';
export type * from './voices.ts';
