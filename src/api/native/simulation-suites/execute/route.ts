/** `POST /v1/simulation-suites/{id}/execute` */
import { MOST_SIMULATED_TURNS, USUAL_SIMULATED_TURNS } from '#domain';
import { spellNative } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { RunSchema, runView } from '../../simulations/run-view.ts';

const Body = Type.Object(
  {
    max_turns: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_SIMULATED_TURNS, default: USUAL_SIMULATED_TURNS }),
    ),
  },
  { additionalProperties: false },
);
const Started = Type.Object(
  { session_id: Type.String(), suite_id: Type.String(), data: Type.Array(RunSchema) },
  { additionalProperties: false },
);

export const executeSimulationSuite: Operation = (app, deps) => {
  app.post(
    '/v1/simulation-suites/:id/execute',
    {
      schema: {
        operationId: 'executeSimulationSuite',
        scope: 'agents:write',
        summary: 'Run every case of a suite',
        description: 'Against the agent of the suite, in one session; they run in the background.',
        tags: ['simulations'],
        params: IdParams,
        body: Body,
        response: { 202: Started },
        errors: ['simulation-suite-unknown', 'simulation-suite-empty', 'agent-unknown', 'llm-missing'],
      },
    },
    async (request, reply) => {
      const id = readId(request.params.id, 'simulation-suite');
      const { max_turns: most = USUAL_SIMULATED_TURNS } = request.body;
      const { runs } = await deps.simulations.execute(request.tenant, id, most);
      return reply.code(202).send({
        session_id: spellNative('simses', runs[0]!.sessionId),
        suite_id: spellNative('suite', id),
        data: runs.map(runView),
      });
    },
  );
};
