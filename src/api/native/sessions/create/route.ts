/** `POST /v1/sessions`: signs in. */
import {
  scopesOfRole,
  sessionEnd,
  type Member,
  type Organization,
  type RateRule,
  type Session,
} from '#domain';
import { AppError, invalidRequest, parseId, spellNative } from '#kernel';
import { Type } from 'typebox';
import { hashKey } from '../../../auth/keys.ts';
import { isPassword } from '../../../auth/password.ts';
import { rateLimited } from '../../../auth/rate-headers.ts';
import { RateLimiter } from '../../../auth/rate-limiter.ts';
import { cookieOf, isSecure, newToken } from '../../../auth/session-token.ts';
import type { NativeDeps, Operation } from '../../native.ts';
import { IdText } from '../../shapes/ids.ts';
import { SessionSchema, sessionView } from '../session-view.ts';

/** Ten tries at one address, then one every 90 s; a whole office may sign in from one network. */
const OF_ADDRESS: RateRule = { limit: 10, windowMs: 15 * 60_000 };
const OF_NETWORK: RateRule = { limit: 60, windowMs: 60_000 };

const Body = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    organization_id: Type.Optional(IdText),
  },
  { additionalProperties: false },
);

const Answer = Type.Object(
  {
    ...SessionSchema.properties,
    token: Type.String({ description: 'As a bearer token. A browser has it as a cookie too.' }),
  },
  { additionalProperties: false },
);

export const createSession: Operation = (app, deps) => {
  const limiter = new RateLimiter(deps.clock);
  app.post(
    '/v1/sessions',
    {
      config: { public: true, keepsAnswer: false },
      schema: {
        operationId: 'createSession',
        summary: 'Sign in',
        description:
          'A session ends after 12 hours without use, and after 30 days. A member of several organizations names one in `organization_id`. The cookie is HttpOnly and SameSite=Lax; writes with it need an `Origin` that is ours.',
        tags: ['sessions'],
        body: Body,
        response: { 201: Answer },
        errors: ['sign-in-failed', 'rate-limited'],
      },
    },
    async (request, reply) => {
      const email = request.body.email.toLowerCase();
      const { allowed, state } = limiter.take([
        { name: `address ${email} ${request.ip}`, rules: [OF_ADDRESS] },
        { name: `network ${request.ip}`, rules: [OF_NETWORK] },
      ]);
      if (!allowed && state) throw rateLimited(state);
      const { member, organization } = await findMember(deps, { ...request.body, email });
      const now = deps.clock.now();
      const token = newToken(deps.random, 'ps');
      const session: Session = {
        id: deps.ids.next(),
        organizationId: member.organizationId,
        memberId: member.id,
        hash: hashKey(token),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: sessionEnd(now, now),
      };
      await deps.store.transaction(async (tx) => {
        await tx.sessions.prune(now);
        await tx.sessions.insert(session);
        await tx.members.update(member.organizationId, member.id, { lastSignedInAt: now });
      });
      // For the audit log.
      request.access = {
        tenant: { organizationId: member.organizationId, mode: 'live', keyId: session.id },
        actor: { kind: 'member', id: spellNative('mbr', member.id) },
        scopes: scopesOfRole(member.role),
        homeId: member.organizationId,
        isParent: organization.parentId === null,
        rates: { key: null, organization: null },
        signedIn: { member, session },
      };
      return reply
        .code(201)
        .header('Set-Cookie', cookieOf(token, isSecure(request, deps.publicUrl())))
        .send({ ...sessionView({ ...member, lastSignedInAt: now }, session), token });
    },
  );
};

interface Wanted {
  readonly email: string;
  readonly password: string;
  readonly organization_id?: string;
}

/** @throws AppError `sign-in-failed` (401), `invalid-request` when it must be said which organization is meant */
async function findMember(
  { store }: NativeDeps,
  { email, password, organization_id }: Wanted,
): Promise<{ member: Member; organization: Organization }> {
  const wanted = organization_id === undefined ? null : parseId(organization_id);
  const named = await store.members.findByEmail(email);
  const candidates = named.filter(
    (member) => organization_id === undefined || member.organizationId === wanted,
  );
  const found: { member: Member; organization: Organization }[] = [];
  for (const member of candidates) {
    const fits = await isPassword(password, member.passwordHash);
    const organization =
      fits && member.state === 'active' ? await store.organizations.get(member.organizationId) : null;
    if (organization && organization.archivedAt === null) found.push({ member, organization });
  }
  if (candidates.length === 0) await isPassword(password, null);
  const [first, second] = found;
  if (!first)
    throw new AppError({
      code: 'sign-in-failed',
      status: 401,
      message: 'E-mail address or password is wrong. Try again, or ask an owner for a new invitation.',
    });
  if (!second) return first;
  throw invalidRequest([
    {
      param: 'organization_id',
      rule: 'ambiguous',
      message: `is needed: you are a member of ${found.map(({ organization }) => spellNative('org', organization.id)).join(', ')}.`,
    },
  ]);
}
