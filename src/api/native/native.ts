/** What every native operation is made of. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ImportService, Scope, TrunkCheckService } from '#domain';
import type { DialectDeps } from '../dialect.ts';
import type { ErrorCode } from '../errors/catalogue.ts';

/** Fastify whose handlers get their types from the route's schemas. */
export type NativeApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What an operation may use. */
export interface NativeDeps extends Omit<DialectDeps, 'dedupe' | 'links'> {
  readonly imports: ImportService;
  readonly trunkChecks: TrunkCheckService;
  /** Where clients reach us, without a slash at the end; null as long as nothing listens and nobody said. */
  publicUrl(): string | null;
}

/** One operation: adds its route. */
export type Operation = (app: NativeApp, deps: NativeDeps) => void;

declare module 'fastify' {
  interface FastifySchema {
    /** Name of the operation in the OpenAPI document and in generated clients. */
    operationId?: string;
    summary?: string;
    description?: string;
    tags?: readonly string[];
    /** What a key needs for it. */
    scope?: Scope;
    /** The codes it answers beside those that every operation may answer. */
    errors?: readonly ErrorCode[];
    /** The media type of an answer that is no JSON, e.g. `audio/wav`. */
    produces?: string;
  }
}
