/** Webhooks: events, endpoints, deliveries, formats. */
export * from './event.ts';
export * from './endpoint.ts';
export * from './delivery.ts';
export type * from './format.ts';
export type * from './repository.ts';
export * from './signing.ts';
export * from './call-as-of.ts';
export type * from './inbound-hook.ts';
