/** Webhooks: events on their way to endpoints, and hooks that are asked for an answer. */
export { WebhookSender } from './sender.ts';
export { createStandardFormat } from './standard.ts';
export type { WebhookOptions } from './options.ts';
export { createInboundHooks } from './inbound.ts';
export { standardInboundHook } from './inbound-standard.ts';
