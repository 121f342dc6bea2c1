/** What happens when no person answers: answering machine, menu, call screening, fax. */
import { Type, type Static } from 'typebox';

export const MACHINE_ACTIONS = ['hang_up', 'leave_message', 'continue'] as const;
export type MachineAction = (typeof MACHINE_ACTIONS)[number];

/** Absent: nobody is told apart, and the agent speaks at once. Fax and busy tones end a call in any case. */
export const MachineSettingsSchema = Type.Object(
  {
    detect: Type.Boolean({
      default: true,
      description: 'The agent waits for a verdict, a few seconds at most, before its first words.',
    }),
    on_machine: Type.Enum([...MACHINE_ACTIONS], { default: 'hang_up' }),
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
          'The language model words the message by these instructions; message is said if it fails.',
      }),
    ),
    on_ivr: Type.Enum(['navigate', 'hang_up', 'continue'], { default: 'hang_up' }),
    ivr_goal: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description: 'Whom or what to reach: matched with the options of the menu, or given to the model.',
      }),
    ),
    on_screening: Type.Enum(['answer', 'hang_up'], { default: 'answer' }),
    introduction: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'Name and purpose for a call screener; absent: from the agent and its greeting.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type MachineSettings = Static<typeof MachineSettingsSchema>;
