/** `/dial/outbound`, `/dial/outbound-batched`, `/dial/scheduled` */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { invalidRequest, spellHex } from '#kernel';
import type { Call, CreateCall, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { withOwnIds } from '../../../ids/stored-aliases.ts';
import { Fields, kindOf } from '../../shared/fields.ts';
import { outboundOf, readOutbound, type OutboundBody as Outbound } from '../map-request.ts';
import { toCreated } from '../map-response.ts';
import { callResolver, type CallExtras } from '../resolve.ts';
import { CallCreated, OutboundBody } from '../schemas.ts';
import { MOST_CALLS, readCampaign } from './campaign.ts';
import { atPlace, inItsPlace } from './placed.ts';
import { BatchBody, ScheduledBody } from './schema.ts';

/** Of the ids in a body: a vendor's id may stand for several nouns. */
const NOUNS = {
  number_id: 'number',
  use_case_id: 'agent',
  assistant_id: 'agent',
  agent_id: 'agent',
  prompt_id: 'agent-version',
} as const;

export function diallingRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const shared = { tags: ['calls'], scope: 'calls:create' } as const;
  app.post(
    '/dial/outbound',
    {
      schema: {
        ...{ operationId: 'createCall', summary: 'Place a call', ...shared },
        ...{ body: OutboundBody, response: { 200: CallCreated } },
      },
    },
    async ({ tenant, body }) => {
      const read = await withOwnIds(deps, tenant, 'dial', body, NOUNS);
      const input = await callResolver(deps, tenant)(readOutbound(read));
      return toCreated(await deps.calls.create(tenant, input));
    },
  );
  app.post(
    '/dial/outbound-batched',
    {
      schema: {
        ...{ operationId: 'createCalls', summary: 'Place several calls', ...shared },
        description: 'All or none: one that is refused refuses all, and is named by its place.',
        ...{ body: BatchBody, response: { 200: Type.Array(CallCreated) } },
      },
    },
    async ({ tenant, body }) => (await createAll(deps, tenant, readBatch(body), '')).map(toCreated),
  );
  app.post(
    '/dial/scheduled',
    {
      schema: {
        ...{ operationId: 'createScheduledCalls', summary: 'Place the calls of a campaign', ...shared },
        body: ScheduledBody,
        response: {
          200: Type.Object({ createdCalls: Type.Array(CallCreated) }, { additionalProperties: false }),
        },
      },
    },
    async ({ tenant, body }) => {
      const { rows, name, retry, retryLogic } = readCampaign(body, deps.clock.now());
      const extras: CallExtras = {
        ...(retry === null ? {} : { retry }),
        data: {
          campaign_id: spellHex(deps.ids.next()),
          ...(name === null ? {} : { campaign_name: name }),
          ...(retryLogic.length === 0 ? {} : { retry_logic: retryLogic }),
        },
      };
      const calls = await createAll(deps, tenant, rows, 'calls', extras, name ?? '');
      return { createdCalls: calls.map(toCreated) };
    },
  );
}

/** @throws AppError `invalid-request` naming each row and field */
function readBatch(body: unknown): Outbound[] {
  if (!Array.isArray(body))
    throw invalidRequest([{ param: 'body', message: `Must be a list, not ${kindOf(body)}.`, rule: 'type' }]);
  const faults: Fields['faults'] = [];
  if (body.length > MOST_CALLS)
    faults.push({ param: 'body', message: `May hold ${MOST_CALLS} calls.`, rule: 'length' });
  const read =
    faults.length > 0 ? [] : body.map((item, index) => outboundOf(new Fields(item, `[${index}].`, faults)));
  if (faults.length > 0) throw invalidRequest(faults);
  return read;
}

/** In one transaction, in their order. @param base what stands before a place in a refusal */
async function createAll(
  deps: DialectDeps,
  tenant: Tenant,
  rows: readonly Outbound[],
  base: string,
  extras: CallExtras = {},
  name = '',
): Promise<readonly Call[]> {
  if (rows.length === 0) return [];
  const resolve = callResolver(deps, tenant);
  const calls: CreateCall[] = [];
  for (const [index, row] of rows.entries())
    calls.push(
      await resolve(row, extras).catch((cause: unknown) => {
        throw atPlace(cause, `${base}[${index}]`);
      }),
    );
  const batch = await deps.due
    .createBatch(tenant, { name: name.slice(0, 200), mode: 'all-or-nothing', calls })
    .catch((cause: unknown) => {
      throw inItsPlace(cause, base);
    });
  const ids = batch.items.flatMap((item) => ('callId' in item ? [item.callId] : []));
  return Promise.all(ids.map((id) => deps.calls.get(tenant, id)));
}
