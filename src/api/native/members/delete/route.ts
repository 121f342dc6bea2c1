/** `DELETE /v1/members/{id}` */
import { scopesOfRole } from '#domain';
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownMember, refuseLastOwner } from '../member-view.ts';

export const deleteMember: Operation = (app, deps) => {
  app.delete(
    '/v1/members/:id',
    {
      schema: {
        operationId: 'deleteMember',
        scope: 'members:write',
        summary: 'Remove a member',
        description: 'The sessions end with it. Rows of the audit log keep its id.',
        tags: ['members'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['member-unknown', 'last-owner', 'live-key-needed'],
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      requireLive(access);
      await deps.store.transaction(async (tx) => {
        const member = await knownMember({ store: tx }, access, request.params.id);
        requireOwnScopes(access, scopesOfRole(member.role));
        await refuseLastOwner(tx.members, member);
        await tx.members.remove(member.organizationId, member.id);
      });
      return reply.code(204).send(null);
    },
  );
};
