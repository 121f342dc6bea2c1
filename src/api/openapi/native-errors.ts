/** What a native operation answers when it refuses, and the header that every POST takes. */
import type { FastifySchema } from 'fastify';
import { pageOf, type ErrorCode } from '../errors/catalogue.ts';

type Json = Readonly<Record<string, unknown>>;

/** What every operation may answer beside its own errors. */
const EVERYWHERE: readonly ErrorCode[] = ['unauthorized', 'scope-missing', 'rate-limited', 'internal'];
const OF_BODIES: readonly ErrorCode[] = [
  'invalid-request',
  'invalid-json',
  'body-too-large',
  'media-type-unsupported',
];
const OF_POSTS: readonly ErrorCode[] = ['idempotency-key-busy', 'idempotency-key-reused'];

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeating the request with the same key and body gives the first answer again, for 24 hours.',
  schema: { type: 'string', maxLength: 255 },
};

/** Beside those of the operation's own schema. */
export function nativeParameters(method: string): readonly Json[] {
  return method === 'POST' ? [idempotencyKey] : [];
}

/** By status, the codes that it may stand for. */
export function nativeErrors(schema: FastifySchema, method: string): Readonly<Record<string, Json>> {
  const codes = [
    ...(schema.errors ?? []),
    ...(schema.body === undefined ? [] : OF_BODIES),
    ...(method === 'POST' ? OF_POSTS : []),
    ...(schema.querystring === undefined ? [] : (['invalid-request'] as const)),
    ...EVERYWHERE,
  ];
  const byStatus = new Map<number, Set<string>>();
  for (const code of codes) {
    const status = pageOf(code)!.status;
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: [...names].map((name) => `\`${name}\``).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
