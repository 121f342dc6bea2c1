/** Synthflow (REST v2): the call-creating request and the read that follows it, with and without `/v2`. */
import type { FastifySchema } from 'fastify';
import { invalidRequest, type Millis } from '#kernel';
import type { CreateCall, Tenant } from '#domain';
import type { Dialect, DialectDeps } from '../../dialect.ts';
import { withOwnIds } from '../../ids/stored-aliases.ts';
import { readCall, recordingUrl } from '../shared/read-call.ts';
import { toError } from './errors.ts';
import { etaSeconds, queueFacts } from './eta.ts';
import { toCreateCall } from './map-request.ts';
import { ringingMs, toCreated, toRead } from './map-response.ts';
import { CallBody, CallCreated, CallParams, CallRead, ErrorBody } from './schemas.ts';

/** Synthflow's clients repeat a POST by themselves; within this the first result is answered again. */
export const DEDUPE_MS: Millis = 120_000;

/** The ringing is told within a call's first events. */
const EVENTS_BEFORE_ANSWER = 100;

const ID_FIELDS = { model_id: 'agent' } as const;

export const synthflow: Dialect = {
  name: 'synthflow',
  bases: ['/synthflow', '/synthflow/v2'],
  host: null,
  document: {
    title: 'Parley, as Synthflow',
    description: 'Synthflow (REST v2), with and without `/v2`: models are agents.',
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
    app.post('/calls', { schema: create }, async (request, reply) => {
      const answer = await deps.dedupe(request, DEDUPE_MS, async (requestKey) => {
        const body = await withOwnIds(deps, request.tenant, 'synthflow', request.body, ID_FIELDS);
        const input = toCreateCall(body);
        await checkCaller(deps, request.tenant, input);
        const call = await deps.calls.create(request.tenant, { ...input, requestKey });
        const eta = etaSeconds(await queueFacts(deps, request.tenant, call));
        return { status: 200, body: toCreated(call, eta) };
      });
      return reply.code(answer.status).send(answer.body);
    });
    const read: FastifySchema = {
      tags: ['calls'],
      operationId: 'getCall',
      summary: 'Read a call',
      params: CallParams,
      response: { 200: CallRead },
    };
    app.get<{ Params: { callId: string } }>('/calls/:callId', { schema: read }, async (request) => {
      const call = await readCall(deps, request.tenant, 'synthflow', request.params.callId);
      const events = await deps.calls.events(request.tenant, call.id, 0, EVENTS_BEFORE_ANSWER);
      return toRead(call, { recording: recordingUrl(deps, call), ringingMs: ringingMs(call, events) });
    });
  },
  errorBody: toError,
};

/**
 * The caller id must be a number that the agent may show: one of the organization's. A number may be in the pools of
 * any number of outbound agents, so that its binding for incoming calls does not matter.
 */
async function checkCaller({ store }: DialectDeps, tenant: Tenant, input: CreateCall): Promise<void> {
  if (input.from === null) return;
  const number = await store.numbers.findByE164(tenant.organizationId, input.from);
  if (number?.active) return;
  throw invalidRequest([
    {
      param: 'from_phone_number',
      message: 'Is not a number attached to this agent. Leave it out, or attach the number first.',
      rule: 'number-attached',
    },
  ]);
}
