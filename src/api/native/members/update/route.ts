/** `PATCH /v1/members/{id}` */
import { scopesOfRole } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownMember, memberFields, MemberSchema, memberView, refuseLastOwner } from '../member-view.ts';

const Body = Type.Object(
  {
    name: Type.Optional(memberFields.name),
    role: Type.Optional(memberFields.role),
    disabled: Type.Optional(Type.Boolean({ description: 'Ends the sessions, and refuses new ones.' })),
  },
  { additionalProperties: false },
);

export const updateMember: Operation = (app, deps) => {
  app.patch(
    '/v1/members/:id',
    {
      schema: {
        operationId: 'updateMember',
        scope: 'members:write',
        summary: 'Change a member',
        description: 'Fields left out stay. A role is in effect within a second, in running sessions too.',
        tags: ['members'],
        params: IdParams,
        body: Body,
        response: { 200: MemberSchema },
        errors: ['member-unknown', 'last-owner', 'live-key-needed'],
      },
    },
    async (request) => {
      const access = accessOf(request);
      requireLive(access);
      const { name, role, disabled } = request.body;
      const changed = await deps.store.transaction(async (tx) => {
        const before = await knownMember({ store: tx }, access, request.params.id);
        // Who may change a member can take it over: never one that may do more.
        requireOwnScopes(access, scopesOfRole(before.role));
        if (role !== undefined) requireOwnScopes(access, scopesOfRole(role));
        if (disabled || (role !== undefined && role !== 'owner')) await refuseLastOwner(tx.members, before);
        const enabled = before.passwordHash === null ? 'invited' : 'active';
        const state = disabled ? 'disabled' : enabled;
        const member = await tx.members.update(before.organizationId, before.id, {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(disabled === undefined ? {} : { state }),
          updatedAt: deps.clock.now(),
        });
        if (!member) throw notFound('member');
        if (disabled) await tx.sessions.removeOf(member.id);
        return member;
      });
      return memberView(changed);
    },
  );
};
