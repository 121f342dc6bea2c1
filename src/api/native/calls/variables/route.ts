/** `POST /v1/calls/{id}/variables`: set variables of the call. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { commandRoute } from '../command-route.ts';

const Body = Type.Object(
  {
    variables: Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.Unknown(), {
      minProperties: 1,
      examples: [{ name: 'Ana' }],
    }),
  },
  { additionalProperties: false },
);

export const setCallVariables: Operation = commandRoute({
  path: 'variables',
  operationId: 'setCallVariables',
  summary: 'Set variables of the call',
  description: 'They count from the next words on.',
  body: Body,
  command: ({ body }) => ({ type: 'set-variables', variables: body.variables }),
});
