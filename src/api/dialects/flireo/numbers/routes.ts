/** `/numbers`: the organization's own numbers, and who answers them. */
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { PhoneNumber, Tenant } from '#domain';
import { AppError, notFound } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { refuseWhileCampaigns } from '../../../native/campaigns/in-use.ts';
import type { Json } from '../../shared/fields.ts';
import { SUCCEEDED, Succeeded } from '../shapes/answers.ts';
import { readNewNumber, readNumberPatch } from './read.ts';
import { NumberBody, NumberParams, NumberPatch, NumberRead, NumbersRead } from './schemas.ts';
import { numbersShown } from './show.ts';

const MOST = 100_000;

interface OneNumber {
  Params: { numberId: string };
}

const operation = (id: string, summary: string, more: FastifySchema): { schema: FastifySchema } => ({
  schema: {
    ...{ tags: ['numbers'], operationId: id, summary },
    scope: /^(?:list|get)/.test(id) ? 'numbers:read' : 'numbers:write',
    ...more,
  },
});

export function serveNumbers(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;
  const wrapped = async (tenant: Tenant, number: PhoneNumber): Promise<Json> => ({
    number: (await numbersShown(deps, tenant, [number]))[0]!,
  });
  app.get(
    '/numbers',
    operation('listNumbers', 'List numbers, the newest first', { response: { 200: NumbersRead } }),
    async ({ tenant }) => {
      const rows = await store.numbers.list(tenant.organizationId, { limit: MOST });
      return { numbers: await numbersShown(deps, tenant, rows) };
    },
  );
  app.post(
    '/numbers',
    operation('createNumber', 'Add a number', { body: NumberBody, response: { 201: NumberRead } }),
    async ({ tenant, body }, reply) => {
      const { organizationId } = tenant;
      const { e164, ...given } = await readNewNumber(deps, tenant, body);
      const now = deps.clock.now();
      const number: PhoneNumber = {
        ...{
          id: deps.ids.next(),
          organizationId,
          e164,
          trunkId: null,
          agentId: null,
          name: '',
          active: true,
        },
        ...given,
        ...{ reservedForAgents: [], ownerOrganizationId: null, routes: null, lastUsedAt: null },
        ...{ createdAt: now, updatedAt: now },
      };
      await store.numbers.insert(number);
      return reply.code(201).send(await wrapped(tenant, number));
    },
  );
  app.get<OneNumber>(
    '/numbers/:numberId',
    operation('getNumber', 'Read a number', { params: NumberParams, response: { 200: NumberRead } }),
    async ({ tenant, params }) => wrapped(tenant, await findNumber(deps, tenant, params.numberId)),
  );
  app.patch<OneNumber>(
    '/numbers/:numberId',
    operation('updateNumber', 'Change a number; null unbinds', {
      params: NumberParams,
      body: NumberPatch,
      response: { 200: NumberRead },
    }),
    async ({ tenant, params, body }) => {
      const { id } = ownOf(await findNumber(deps, tenant, params.numberId), tenant);
      const patch = await readNumberPatch(deps, tenant, body);
      const updatedAt = deps.clock.now();
      const number = await store.numbers.update(tenant.organizationId, id, { ...patch, updatedAt });
      if (!number) throw notFound('number');
      return wrapped(tenant, number);
    },
  );
  app.delete<OneNumber>(
    '/numbers/:numberId',
    operation('deleteNumber', 'Delete a number', { params: NumberParams, response: { 200: Succeeded } }),
    async ({ tenant, params }) => {
      const { organizationId } = tenant;
      const { id, ownerOrganizationId } = ownOf(await findNumber(deps, tenant, params.numberId), tenant);
      await store.transaction(async (tx) => {
        const organization = await tx.organizations.get(organizationId);
        if (ownerOrganizationId !== null || organization?.defaultNumberId === id)
          throw new AppError({
            code: 'number-in-use',
            status: 409,
            message: 'This number is lent by another organization, or is the default of yours.',
          });
        await refuseWhileCampaigns(tx, organizationId, { numberId: id });
        if (!(await tx.numbers.remove(organizationId, id))) throw notFound('number');
      });
      return SUCCEEDED;
    },
  );
}

/** @throws AppError `number-unknown` (404) */
async function findNumber(deps: DialectDeps, tenant: Tenant, text: string): Promise<PhoneNumber> {
  const id = await resolveId(deps, tenant, 'flireo', 'number', text);
  const number = id && (await deps.store.numbers.get(tenant.organizationId, id));
  if (!number) throw notFound('number');
  return number;
}

/** @throws AppError `number-lent` (409) while another organization uses it */
function ownOf(number: PhoneNumber, { organizationId }: Tenant): PhoneNumber {
  if (number.organizationId === organizationId) return number;
  throw new AppError({
    code: 'number-lent',
    status: 409,
    message: 'This number is lent to another organization. Take it back first.',
  });
}
