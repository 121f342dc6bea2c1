/** The HTTP API: native, dialects, health and metrics, all from one Fastify server. */
export { createApi, type Api } from './server.ts';
export type { Bound } from './http/listen.ts';
export type { ApiOptions, MetricFamily, ReadinessCheck } from './options.ts';
export type { Dedupe, Dialect, DialectDeps, ErrorAnswer, RecordingLinks } from './dialect.ts';
export { createKey, type CreatedKey, type KeyMaker } from './auth/keys.ts';
export { createDialects } from './dialects/index.ts';
