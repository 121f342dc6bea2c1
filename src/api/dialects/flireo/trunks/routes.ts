/** `/sip-trunks`: made, listed, read and deleted; Flireo has no change of one. */
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { PhoneNumber, Repositories, Tenant, Trunk } from '#domain';
import { notFound, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import type { Json } from '../../shared/fields.ts';
import { SUCCEEDED, Succeeded } from '../shapes/answers.ts';
import { readTrunk } from './read.ts';
import { TrunkBody, TrunkParams, TrunkRead, TrunksRead } from './schemas.ts';
import { TRUNK, trunkShown } from './show.ts';

const MOST = 100_000;
/** The native API's usual ones. */
const LIMITS = { concurrency: 100, callsPerSecond: 50 } as const;

interface OneTrunk {
  Params: { trunkId: string };
}

const operation = (id: string, summary: string, more: FastifySchema): { schema: FastifySchema } => ({
  schema: {
    ...{ tags: ['sip-trunks'], operationId: id, summary },
    scope: /^(?:list|get)/.test(id) ? 'trunks:read' : 'trunks:write',
    ...more,
  },
});

export function serveTrunks(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;
  const shown = async ({ organizationId }: Tenant, trunks: readonly Trunk[]): Promise<Json[]> => {
    const ids = trunks.map(({ id }) => id);
    const kept = await store.dialectData.getMany(organizationId, TRUNK, ids);
    const numbers = await store.numbers.list(organizationId, { limit: MOST });
    return trunks.map((trunk) =>
      trunkShown(
        trunk,
        kept.get(trunk.id)?.data ?? {},
        numbers.findLast(({ trunkId }) => trunkId === trunk.id),
      ),
    );
  };
  const wrapped = async (tenant: Tenant, trunk: Trunk): Promise<Json> => {
    const [row] = await shown(tenant, [trunk]);
    return { trunk: row, sip_trunk: row };
  };
  app.get(
    '/sip-trunks',
    operation('listTrunks', 'List SIP trunks, the newest first', { response: { 200: TrunksRead } }),
    async ({ tenant }) => {
      const rows = await shown(tenant, await store.trunks.list(tenant.organizationId, { limit: MOST }));
      return { trunks: rows, sip_trunks: rows };
    },
  );
  app.post(
    '/sip-trunks',
    operation('createTrunk', 'Create a SIP trunk', { body: TrunkBody, response: { 201: TrunkRead } }),
    async ({ tenant, body }, reply) => {
      const { organizationId } = tenant;
      const { kept, outboundNumber, ...written } = readTrunk(body);
      const now = deps.clock.now();
      const times = { createdAt: now, updatedAt: now };
      const trunk: Trunk = { id: deps.ids.next(), organizationId, ...written, ...LIMITS, ...times };
      await store.transaction(async (tx) => {
        await tx.trunks.insert(trunk);
        if (Object.keys(kept).length > 0)
          await tx.dialectData.put(organizationId, TRUNK, trunk.id, kept, now);
        if (outboundNumber !== null) await dialFrom(tx, trunk, outboundNumber, deps.ids.next());
      });
      return reply.code(201).send(await wrapped(tenant, trunk));
    },
  );
  app.get<OneTrunk>(
    '/sip-trunks/:trunkId',
    operation('getTrunk', 'Read a SIP trunk', { params: TrunkParams, response: { 200: TrunkRead } }),
    async ({ tenant, params }) => wrapped(tenant, await findTrunk(deps, tenant, params.trunkId)),
  );
  app.delete<OneTrunk>(
    '/sip-trunks/:trunkId',
    operation('deleteTrunk', 'Delete a SIP trunk; its numbers are left without one', {
      params: TrunkParams,
      response: { 200: Succeeded },
    }),
    async ({ tenant, params }) => {
      const { organizationId } = tenant;
      const { id } = await findTrunk(deps, tenant, params.trunkId);
      const updatedAt = deps.clock.now();
      await store.transaction(async (tx) => {
        for (const number of await tx.numbers.list(organizationId, { limit: MOST, trunkId: id }))
          await tx.numbers.update(organizationId, number.id, { trunkId: null, updatedAt });
        await tx.dialectData.remove(organizationId, TRUNK, id);
        if (!(await tx.trunks.remove(organizationId, id))) throw notFound('trunk');
      });
      return SUCCEEDED;
    },
  );
}

/** @throws AppError `trunk-unknown` (404) */
async function findTrunk(deps: DialectDeps, tenant: Tenant, text: string): Promise<Trunk> {
  const id = await resolveId(deps, tenant, 'flireo', 'trunk', text);
  const trunk = id && (await deps.store.trunks.get(tenant.organizationId, id));
  if (!trunk) throw notFound('trunk');
  return trunk;
}

/** The number is dialled from through this trunk; one that is not there yet is added. */
async function dialFrom(tx: Repositories, trunk: Trunk, e164: string, id: Id): Promise<void> {
  const { organizationId, id: trunkId, createdAt, updatedAt } = trunk;
  const there = await tx.numbers.findByE164(organizationId, e164);
  if (there) {
    await tx.numbers.update(organizationId, there.id, { trunkId, updatedAt });
    return;
  }
  const number: PhoneNumber = {
    ...{ id, organizationId, e164, trunkId, agentId: null, name: '', active: true, createdAt, updatedAt },
    ...{ reservedForAgents: [], ownerOrganizationId: null, routes: null, lastUsedAt: null },
  };
  await tx.numbers.insert(number);
}
