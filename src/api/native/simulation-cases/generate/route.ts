/** `POST /v1/simulation-cases/generate`: written by a language model, one a topic. */
import { Readable } from 'node:stream';
import type { GeneratedCase } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdText } from '../../shapes/ids.ts';
import { caseView } from '../case-view.ts';
import { knownSuite } from '../known-suite.ts';

const Body = Type.Object(
  {
    agent_id: IdText,
    topics: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 100 }),
          about: Type.String({
            minLength: 1,
            maxLength: 1000,
            description: 'What the case is to try, in words.',
          }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
    suite_id: Type.Optional(Type.Union([IdText, Type.Null()])),
  },
  { additionalProperties: false },
);

export const generateSimulationCases: Operation = (app, deps) => {
  app.post(
    '/v1/simulation-cases/generate',
    {
      schema: {
        operationId: 'generateSimulationCases',
        scope: 'agents:write',
        summary: 'Have cases written',
        description:
          'A language model writes a case a topic from what the agent is told. Each line of the answer is JSON: `{"topic", "case"}` as soon as it is kept, or `{"topic", "fault"}`.',
        tags: ['simulations'],
        body: Body,
        produces: 'application/x-ndjson',
        errors: ['agent-unknown', 'simulation-suite-unknown', 'llm-missing'],
      },
    },
    async (request, reply) => {
      const { tenant, body } = request;
      const agentId = await findId(deps, tenant, body.agent_id, 'agent', 'agent_id');
      const suiteId = await knownSuite(deps, tenant, body.suite_id ?? null);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const wish = { agentId, suiteId, topics: body.topics };
      const made = await deps.simulations.generate(tenant, wish, gone.signal);
      return reply.type('application/x-ndjson').send(Readable.from(lines(made)));
    },
  );
};

async function* lines(made: AsyncIterable<GeneratedCase>): AsyncIterable<string> {
  for await (const one of made) {
    const line = 'made' in one ? { topic: one.topic, case: caseView(one.made) } : one;
    yield `${JSON.stringify(line)}\n`;
  }
}
