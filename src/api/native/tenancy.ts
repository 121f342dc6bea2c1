/** Operations of tenancy: organizations, keys, members, sessions, the audit log, minutes and quotas. */
import { createOrganization } from './organizations/create/route.ts';
import { listOrganizations } from './organizations/list/route.ts';
import { getChildOrganization } from './organizations/get/route.ts';
import { updateChildOrganization } from './organizations/update/route.ts';
import { deleteChildOrganization } from './organizations/delete/route.ts';
import { createApiKey } from './keys/create/route.ts';
import { listApiKeys } from './keys/list/route.ts';
import { getApiKey } from './keys/get/route.ts';
import { updateApiKey } from './keys/update/route.ts';
import { revokeApiKey } from './keys/delete/route.ts';
import { rotateApiKey } from './keys/rotate/route.ts';
import { createMember } from './members/create/route.ts';
import { listMembers } from './members/list/route.ts';
import { getMember } from './members/get/route.ts';
import { updateMember } from './members/update/route.ts';
import { deleteMember } from './members/delete/route.ts';
import { inviteMember } from './members/invite/route.ts';
import { createSession } from './sessions/create/route.ts';
import { getCurrentSession } from './sessions/get/route.ts';
import { deleteCurrentSession } from './sessions/delete/route.ts';
import { acceptInvitation } from './sessions/accept/route.ts';
import { listAuditLog } from './audit-log/list/route.ts';
import { verifyAuditLog } from './audit-log/verify/route.ts';
import { getMinutes } from './minutes/get/route.ts';
import { updateMinutes } from './minutes/update/route.ts';
import { topUpMinutes } from './minutes/top-up/route.ts';
import { listMinuteLedger } from './minutes/ledger/route.ts';
import { getQuotas } from './quotas/get/route.ts';
import type { Operation } from './native.ts';

export const tenancyOperations: readonly Operation[] = [
  createOrganization,
  listOrganizations,
  getChildOrganization,
  updateChildOrganization,
  deleteChildOrganization,
  createApiKey,
  listApiKeys,
  getApiKey,
  updateApiKey,
  revokeApiKey,
  rotateApiKey,
  createMember,
  listMembers,
  getMember,
  updateMember,
  deleteMember,
  inviteMember,
  createSession,
  getCurrentSession,
  deleteCurrentSession,
  acceptInvitation,
  listAuditLog,
  verifyAuditLog,
  getMinutes,
  updateMinutes,
  topUpMinutes,
  listMinuteLedger,
  getQuotas,
];
