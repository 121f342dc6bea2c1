/** `POST /v1/calls/{id}/transfer`: transfer the call. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { commandRoute } from '../command-route.ts';

const Body = Type.Object(
  {
    to: Type.String({
      pattern: '^(\\+[1-9][0-9]{1,14}|sip:[^\\s]{1,290})$',
      description: 'E.164 or SIP URI.',
    }),
    mode: Type.Enum(['blind', 'attended'], { default: 'blind' }),
    announcement: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'Said to the callee first.' }),
    ),
    briefing: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1000, description: 'Attended: said to whoever answers.' }),
    ),
    confirm: Type.Boolean({
      default: false,
      description: 'Attended: whoever answers must say yes or press 1, so that no mailbox takes the call.',
    }),
  },
  { additionalProperties: false },
);

export const transferCall: Operation = commandRoute({
  path: 'transfer',
  operationId: 'transferCall',
  summary: 'Transfer the call',
  description:
    'A second leg, bridged by Parley; it passes the dial authority. If nobody takes it the conversation goes on.',
  body: Body,
  command: ({ body }) => ({
    type: 'transfer',
    to: body.to,
    mode: body.mode,
    announcement: body.announcement ?? null,
    briefing: body.briefing ?? null,
    confirm: body.confirm,
  }),
});
