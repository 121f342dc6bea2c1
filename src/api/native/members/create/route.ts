/** `POST /v1/members`: invites somebody. */
import { scopesOfRole, type Member } from '#domain';
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { InvitedSchema, memberFields, memberView, newInvitation } from '../member-view.ts';

const Body = Type.Object(
  {
    email: Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' }),
    name: Type.Optional(memberFields.name),
    role: memberFields.role,
  },
  { additionalProperties: false },
);

export const createMember: Operation = (app, deps) => {
  app.post(
    '/v1/members',
    {
      config: { keepsAnswer: false },
      schema: {
        operationId: 'createMember',
        scope: 'members:write',
        summary: 'Invite a member',
        description:
          'Parley sends no mail for it: pass the token on. Whoever has it sets a password with POST /v1/invitations/accept. Nobody invites to a role that may do more than their own.',
        tags: ['members'],
        body: Body,
        response: { 201: InvitedSchema },
        errors: ['member-taken', 'live-key-needed'],
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      requireLive(access);
      const { email, name = '', role } = request.body;
      requireOwnScopes(access, scopesOfRole(role));
      const invitation = newInvitation(deps);
      const now = deps.clock.now();
      const member: Member = {
        id: deps.ids.next(),
        organizationId: access.tenant.organizationId,
        email: email.toLowerCase(),
        ...{ name, role, state: 'invited', passwordHash: null, lastSignedInAt: null },
        ...invitation.kept,
        ...{ createdAt: now, updatedAt: now },
      };
      await deps.store.members.insert(member);
      return reply.code(201).send({ ...memberView(member), invitation: invitation.shown });
    },
  );
};
