/** A span as OTLP writes it in JSON (opentelemetry-proto, trace/v1). */
import { createHash } from 'node:crypto';
import type { Millis } from '#kernel';

export interface Span {
  /** 16 bytes, hex. */
  readonly traceId: string;
  /** 8 bytes, hex. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client';
  /** Unix ms. */
  readonly start: Millis;
  readonly end: Millis;
  readonly attributes: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly failed?: boolean;
}

const KINDS = { internal: 1, server: 2, client: 3 } as const;

/** A trace's id that anybody finds who knows the thing's id. */
export function traceIdOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

export function spanIdOf(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 16);
}

/** The body of one export. */
export function exportBody(spans: readonly Span[], service: string, version: string): string {
  const resource = { attributes: attributesOf({ 'service.name': service, 'service.version': version }) };
  const scopeSpans = [{ scope: { name: 'parley' }, spans: spans.map(written) }];
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] });
}

function written({ kind, start, end, attributes, failed, ...span }: Span): object {
  return {
    ...span,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(Math.max(start, end)),
    attributes: attributesOf(attributes),
    status: failed ? { code: 2 } : {},
  };
}

function nanoseconds(ms: Millis): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}

function attributesOf(values: Span['attributes']): object[] {
  return Object.entries(values).flatMap(([key, value]): object[] => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'string') return [{ key, value: { stringValue: value } }];
    if (typeof value === 'boolean') return [{ key, value: { boolValue: value } }];
    return [{ key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } }];
  });
}
