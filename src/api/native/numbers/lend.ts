/** Lends a number to a child organization, which uses it as its own, and takes it back. */
import type { PhoneNumber, Repositories, Tenant } from '#domain';
import { AppError, notFound, type Id } from '#kernel';

/**
 * What changes when `number` is assigned to `childId`, or taken back for null. With it go agent, reservations, routes and hook,
 * which are the organization's that used it.
 * @throws AppError `number-lent` (409) for one that is not one's own, `organization-unknown` (404) for what is no child
 */
export async function lending(
  tx: Pick<Repositories, 'organizations'>,
  { organizationId }: Tenant,
  number: PhoneNumber,
  childId: Id | null,
): Promise<Partial<PhoneNumber>> {
  const owner = number.ownerOrganizationId ?? number.organizationId;
  if (owner !== organizationId)
    throw new AppError({
      code: 'number-lent',
      status: 409,
      param: 'assigned_organization_id',
      message: 'This number is lent to your organization; only its owner may lend it on.',
    });
  const user = childId ?? organizationId;
  if (user === number.organizationId) return {};
  if (childId !== null && !(await tx.organizations.getChild(organizationId, childId)))
    throw notFound('organization', 'assigned_organization_id');
  return {
    organizationId: user,
    ownerOrganizationId: childId === null ? null : organizationId,
    agentId: null,
    reservedForAgents: [],
    routes: null,
    inboundHook: null,
  };
}
