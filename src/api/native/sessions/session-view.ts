/** A session as the native API shows it. */
import { scopesOfRole, SCOPES, type Member, type Session } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { MemberSchema, memberView } from '../members/member-view.ts';
import { iso, Moment } from '../shapes/times.ts';

export const Password = Type.String({
  minLength: 12,
  maxLength: 200,
  description: 'At least 12 characters.',
});

export const SessionSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('session'),
    organization_id: Type.String(),
    member: MemberSchema,
    scopes: Type.Array(Type.String(), { description: 'What the role may do.' }),
    created_at: Moment,
    expires_at: Moment,
  },
  { additionalProperties: false },
);

export function sessionView(member: Member, session: Session): Static<typeof SessionSchema> {
  return {
    id: spellNative('ses', session.id),
    object: 'session',
    organization_id: spellNative('org', session.organizationId),
    member: memberView(member),
    scopes: SCOPES.filter((scope) => scopesOfRole(member.role).includes(scope)),
    created_at: iso(session.createdAt),
    expires_at: iso(session.expiresAt),
  };
}
