/** How an agent takes turns: a preset, and raw knobs in ms that win over it. */
import { Type, type Static } from 'typebox';

export const TURN_PRESETS = ['patient', 'balanced', 'quick'] as const;
export type TurnPreset = (typeof TURN_PRESETS)[number];

/** Each knob absent: what the preset says (docs/turn-taking.md has the table). */
export const TurnSettingsSchema = Type.Object(
  {
    preset: Type.Enum([...TURN_PRESETS], { default: 'balanced' }),
    endpoint_ms: Type.Integer({
      minimum: 200,
      maximum: 5000,
      description: 'Fixed silence after speech that ends a turn; switches the dynamic wait off.',
    }),
    min_endpoint_ms: Type.Integer({
      minimum: 100,
      maximum: 5000,
      description: 'No wait for the end of a turn is shorter, however complete the words are.',
    }),
    max_endpoint_ms: Type.Integer({
      minimum: 200,
      maximum: 10_000,
      description: 'No wait is longer, however unfinished they are.',
    }),
    onset_ms: Type.Integer({
      minimum: 20,
      maximum: 1000,
      description: 'Speech that holds the agent tentatively.',
    }),
    confirm_ms: Type.Integer({
      minimum: 100,
      maximum: 3000,
      description: 'Speech that makes an interruption certain.',
    }),
    confirm_words: Type.Integer({
      minimum: 1,
      maximum: 10,
      description: 'Words that make it certain earlier; backchannels do not count.',
    }),
    resume_ms: Type.Integer({
      minimum: 100,
      maximum: 3000,
      description: 'Silence after which an unconfirmed hold resumes.',
    }),
    backchannels: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      maxItems: 100,
      description: "Further words that never interrupt, beside the language's own.",
    }),
  },
  { additionalProperties: false },
);
export type TurnSettings = Static<typeof TurnSettingsSchema>;

/** What happens when nobody speaks. Not counted while a tool runs, the call is held or being transferred. */
export const SilenceSettingsSchema = Type.Object(
  {
    reminder_after_s: Type.Number({ minimum: 1, maximum: 14_400, default: 8 }),
    max_reminders: Type.Integer({
      minimum: 0,
      maximum: 10,
      default: 2,
      description: 'After the last one the call ends.',
    }),
    text: Type.Optional(
      Type.String({ maxLength: 500, description: 'Every reminder; absent: the words of the language.' }),
    ),
    texts: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
        minItems: 1,
        maxItems: 10,
        description: 'The first, second … reminder; the last one repeats. Wins over text.',
      }),
    ),
    autonomous: Type.Boolean({
      default: false,
      description: 'The language model words the reminder; needs one, else text is said.',
    }),
    goodbye: Type.Optional(Type.String({ maxLength: 500, description: 'Said before the call ends.' })),
    hang_up: Type.Optional(
      Type.Boolean({
        description: 'False: after the last reminder the agent waits in silence. True when absent.',
      }),
    ),
    timeout_s: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 3600,
        description:
          'Silence in a row, reminders included, after which the call ends whatever is left of them.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type SilenceSettings = Static<typeof SilenceSettingsSchema>;

/** A quiet sound behind the agent's voice, so that its silence does not sound like a dead line. */
export const BackgroundSchema = Type.Object(
  {
    sound: Type.Enum(['none', 'office', 'cafe', 'room'], { default: 'none' }),
    level_db: Type.Number({ minimum: -60, maximum: -20, default: -42, description: 'dBFS.' }),
  },
  { additionalProperties: false },
);
export type BackgroundSettings = Static<typeof BackgroundSchema>;
