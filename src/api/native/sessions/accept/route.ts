/** `POST /v1/invitations/accept`: whoever was invited sets a password. */
import { AppError } from '#kernel';
import { Type } from 'typebox';
import { hashKey } from '../../../auth/keys.ts';
import { hashPassword } from '../../../auth/password.ts';
import { rateLimited } from '../../../auth/rate-headers.ts';
import { RateLimiter } from '../../../auth/rate-limiter.ts';
import { memberFields, MemberSchema, memberView } from '../../members/member-view.ts';
import type { Operation } from '../../native.ts';
import { Password } from '../session-view.ts';

const OF_NETWORK = { limit: 60, windowMs: 60_000 };

const Body = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 100 }),
    password: Password,
    name: Type.Optional(memberFields.name),
  },
  { additionalProperties: false },
);

export const acceptInvitation: Operation = (app, deps) => {
  const limiter = new RateLimiter(deps.clock);
  app.post(
    '/v1/invitations/accept',
    {
      config: { public: true },
      schema: {
        operationId: 'acceptInvitation',
        summary: 'Set a password by an invitation',
        description: 'The token works once. Sessions that were open end.',
        tags: ['sessions'],
        body: Body,
        response: { 200: MemberSchema },
        errors: ['invitation-invalid', 'rate-limited'],
      },
    },
    async (request) => {
      const { allowed, state } = limiter.take([{ name: request.ip, rules: [OF_NETWORK] }]);
      if (!allowed && state) throw rateLimited(state);
      const { token, password, name } = request.body;
      const hash = hashKey(token);
      const passwordHash = await hashPassword(password, deps.random);
      const now = deps.clock.now();
      const accepted = await deps.store.transaction(async (tx) => {
        const member = await tx.members.findByInvitation(hash);
        if (!member || (member.invitationUntil ?? 0) <= now || member.state === 'disabled') return null;
        await tx.sessions.removeOf(member.id);
        return tx.members.update(member.organizationId, member.id, {
          ...{ passwordHash, state: 'active', invitationHash: null, invitationUntil: null, updatedAt: now },
          ...(name === undefined ? {} : { name }),
        });
      });
      if (!accepted)
        throw new AppError({
          code: 'invitation-invalid',
          status: 404,
          param: 'token',
          message: 'This invitation is unknown, used, or older than 7 days. Ask an owner for a new one.',
        });
      return memberView(accepted);
    },
  );
};
