/** `POST /v1/trunks/{id}/test-calls` */
import type { AgentConfig, CreateCall } from '#domain';
import { Type } from 'typebox';
import { accessOf, requireLive } from '../../../auth/access.ts';
import { requestKeyOf } from '../../../idempotency/idempotency-key.ts';
import type { Operation } from '../../native.ts';
import { callView, CallSchema } from '../../calls/call-view.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownTrunk } from '../../shapes/known.ts';

/** It says its sentence and is gone; a callee who speaks is not waited for longer. */
const LONGEST_S = 20;
const TESTER: AgentConfig = {
  name: 'Test call',
  language: 'en-US',
  interruptible: false,
  max_duration_s: LONGEST_S,
  flow: {
    start: 'bye',
    nodes: [
      {
        id: 'bye',
        type: 'end',
        text: 'This is a test call of Parley. If you can hear this sentence, your telephone line works. Goodbye.',
      },
    ],
    edges: [],
  },
};

const Body = Type.Object(
  {
    to: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'Who is called: E.164, or a SIP URI that the trunk leads to.',
    }),
  },
  { additionalProperties: false, examples: [{ to: '+34600111222' }] },
);

export const createTestCall: Operation = (app, deps) => {
  app.post(
    '/v1/trunks/:id/test-calls',
    {
      schema: {
        operationId: 'createTestCall',
        scope: 'calls:create',
        summary: 'Place a test call through a trunk',
        description:
          'A real call, like any other before the dial authority: somebody rings, hears one sentence, and is hung up on. Of its events `media-measured` tells what was sent and heard, and how well.',
        tags: ['trunks'],
        params: IdParams,
        body: Body,
        response: { 201: CallSchema },
        errors: [
          'trunk-unknown',
          'transport-unsupported',
          'dial-denied',
          'voice-unknown',
          'live-key-needed',
          'shutting-down',
        ],
      },
    },
    async (request, reply) => {
      const { tenant, params, body } = request;
      requireLive(accessOf(request));
      const trunk = await knownTrunk(deps, tenant, await findId(deps, tenant, params.id, 'trunk'));
      const own = await deps.store.numbers.list(tenant.organizationId, {
        ...{ trunkId: trunk.id, active: true, limit: 1 },
      });
      const input: CreateCall = {
        agent: { kind: 'inline', config: TESTER },
        to: body.to,
        ...{ person: {}, from: null, numberId: own[0]?.id ?? null, trunkId: trunk.id },
        ...{ variables: {}, overrides: {}, metadata: { test_call: true }, notBefore: null },
        ...{ unresolvedVariables: 'omit', pendingFeatures: [], source: { api: 'native', data: {} } },
        ...requestKeyOf(request),
        audit: request.auditRow(201),
      };
      return reply.code(201).send(callView(await deps.calls.create(tenant, input)));
    },
  );
};
