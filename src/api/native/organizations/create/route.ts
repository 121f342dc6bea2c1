/** `POST /v1/organizations`: a child of the caller's organization. */
import { NO_QUOTAS, type Organization } from '#domain';
import { AppError, notFound, spellNative } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import { makeKey } from '../../../auth/keys.ts';
import {
  LimitPatch,
  limitPatch,
  organizationFields,
  OrganizationSchema,
  organizationView,
} from '../../organization/organization-view.ts';
import type { Operation } from '../../native.ts';

const Body = Type.Object(
  {
    name: organizationFields.name,
    concurrency: Type.Optional(organizationFields.concurrency),
    calls_per_second: Type.Optional(organizationFields.calls_per_second),
    destination_allow: Type.Optional(organizationFields.destination_allow),
    suppress_opt_outs: Type.Optional(organizationFields.suppress_opt_outs),
    ...LimitPatch,
    create_key: Type.Boolean({ default: false, description: 'Answer with a live key of it, shown once.' }),
  },
  { additionalProperties: false },
);

const Answer = Type.Object(
  {
    ...OrganizationSchema.properties,
    api_key: Type.Union([Type.String(), Type.Null()], {
      description: 'With `create_key`: its first key. It is not shown again.',
    }),
  },
  { additionalProperties: false },
);

export const createOrganization: Operation = (app, deps) => {
  app.post(
    '/v1/organizations',
    {
      config: { keepsAnswer: false },
      schema: {
        operationId: 'createOrganization',
        scope: 'organizations:write',
        summary: 'Create an organization below yours',
        description:
          'Its agents, numbers, calls and keys are its own. Act for it with its key, or with yours and the header `Parley-Organization`.',
        tags: ['organizations'],
        body: Body,
        response: { 201: Answer },
        errors: ['organization-nested', 'live-key-needed'],
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      requireLive(access);
      const { body } = request;
      if (body.create_key) requireOwnScopes(access, null);
      const parent = await deps.store.organizations.get(access.tenant.organizationId);
      if (!parent) throw notFound('organization');
      if (parent.parentId !== null) throw nested();
      const bare: Organization = {
        id: deps.ids.next(),
        parentId: parent.id,
        name: body.name,
        concurrency: body.concurrency ?? parent.concurrency,
        callsPerSecond: body.calls_per_second ?? parent.callsPerSecond,
        destinationAllow: body.destination_allow ?? parent.destinationAllow,
        defaultNumberId: null,
        quotas: NO_QUOTAS,
        requestsPerMinute: null,
        suppressOptOuts: body.suppress_opt_outs ?? parent.suppressOptOuts,
        createdAt: deps.clock.now(),
        archivedAt: null,
      };
      const organization = { ...bare, ...limitPatch(bare, body) };
      const first = makeKey(deps, {
        ...{ organizationId: organization.id, mode: 'live', name: 'first', scopes: null },
        ...{ requestsPerMinute: null, expiresAt: null },
      });
      await deps.store.transaction(async (tx) => {
        await tx.organizations.insert(organization);
        if (body.create_key) await tx.keys.insert(first.record);
      });
      const api_key = body.create_key ? first.key : null;
      return reply
        .code(201)
        .header('Location', `/v1/organizations/${spellNative('org', organization.id)}`)
        .send({ ...organizationView(organization), api_key });
    },
  );
};

function nested(): AppError {
  return new AppError({
    code: 'organization-nested',
    status: 409,
    message: 'Your organization has a parent itself, and organizations nest one level deep.',
  });
}
