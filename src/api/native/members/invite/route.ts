/** `POST /v1/members/{id}/invitation`: a new token, also for a password that was forgotten. */
import { scopesOfRole } from '#domain';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { InvitedSchema, knownMember, memberView, newInvitation } from '../member-view.ts';

export const inviteMember: Operation = (app, deps) => {
  app.post(
    '/v1/members/:id/invitation',
    {
      config: { keepsAnswer: false },
      schema: {
        operationId: 'inviteMember',
        scope: 'members:write',
        summary: 'Invite a member again',
        description:
          'Makes the tokens before it useless. Until it is used an active member signs in as before; then the new password holds and all sessions end.',
        tags: ['members'],
        params: IdParams,
        response: { 200: InvitedSchema },
        errors: ['member-unknown', 'live-key-needed'],
      },
    },
    async (request) => {
      const access = accessOf(request);
      requireLive(access);
      const member = await knownMember(deps, access, request.params.id);
      requireOwnScopes(access, scopesOfRole(member.role));
      const invitation = newInvitation(deps);
      const updatedAt = deps.clock.now();
      await deps.store.members.update(member.organizationId, member.id, { ...invitation.kept, updatedAt });
      return { ...memberView({ ...member, updatedAt }), invitation: invitation.shown };
    },
  );
};
