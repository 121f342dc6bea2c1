/** What a question listens for: typed slots and the normal form of their values. */
import { Type, type Static } from 'typebox';

export const slotName = Type.String({ pattern: '^[a-zA-Z0-9_-]{1,64}$' });
const clockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['09:00'] });
const closed = { additionalProperties: false } as const;

const Option = Type.Object(
  {
    value: Type.String({ minLength: 1, maxLength: 100 }),
    phrases: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 50 }),
    key: Type.Optional(
      Type.String({
        pattern: '^[0-9*#]$',
        description: 'Keypad key of this option; by default 1, 2, 3 … in order.',
      }),
    ),
  },
  closed,
);

/** `value` is what is stored; `phrases` are ways to say it. */
export const SlotSchema = Type.Union([
  Type.Object({ type: Type.Literal('yes_no'), name: slotName }, closed),
  Type.Object(
    {
      type: Type.Literal('choice'),
      name: slotName,
      options: Type.Array(Option, { minItems: 1, maxItems: 20 }),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('digits'),
      name: slotName,
      min: Type.Integer({ minimum: 1, maximum: 32, default: 1 }),
      max: Type.Integer({ minimum: 1, maximum: 32, default: 16 }),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('number'),
      name: slotName,
      min: Type.Optional(Type.Number()),
      max: Type.Optional(Type.Number()),
      integer: Type.Boolean({ default: true }),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('date'),
      name: slotName,
      when: Type.Enum(['future', 'past', 'any'], {
        default: 'future',
        description: 'Which day is meant where the year or month is not said; others are not accepted.',
      }),
      order: Type.Optional(
        Type.Enum(['day_first', 'month_first'], {
          description: 'Of dates in figures and on the keypad; absent: as in the region of the language.',
        }),
      ),
    },
    { ...closed, description: 'Stored as an ISO 8601 date in the person’s time zone.' },
  ),
  Type.Object(
    {
      type: Type.Literal('time'),
      name: slotName,
      earliest: Type.Optional(clockTime),
      latest: Type.Optional(clockTime),
    },
    { ...closed, description: 'Stored as `HH:MM` of 24 hours.' },
  ),
  Type.Object(
    {
      type: Type.Literal('phone'),
      name: slotName,
      country: Type.Optional(
        Type.String({
          pattern: '^[A-Z]{2}$',
          description: 'ISO 3166 of numbers without a country; absent: that of the number called.',
        }),
      ),
    },
    { ...closed, description: 'Stored in E.164.' },
  ),
  Type.Object(
    { type: Type.Literal('email'), name: slotName },
    { ...closed, description: 'Stored in lower case. Needs a recogniser of open speech.' },
  ),
  Type.Object(
    {
      type: Type.Literal('free'),
      name: slotName,
      about: Type.Optional(
        Type.Enum(['address', 'spelling', 'story'], {
          description: 'How the answer will be said, for the patience that it gets.',
        }),
      ),
    },
    { ...closed, description: 'Any words. Needs a recogniser of open speech.' },
  ),
]);
export type Slot = Static<typeof SlotSchema>;

/** Can only be heard by a recogniser of open speech, and not be keyed in. */
export function needsOpenSpeech({ type }: Slot): boolean {
  return type === 'free' || type === 'email';
}
