/** `POST /v1/simulations` */
import { MOST_SIMULATED_TURNS } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdText, readId } from '../../shapes/ids.ts';
import { RunSchema, runView } from '../run-view.ts';

const Body = Type.Object(
  {
    case_id: IdText,
    agent_id: IdText,
    session_id: Type.Optional(IdText),
    variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Of the call.' })),
    max_turns: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_SIMULATED_TURNS, description: 'Things the person may say.' }),
    ),
  },
  { additionalProperties: false },
);

export const createSimulation: Operation = (app, deps) => {
  app.post(
    '/v1/simulations',
    {
      schema: {
        operationId: 'createSimulation',
        scope: 'agents:write',
        summary: 'Rehearse an agent',
        description:
          'A conversation in text of the agent, as a call would run it, with a person whom a language model plays; then each criterion of the case is judged. Tools run as in a call; messages, bookings and transfers are only pretended.',
        tags: ['simulations'],
        body: Body,
        response: { 202: RunSchema },
        errors: ['simulation-case-unknown', 'simulation-session-unknown', 'agent-unknown', 'llm-missing'],
      },
    },
    async (request, reply) => {
      const { tenant, body } = request;
      const { session_id: session, variables, max_turns: maxTurns } = body;
      const run = await deps.simulations.run(tenant, {
        caseId: readId(body.case_id, 'simulation-case', 'case_id'),
        agentId: await findId(deps, tenant, body.agent_id, 'agent', 'agent_id'),
        ...(session === undefined ? {} : { sessionId: readId(session, 'simulation-session', 'session_id') }),
        ...(variables === undefined ? {} : { variables }),
        ...(maxTurns === undefined ? {} : { maxTurns }),
      });
      return reply.code(202).send(runView(run));
    },
  );
};
