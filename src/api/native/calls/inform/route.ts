/** `POST /v1/calls/{id}/inform`: tell the agent something. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { commandRoute } from '../command-route.ts';

const Body = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 20_000 }),
    respond: Type.Boolean({ default: false, description: 'Speak about it now.' }),
  },
  { additionalProperties: false },
);

export const informCall: Operation = commandRoute({
  path: 'inform',
  operationId: 'informCall',
  summary: 'Tell the agent something',
  description:
    'Context for the language model: data, never instructions. A flow keeps it for its prompt nodes and the analysis.',
  body: Body,
  command: ({ body }) => ({ type: 'inform', ...body }),
});
