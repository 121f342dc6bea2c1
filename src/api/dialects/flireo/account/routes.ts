/** `/account`, and its later name `/organizations`, with the organizations below it. */
import { NO_QUOTAS, type Organization, type Tenant } from '#domain';
import { AppError, notFound, parseId, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import { makeKey } from '../../../auth/keys.ts';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import {
  AccountRead,
  OrganizationBody,
  OrganizationCreated,
  OrganizationPatch,
  OrganizationRead,
  OrganizationsQuery,
} from './schemas.ts';
import { showAccount } from './show.ts';

const LONGEST_NAME = 200;
const MOST_CHILDREN = 1000;
const tags = ['organization'];

export function serveAccount(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;

  app.get(
    '/account',
    {
      schema: {
        ...{ tags, operationId: 'getAccount', summary: 'Read your account' },
        ...{ scope: 'organization:read', response: { 200: AccountRead } },
      },
    },
    async ({ tenant }) => showAccount(deps, tenant, await own(deps, tenant)),
  );

  app.get(
    '/organizations',
    {
      schema: {
        ...{ tags, operationId: 'getOrganization', summary: 'Read your organization' },
        ...{ scope: 'organizations:read', querystring: OrganizationsQuery },
        response: { 200: OrganizationRead },
      },
    },
    async ({ tenant, query }) => {
      const organization = await own(deps, tenant);
      const shown = await related(deps, tenant, organization);
      if ((query as Record<string, unknown>)['include_children'] !== 'true') return shown;
      const children = await store.organizations.listChildren(organization.id, { limit: MOST_CHILDREN });
      return {
        ...shown,
        children: await Promise.all(
          children
            .filter(({ archivedAt }) => archivedAt === null)
            .map((child) => related(deps, { ...tenant, organizationId: child.id }, child)),
        ),
      };
    },
  );

  app.post(
    '/organizations',
    {
      schema: {
        ...{ tags, operationId: 'createOrganization', summary: 'Create an organization below yours' },
        description: 'Answers with its first key, which is shown this once.',
        ...{ scope: 'organizations:write', body: OrganizationBody, response: { 201: OrganizationCreated } },
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      requireLive(access);
      requireOwnScopes(access, null);
      const parent = await own(deps, request.tenant);
      const child = newChild(readChild(request.body, parent), parent, deps);
      const first = makeKey(deps, {
        ...{ organizationId: child.id, mode: 'live', name: 'first', scopes: null },
        ...{ requestsPerMinute: null, expiresAt: null },
      });
      await store.transaction(async (tx) => {
        await tx.organizations.insert(child);
        await tx.keys.insert(first.record);
      });
      const shown = await related(deps, { ...request.tenant, organizationId: child.id }, child);
      return reply.code(201).send({ ...shown, api_key: first.key });
    },
  );

  app.patch(
    '/organizations',
    {
      schema: {
        ...{ tags, operationId: 'updateOrganization', summary: 'Rename your organization' },
        ...{ scope: 'organizations:write', body: OrganizationPatch, response: { 200: OrganizationRead } },
      },
    },
    async (request) => {
      requireLive(accessOf(request));
      const { tenant } = request;
      const name = readName(request.body);
      const changed =
        name === null
          ? await own(deps, tenant)
          : await store.organizations.update(tenant.organizationId, { name });
      if (!changed) throw notFound('organization');
      return related(deps, tenant, changed);
    },
  );
}

async function own({ store }: DialectDeps, { organizationId }: Tenant): Promise<Organization> {
  const organization = await store.organizations.get(organizationId);
  if (!organization) throw notFound('organization');
  return organization;
}

async function related(deps: DialectDeps, tenant: Tenant, organization: Organization) {
  return { ...(await showAccount(deps, tenant, organization)), parent_org_id: organization.parentId };
}

/** @throws AppError `invalid-request`; `organization-unknown` (404) for a parent that is not who asks */
function readChild(body: unknown, parent: Organization): string {
  const fields = new Fields(body);
  const name = fields.requiredText('name').trim();
  const above = fields.text('parent_org_id');
  checkName(fields, name);
  fields.finish();
  const id: Id | null = above ? parseId(above) : parent.id;
  if (id !== parent.id) throw notFound('organization', 'parent_org_id');
  if (parent.parentId !== null)
    throw new AppError({
      code: 'organization-nested',
      status: 409,
      message: 'Your organization has a parent itself, and organizations nest one level deep.',
    });
  return name;
}

function readName(body: unknown): string | null {
  const fields = new Fields(body);
  const name = (fields.text('name') ?? fields.text('company_name'))?.trim() ?? null;
  if (name !== null) checkName(fields, name);
  fields.finish();
  return name;
}

function checkName(fields: Fields, name: string): void {
  if (fields.faults.length > 0) return;
  if (name === '' || name.length > LONGEST_NAME)
    fields.fail('name', `Must have 1 to ${LONGEST_NAME} characters.`, 'length');
}

/** With the limits of its parent. */
function newChild(name: string, parent: Organization, { ids, clock }: DialectDeps): Organization {
  const { concurrency, callsPerSecond, destinationAllow, suppressOptOuts } = parent;
  return {
    ...{ id: ids.next(), parentId: parent.id, name },
    ...{ concurrency, callsPerSecond, destinationAllow, suppressOptOuts, defaultNumberId: null },
    ...{ quotas: NO_QUOTAS, requestsPerMinute: null, createdAt: clock.now(), archivedAt: null },
  };
}
