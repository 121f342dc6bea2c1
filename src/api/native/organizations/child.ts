/** Children of the caller's organization, by id. */
import type { Organization } from '#domain';
import { notFound, parseId, type Id } from '#kernel';
import type { Access } from '../../auth/access.ts';
import type { NativeDeps } from '../native.ts';

/** @throws AppError `organization-unknown` (404) for what is no child of who asks */
export async function childOf(
  { store }: Pick<NativeDeps, 'store'>,
  access: Access,
  text: string,
): Promise<Organization> {
  const id: Id | null = parseId(text);
  const child = id && (await store.organizations.getChild(access.tenant.organizationId, id));
  if (!child) throw notFound('organization');
  return child;
}
