export * from './simulation.ts';
export type * from './repository.ts';
export type * from './service.ts';
