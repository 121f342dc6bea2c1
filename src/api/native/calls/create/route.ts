/** `POST /v1/calls`: an agent calls a person. */
import type { AgentChoice } from '#domain';
import { requestKeyOf } from '../../../idempotency/idempotency-key.ts';
import { withOwnIds, type Noun } from '../../../ids/stored-aliases.ts';
import { checkedAgent } from '../../agents/check.ts';
import type { Operation } from '../../native.ts';
import { refuseInnerUrl } from '../../webhook-endpoints/endpoint-view.ts';
import { callView, CallSchema } from '../call-view.ts';
import { CreateCallBody } from './body.ts';
import { toCreateCall } from './to-create-call.ts';

export const CALL_ID_FIELDS: Readonly<Record<string, Noun>> = {
  agent_id: 'agent',
  agent_version: 'agent-version',
  trunk_id: 'trunk',
  from: 'number',
};

export const createCall: Operation = (app, deps) => {
  app.post(
    '/v1/calls',
    {
      schema: {
        operationId: 'createCall',
        scope: 'calls:create',
        summary: 'Call a person',
        description:
          'A saved agent (its production version unless one is named) or one given inline. Committed when answered.',
        tags: ['calls'],
        body: CreateCallBody,
        response: { 201: CallSchema },
        errors: [
          'transport-unsupported',
          'url-refused',
          'variable-missing',
          'voice-unknown',
          'tuning-unavailable',
          'llm-missing',
          'open-speech-missing',
          'dial-denied',
          'agent-unknown',
          'agent-version-unknown',
          'trunk-unknown',
          'number-unknown',
          'shutting-down',
        ],
      },
    },
    async (request, reply) => {
      const { tenant } = request;
      const body = (await withOwnIds(deps, tenant, null, request.body, CALL_ID_FIELDS)) as CreateCallBody;
      const input = toCreateCall(body);
      await refuseInnerUrl(deps, body.webhook?.url);
      const agent: AgentChoice =
        input.agent.kind !== 'inline'
          ? input.agent
          : { kind: 'inline', config: await checkedAgent(deps, tenant, input.agent.config, 'agent.') };
      const call = await deps.calls.create(tenant, {
        ...input,
        agent,
        ...requestKeyOf(request),
        audit: request.auditRow(201),
      });
      return reply.code(201).send(callView(call));
    },
  );
};
