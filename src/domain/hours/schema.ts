/** Hours as JSON. */
import { Type, type Static } from 'typebox';
import type { FieldFault } from '#kernel';
import { timeOfDay, WEEKDAYS } from './hours.ts';
import { isTimeZone } from './zone.ts';

const TimeZone = Type.String({ maxLength: 60, description: 'IANA.', examples: ['Europe/Madrid'] });
const Days = Type.Array(Type.Enum([...WEEKDAYS]), {
  minItems: 1,
  maxItems: 7,
  description: 'Days on which the window begins.',
});
const From = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$',
  description: '`HH:MM` or `HH:MM:SS`.',
  examples: ['09:00'],
});
const To = Type.String({
  pattern: '^(([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?|24:00(:00)?)$',
  examples: ['18:00'],
  description:
    '`HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day.',
});

/** One window a day. */
export const DailyWindowSchema = Type.Object(
  { days: Days, from: From, to: To, time_zone: TimeZone },
  { additionalProperties: false },
);
export type DailyWindow = Static<typeof DailyWindowSchema>;

/** An agent's calling hours. */
export const AgentHoursSchema = Type.Object(
  {
    time_zone: TimeZone,
    windows: Type.Array(Type.Object({ days: Days, from: From, to: To }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 50,
    }),
    after_hours_message: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description:
          'Said to who calls outside of them, then the call ends; without it such a call is not answered.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'When the agent may call, and be called. Outside, outgoing calls wait until it opens.',
  },
);
export type AgentHours = Static<typeof AgentHoursSchema>;

/** When the target of a transfer can be reached. */
export const TargetHoursSchema = Type.Object(
  {
    time_zone: TimeZone,
    windows: Type.Array(Type.Object({ days: Days, from: From, to: To }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 50,
    }),
    closed: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'Said to the callee outside of them.' }),
    ),
  },
  {
    additionalProperties: false,
    description: 'When the target can be reached; outside nobody is called and the conversation goes on.',
  },
);
export type TargetHours = Static<typeof TargetHoursSchema>;

/** What the schema cannot judge. @param path of the hours, e.g. `hours` */
export function hoursFaults(
  hours: { readonly time_zone: string; readonly windows: readonly { from: string; to: string }[] },
  path: string,
): FieldFault[] {
  const empty = hours.windows.flatMap(({ from, to }, index) =>
    timeOfDay(from) === timeOfDay(to)
      ? [
          {
            param: `${path}.windows[${index}].to`,
            rule: 'window',
            message: 'Must differ from `from`; the whole day is 00:00 to 24:00.',
          },
        ]
      : [],
  );
  return [...(isTimeZone(hours.time_zone) ? [] : [zoneFault(`${path}.time_zone`)]), ...empty];
}

export function zoneFault(param: string): FieldFault {
  return {
    param,
    rule: 'time-zone',
    message: 'Is not a time zone of the IANA database, like Europe/Madrid.',
  };
}
