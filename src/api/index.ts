/** The HTTP API: native, dialects, health and metrics, all from one Fastify server. */
export type { Dedupe, Dialect, DialectDeps, ErrorAnswer, RecordingLinks } from './dialect.ts';
