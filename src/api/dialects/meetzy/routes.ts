/** Meetzy (product "Flark"): the call-creating request and the read that follows it. */
import type { FastifySchema } from 'fastify';
import type { Dialect } from '../../dialect.ts';
import { withOwnIds } from '../../ids/stored-aliases.ts';
import { readCall, recordingUrl } from '../shared/read-call.ts';
import { toError } from './errors.ts';
import { toCreateCall } from './map-request.ts';
import { toCall, toCreated } from './map-response.ts';
import { CallBody, CallCreated, CallParams, CallRead, ErrorBody } from './schemas.ts';

const ID_FIELDS = { playbook_id: 'agent', version_id: 'agent-version' } as const;

export const meetzy: Dialect = {
  name: 'meetzy',
  bases: ['/meetzy'],
  host: null,
  document: {
    title: 'Parley, as Meetzy',
    description: 'Meetzy (product "Flark"): playbooks are agents.',
    error: ErrorBody,
  },
  register(app, deps) {
    const create: FastifySchema = {
      tags: ['calls'],
      operationId: 'createCall',
      summary: 'Place a call',
      body: CallBody,
      response: { 200: CallCreated },
    };
    app.post('/call', { schema: create }, async ({ tenant, body }) => {
      const read = await withOwnIds(deps, tenant, 'meetzy', body, ID_FIELDS);
      return toCreated(await deps.calls.create(tenant, toCreateCall(read)));
    });
    const read: FastifySchema = {
      tags: ['calls'],
      operationId: 'getCall',
      summary: 'Read a call',
      params: CallParams,
      response: { 200: CallRead },
    };
    app.get<{ Params: { callId: string } }>('/call/:callId', { schema: read }, async (request) => {
      const call = await readCall(deps, request.tenant, 'meetzy', request.params.callId);
      return toCall(call, recordingUrl(deps, call));
    });
  },
  errorBody: toError,
};
