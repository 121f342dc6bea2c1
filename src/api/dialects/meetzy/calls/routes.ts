/** `POST /call`, `GET /call/{id}`, `GET /calls` */
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId, withOwnIds } from '../../../ids/stored-aliases.ts';
import { toCreateCall } from '../map-request.ts';
import { toCall, toCreated, toListed } from '../map-response.ts';
import { CallBody, CallCreated, CallParams, CallRead } from '../schemas.ts';
import { generationOf } from '../settings/generation.ts';
import { toOlder } from './older.ts';
import { readListQuery } from './query.ts';
import { findRecord, listRecords } from './records.ts';
import { Calls, CallsQuery } from './schemas.ts';

const ID_FIELDS = { playbook_id: 'agent', version_id: 'agent-version' } as const;

export function callRoutes(app: FastifyInstance, deps: DialectDeps): void {
  app.post(
    '/call',
    {
      schema: {
        ...{ operationId: 'createCall', summary: 'Place a call', tags: ['calls'], scope: 'calls:create' },
        body: CallBody,
        response: { 200: CallCreated },
      },
    },
    async ({ tenant, body }) => {
      const read = await withOwnIds(deps, tenant, 'meetzy', body, ID_FIELDS);
      return toCreated(await deps.calls.create(tenant, toCreateCall(read)));
    },
  );
  app.get<{ Params: { callId: string } }>(
    '/call/:callId',
    {
      schema: {
        ...{ operationId: 'getCall', summary: 'Read a call', tags: ['calls'], scope: 'calls:read' },
        params: CallParams,
        response: { 200: CallRead },
      },
    },
    async ({ tenant, params }) => toCall(await findRecord(deps, tenant, params.callId)),
  );
  app.get(
    '/calls',
    {
      schema: {
        ...{ operationId: 'listCalls', summary: 'List calls', tags: ['calls'], scope: 'calls:read' },
        description: 'Newest first, at most 10,000. A contact of a campaign is one call, as it stands now.',
        querystring: CallsQuery,
        response: { 200: Calls },
      },
    },
    async ({ tenant, query }) => {
      const isOlder = (await generationOf(tenant, deps.store)) === 'older';
      const { playbook, words, ...span } = readListQuery(query, deps.clock.now(), isOlder ? 'all' : 'window');
      const agentId = playbook === null ? null : await resolveId(deps, tenant, 'meetzy', 'agent', playbook);
      const isNone = words?.length === 0 || (playbook !== null && agentId === null);
      const rows = isNone ? [] : await listRecords(deps, tenant, { ...span, words, agentId });
      return isOlder ? rows.map(toOlder) : { calls: rows.map(toListed) };
    },
  );
}
