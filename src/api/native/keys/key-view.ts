/** An API key as the native API shows it; its secret is shown once, when it is made. */
import { ROLES, SCOPES, type ApiKey, type Scope } from '#domain';
import { AppError, invalidRequest, notFound, parseId, spellNative, type Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import type { Access } from '../../auth/access.ts';
import type { NativeDeps } from '../native.ts';
import { iso, isoMaybe, Moment, momentFault, MomentText, readMoment } from '../shapes/times.ts';

export const ScopeSchema = Type.Enum([...SCOPES]);
export const RoleSchema = Type.Enum([...ROLES]);

const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const keyFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  scopes: maybe(
    Type.Array(ScopeSchema, { maxItems: SCOPES.length, uniqueItems: true }),
    'What it may do; null: everything.',
  ),
  requests_per_minute: maybe(
    Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    'In the place of what each API allows; null: that.',
  ),
  expires_at: maybe(MomentText, 'When it stops working; null: never.'),
};

export const KeySchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('key'),
    mode: Type.Union([Type.Literal('live'), Type.Literal('test')]),
    name: Type.String(),
    hint: Type.String({ description: 'The last 4 characters of its secret.' }),
    scopes: keyFields.scopes,
    requests_per_minute: keyFields.requests_per_minute,
    created_at: Moment,
    expires_at: Type.Union([Moment, Type.Null()]),
    last_used_at: Type.Union([Moment, Type.Null()], { description: 'To the minute.' }),
    revoked_at: Type.Union([Moment, Type.Null()]),
    previous_works_until: Type.Union([Moment, Type.Null()], {
      description: 'After a rotation: how long the secret before works too.',
    }),
  },
  { additionalProperties: false },
);

/** With its secret, once. */
export const KeyWithSecretSchema = Type.Object(
  { ...KeySchema.properties, key: Type.String({ description: 'The secret. It is not shown again.' }) },
  { additionalProperties: false },
);

export function keyView(key: ApiKey): Static<typeof KeySchema> {
  return {
    id: spellNative('key', key.id),
    object: 'key',
    mode: key.mode,
    name: key.name,
    hint: key.hint,
    scopes: key.scopes && ([...key.scopes] as Scope[]),
    requests_per_minute: key.requestsPerMinute,
    created_at: iso(key.createdAt),
    expires_at: isoMaybe(key.expiresAt),
    last_used_at: isoMaybe(key.lastUsedAt),
    revoked_at: isoMaybe(key.revokedAt),
    previous_works_until: isoMaybe(key.previousUntil),
  };
}

/** @throws AppError `key-unknown` (404) */
export async function knownKey(
  { store }: Pick<NativeDeps, 'store'>,
  { tenant }: Access,
  text: string,
): Promise<ApiKey> {
  const id = parseId(text);
  const key = id && (await store.keys.get(tenant.organizationId, id));
  if (!key) throw notFound('key');
  return key;
}

/** @throws AppError `key-revoked` (409) */
export function refuseRevoked(key: ApiKey): void {
  if (key.revokedAt === null) return;
  throw new AppError({
    code: 'key-revoked',
    status: 409,
    message: 'This key is revoked, which cannot be taken back. Make a new one.',
  });
}

/** @throws AppError `invalid-request` (400) for what is no moment, or is over */
export function readExpiry(text: string | null, now: Millis): Millis | null {
  if (text === null) return null;
  const at = readMoment(text);
  if (at === null) throw invalidRequest([momentFault('expires_at')]);
  if (at > now) return at;
  throw invalidRequest([
    {
      param: 'expires_at',
      rule: 'future',
      message: 'must be a moment to come; DELETE revokes a key at once.',
    },
  ]);
}
