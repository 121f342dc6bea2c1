/** The HTTP API: native, dialects, health and metrics, all from one Fastify server. */
export { createRecordingLinks } from './recordings/links.ts';
export { createApi, type Api } from './server.ts';
export type { Bound } from './http/listen.ts';
export type { AnsweredRequest, ApiOptions, MetricFamily, ReadinessCheck, TlsPair } from './options.ts';
export type { Dedupe, Dialect, DialectDeps, ErrorAnswer, RecordingLinks } from './dialect.ts';
export { createKey, type CreatedKey, type KeyMaker } from './auth/keys.ts';
export { createDialects } from './dialects/index.ts';
export { callView } from './native/calls/call-view.ts';
export { vendorIds, type SpellIds } from './ids/vendor-ids.ts';
export { vendorInboundHooks, vendorWebhookFormats } from './dialects/webhook-formats.ts';
