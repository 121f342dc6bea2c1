/** `POST /v1/calls/{id}/mute`: mute or unmute the agent. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { commandRoute } from '../command-route.ts';

const Body = Type.Object(
  {
    muted: Type.Boolean(),
  },
  { additionalProperties: false },
);

export const muteCall: Operation = commandRoute({
  path: 'mute',
  operationId: 'muteCall',
  summary: 'Mute or unmute the agent',
  description: 'While muted the agent hears and says nothing; what it would have said is not said later.',
  body: Body,
  command: ({ body }) => ({ type: 'mute', muted: body.muted }),
});
