/** dial (HappyRobot, legacy v1 telephony API): the call-creating request and what follows a single call. */
import type { FastifySchema } from 'fastify';
import type { TSchema } from 'typebox';
import { invalidRequest, notFound } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { Dialect, DialectDeps } from '../../dialect.ts';
import { resolveId, withOwnIds } from '../../ids/stored-aliases.ts';
import { cancelCall, stopCall } from './end-call.ts';
import { toError } from './errors.ts';
import { LENGTH_RULE, hasIdForm } from './ids.ts';
import { readOutbound } from './map-request.ts';
import { toCall, toCreated, toTranscript } from './map-response.ts';
import { toCreateCall } from './resolve.ts';
import { CallCreated, CallParams, CallRead, ErrorBody, OutboundBody, Transcript } from './schemas.ts';

const ID_FIELDS = {
  number_id: 'number',
  use_case_id: 'agent',
  assistant_id: 'agent',
  agent_id: 'agent',
  prompt_id: 'agent-version',
} as const;

interface OneCall {
  Params: { callId: string };
}

export const dial: Dialect = {
  name: 'dial',
  bases: ['/dial', '/dial/api/v1'],
  host: null,
  document: {
    title: 'Parley, as HappyRobot v1',
    description: 'dial (HappyRobot, legacy v1 telephony API): use cases are agents, prompts are versions.',
    error: ErrorBody,
  },
  register(app, deps) {
    const create: FastifySchema = {
      tags: ['calls'],
      operationId: 'createCall',
      summary: 'Place a call',
      body: OutboundBody,
      response: { 200: CallCreated },
    };
    app.post('/dial/outbound', { schema: create }, async ({ tenant, body }) => {
      const read = await withOwnIds(deps, tenant, 'dial', body, ID_FIELDS);
      const input = await toCreateCall(readOutbound(read), deps, tenant);
      return toCreated(await deps.calls.create(tenant, input));
    });
    app.get<OneCall>(
      '/calls/:callId',
      { schema: ofCall('getCall', 'Read a call', CallRead) },
      async ({ tenant, params }) => toCall(await findCall(deps, tenant, params.callId)),
    );
    app.get<OneCall>(
      '/calls/:callId/transcript',
      { schema: ofCall('getTranscript', 'Read the transcript of a call', Transcript) },
      async ({ tenant, params }) => toTranscript(await findCall(deps, tenant, params.callId)),
    );
    app.post<OneCall>(
      '/calls/:callId/stop',
      { schema: ofCall('stopCall', 'Hang up a call', CallRead) },
      async ({ tenant, params }) =>
        toCall(await stopCall(deps, tenant, await findCall(deps, tenant, params.callId))),
    );
    app.post<OneCall>(
      '/calls/:callId/cancel',
      { schema: ofCall('cancelCall', 'Cancel a call that is not answered yet', CallRead) },
      async ({ tenant, params }) =>
        toCall(await cancelCall(deps, tenant, await findCall(deps, tenant, params.callId))),
    );
  },
  errorBody: toError,
};

function ofCall(operationId: string, summary: string, answer: TSchema): FastifySchema {
  return { operationId, summary, tags: ['calls'], params: CallParams, response: { 200: answer } };
}

/** @throws AppError `invalid-request` for what has not the form of an id, `call-unknown` for what is no call of yours */
async function findCall(deps: DialectDeps, tenant: Tenant, text: string): Promise<Call> {
  const id = await resolveId(deps, tenant, 'dial', 'call', text);
  if (id !== null) return deps.calls.get(tenant, id);
  throw hasIdForm(text)
    ? notFound('call')
    : invalidRequest([{ param: 'id', message: `${LENGTH_RULE}.`, rule: 'length' }]);
}
