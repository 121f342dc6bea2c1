/** `POST /v1/calls`: an agent calls a person. */
import { requestKeyOf } from '../../../idempotency/idempotency-key.ts';
import { checkedAgent } from '../../agents/check.ts';
import type { Operation } from '../../native.ts';
import { callView, CallSchema } from '../call-view.ts';
import { CreateCallBody } from './body.ts';
import { toCreateCall } from './to-create-call.ts';

export const createCall: Operation = (app, deps) => {
  app.post(
    '/v1/calls',
    {
      schema: {
        operationId: 'createCall',
        summary: 'Call a person',
        description:
          'A saved agent (its production version unless one is named) or one given inline. Committed when answered.',
        tags: ['calls'],
        body: CreateCallBody,
        response: { 201: CallSchema },
        errors: [
          'transport-unsupported',
          'variable-missing',
          'voice-unknown',
          'llm-missing',
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
      const input = toCreateCall(request.body);
      if (input.agent.kind === 'inline')
        await checkedAgent(deps, request.tenant, input.agent.config, 'agent.');
      const call = await deps.calls.create(request.tenant, { ...input, ...requestKeyOf(request) });
      return reply.code(201).send(callView(call));
    },
  );
};
