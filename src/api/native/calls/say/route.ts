/** `POST /v1/calls/{id}/say`: let the agent say something. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { commandRoute } from '../command-route.ts';

const Body = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 2000 }),
    interruptible: Type.Boolean({ default: true }),
    end: Type.Boolean({ default: false, description: 'Hang up after these words.' }),
  },
  { additionalProperties: false },
);

export const sayInCall: Operation = commandRoute({
  path: 'say',
  operationId: 'sayInCall',
  summary: 'Let the agent say something',
  description: 'Said after what the agent is in the middle of saying.',
  body: Body,
  command: ({ body }) => ({ type: 'say', ...body }),
});
