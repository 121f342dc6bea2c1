/** What happens when no person answers: answering machine, menu, call screening, fax. */
import type { FieldFault } from '#kernel';
import { Type, type Static, type TEnum, type TOptional } from 'typebox';
import { joinPath } from './schema-faults.ts';

export const MACHINE_ACTIONS = ['hang_up', 'leave_message', 'continue'] as const;
export type MachineAction = (typeof MACHINE_ACTIONS)[number];
const IVR_ACTIONS = ['navigate', 'hang_up', 'continue'] as const;
const SCREENING_ACTIONS = ['answer', 'hang_up'] as const;

const texts = {
  message: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Left after the beep; may hold {{variables}}.',
    }),
  ),
  message_prompt: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 4000,
      description:
        'The language model words the message by these instructions; message is said if it fails or there is none.',
    }),
  ),
  ivr_goal: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1000,
      description:
        'Whom or what to reach: matched with the options of the menu, or given to the model. Absent: the operator.',
    }),
  ),
  introduction: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'Name and purpose for a call screener; absent: from the agent and its greeting.',
    }),
  ),
};
const detect = 'The agent waits for a verdict, four seconds at most, before its first words.';

/** Absent: nobody is told apart, and the agent speaks at once. Fax and busy tones end a call in any case. */
export const MachineSettingsSchema = Type.Object(
  {
    detect: Type.Boolean({ default: true, description: detect }),
    on_machine: Type.Enum([...MACHINE_ACTIONS], {
      default: 'hang_up',
      description: 'leave_message needs message or message_prompt.',
    }),
    on_ivr: Type.Enum([...IVR_ACTIONS], { default: 'hang_up' }),
    on_screening: Type.Enum([...SCREENING_ACTIONS], { default: 'answer' }),
    ...texts,
  },
  { additionalProperties: false },
);
export type MachineSettings = Static<typeof MachineSettingsSchema>;

const oneOf = <const T extends string[]>(values: T): TOptional<TEnum<T>> =>
  Type.Optional(Type.Enum(values)) as TOptional<TEnum<T>>;

/** The same for one call: what is given takes the place of the agent's, and there are no defaults. */
export const MachineOverridesSchema = Type.Object(
  {
    detect: Type.Optional(Type.Boolean({ description: detect })),
    on_machine: oneOf([...MACHINE_ACTIONS]),
    on_ivr: oneOf([...IVR_ACTIONS]),
    on_screening: oneOf([...SCREENING_ACTIONS]),
    ...texts,
  },
  { additionalProperties: false },
);
export type MachineOverrides = Static<typeof MachineOverridesSchema>;

/** What the schema cannot say: a message that is to be left has words. */
export function machineFaults(machine: MachineOverrides | undefined, path: string): FieldFault[] {
  if (machine?.on_machine !== 'leave_message') return [];
  if (machine.message !== undefined || machine.message_prompt !== undefined) return [];
  const message = "is missing: on_machine 'leave_message' needs it, or message_prompt; add one of them.";
  return [{ param: joinPath(path, 'machine', 'message'), rule: 'message-missing', message }];
}
