/** `POST /v1/calls/{id}/digits`: press keys. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { commandRoute } from '../command-route.ts';

const Body = Type.Object(
  {
    digits: Type.String({
      pattern: '^[0-9*#A-Dw,]{1,64}$',
      description: '`w` is a pause of half a second, `,` one of two seconds.',
    }),
  },
  { additionalProperties: false },
);

export const sendCallDigits: Operation = commandRoute({
  path: 'digits',
  operationId: 'sendCallDigits',
  summary: 'Press keys',
  description:
    'Sent as RFC 4733 events after what is being said; as tones where the far end takes no events.',
  body: Body,
  command: ({ body }) => ({ type: 'send-digits', digits: body.digits }),
});
