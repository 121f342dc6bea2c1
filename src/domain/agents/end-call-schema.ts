/** The tool that ends a call. */
import { Type } from 'typebox';

/** Why a call may be ended, and what is said then. */
const EndReasonSchema = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 200 }),
    closing: Type.Enum(['static', 'prompt', 'none'], {
      default: 'none',
      description: '`static`: `text` is said. `prompt`: the model words it by `text`. `none`: nothing.',
    }),
    text: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'May hold {{variables}}.' }),
    ),
  },
  { additionalProperties: false },
);

/** Ends the call; its description tells a model when. */
export const EndCallToolSchema = Type.Object(
  {
    type: Type.Literal('end_call'),
    description: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Tells the model when to use it.' }),
    ),
    reasons: Type.Optional(
      Type.Array(EndReasonSchema, {
        minItems: 1,
        maxItems: 20,
        description: "The model names one of them; it stands in the call's end reason as `stated`.",
      }),
    ),
  },
  { additionalProperties: false },
);
