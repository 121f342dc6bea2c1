/** Parley's API: `new Parley({ url, key }).calls.create(…)`. */
export { ParleyError, ParleyUnreachable, type FieldProblem } from './errors.ts';
export type { StreamedCallEvent } from './events.ts';
export { Parley } from './generated/parley.ts';
export type { ClientOptions, RequestOptions } from './transport.ts';
export { verifyWebhook, WebhookRefused, type WebhookCheck, type WebhookMessage } from './webhooks.ts';
export type { Page, PageQuery } from './pages.ts';
export type * from './generated/index.ts';
