/** A transfer as a tool: to whom, when, and what is said and done around it. */
import { Type, type Static } from 'typebox';
import { TargetHoursSchema } from '../hours/schema.ts';

const said = Type.String({ minLength: 1, maxLength: 500, description: 'May hold {{variables}}.' });

export const TransferTargetSchema = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'E.164 or SIP URI; may be a {{variable}}.',
});

/** Where a call may be transferred to, and when. */
export const DestinationSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    to: Type.String({ minLength: 1, maxLength: 300, description: 'E.164 or SIP URI.' }),
    condition: Type.String({ maxLength: 1000, default: '', description: 'When to transfer there.' }),
    email: Type.Optional(
      Type.String({ maxLength: 320, description: 'Of whoever answers there; by it calls are found.' }),
    ),
  },
  { additionalProperties: false },
);
export type Destination = Static<typeof DestinationSchema>;

/** A second outgoing leg, bridged. It is an attempt of its own and passes the dial authority. */
export const TransferToolSchema = Type.Object(
  {
    type: Type.Literal('transfer'),
    name: Type.Optional(
      Type.String({
        pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$',
        description: 'How a flow node or the model calls it.',
      }),
    ),
    description: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Tells the model when to use it.' }),
    ),
    to: Type.Optional(TransferTargetSchema),
    destinations: Type.Optional(
      Type.Array(DestinationSchema, {
        minItems: 1,
        maxItems: 100,
        description: 'In place of `to`: the model chooses one of them by its condition.',
      }),
    ),
    phone_book_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description: 'In place of `to`: the entries of a phone book, as they are when the call is accepted.',
      }),
    ),
    mode: Type.Enum(['blind', 'attended'], { default: 'blind' }),
    announcement: Type.Optional(said),
    briefing: Type.Optional(
      Type.String({
        maxLength: 1000,
        description: 'Attended: said to whoever answers, before the callee is connected.',
      }),
    ),
    briefing_prompt: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description:
          'Attended: the language model words the briefing out of the conversation, as is told here; `briefing` where it can not.',
      }),
    ),
    confirm: Type.Boolean({
      default: false,
      description: 'Attended: whoever answers must say yes or press 1, so that no mailbox takes the call.',
    }),
    confirm_timeout_s: Type.Optional(
      Type.Integer({
        minimum: 10,
        maximum: 1800,
        description:
          'With `confirm`: for so long it is asked again until a person takes the call, as behind a menu or in a queue. Absent: once more.',
      }),
    ),
    ring_timeout_s: Type.Integer({ minimum: 5, maximum: 120, default: 30 }),
    digits: Type.Optional(
      Type.String({
        pattern: '^[0-9*#A-Da-dwW,]{1,64}$',
        description:
          'Keys that are pressed as soon as the target has answered; w waits half a second, a comma two seconds.',
      }),
    ),
    goodbye: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'Said to the callee when the call is taken, before both are connected.',
      }),
    ),
    failed: Type.Optional(said),
    hours: Type.Optional(TargetHoursSchema),
    show_callee: Type.Optional(
      Type.Boolean({
        description:
          'The target is shown the number of the person in the call (From), with ours as the asserted identity (RFC 3325); for trunks that allow it.',
      }),
    ),
    stop_recording: Type.Optional(
      Type.Boolean({ description: 'The recording ends when both are connected.' }),
    ),
  },
  { additionalProperties: false },
);
export type TransferTool = Static<typeof TransferToolSchema>;
/** A transfer to one place that was chosen, at an hour at which it is open. */
export type ChosenTransfer = Omit<TransferTool, 'to' | 'destinations' | 'phone_book_id' | 'hours'> & {
  to: string;
};
