/** A member as the native API shows it. */
import { INVITATION_MS, type Member, type Repositories, type Role } from '#domain';
import { AppError, notFound, parseId, spellNative, type Id } from '#kernel';
import { Type, type Static } from 'typebox';
import type { Access } from '../../auth/access.ts';
import { hashKey } from '../../auth/keys.ts';
import { newToken } from '../../auth/session-token.ts';
import { RoleSchema } from '../keys/key-view.ts';
import type { NativeDeps } from '../native.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

export const memberFields = {
  name: Type.String({ maxLength: 200 }),
  role: RoleSchema,
};

export const MemberSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('member'),
    email: Type.String(),
    ...memberFields,
    state: Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('disabled')]),
    last_signed_in_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

/** With the token of its invitation, once. */
export const InvitedSchema = Type.Object(
  {
    ...MemberSchema.properties,
    invitation: Type.Object(
      {
        token: Type.String({ description: 'For POST /v1/invitations/accept. It is not shown again.' }),
        expires_at: Moment,
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export function memberView(member: Member): Static<typeof MemberSchema> {
  return {
    id: spellNative('mbr', member.id),
    object: 'member',
    email: member.email,
    name: member.name,
    role: member.role,
    state: member.state,
    last_signed_in_at: isoMaybe(member.lastSignedInAt),
    created_at: iso(member.createdAt),
    updated_at: iso(member.updatedAt),
  };
}

/** A fresh invitation: what is kept of it, and what is shown. */
export function newInvitation({ random, clock }: Pick<NativeDeps, 'random' | 'clock'>) {
  const token = newToken(random, 'pi');
  const until = clock.now() + INVITATION_MS;
  return {
    kept: { invitationHash: hashKey(token), invitationUntil: until },
    shown: { token, expires_at: iso(until) },
  };
}

/** @throws AppError `member-unknown` (404) */
export async function knownMember(
  { store }: { readonly store: Pick<Repositories, 'members'> },
  { tenant }: Access,
  text: string,
): Promise<Member> {
  const id = parseId(text);
  const member = id && (await store.members.get(tenant.organizationId, id));
  if (!member) throw notFound('member');
  return member;
}

/** In the transaction that takes an owner out. @throws AppError `last-owner` (409) */
export async function refuseLastOwner(
  members: Repositories['members'],
  { id, organizationId, role, state }: { id: Id; organizationId: Id; role: Role; state: Member['state'] },
): Promise<void> {
  if (role !== 'owner' || state !== 'active') return;
  if ((await members.otherOwners(organizationId, id)) > 0) return;
  throw new AppError({
    code: 'last-owner',
    status: 409,
    message: 'This member is the last active owner. Make another member an owner first.',
  });
}
