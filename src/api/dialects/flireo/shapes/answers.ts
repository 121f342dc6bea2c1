/** Shapes that answers of several resources share. */
import { Type } from 'typebox';

export const NullableText = Type.Union([Type.String(), Type.Null()]);

/** Of what is deleted. */
export const Succeeded = Type.Object(
  { success: Type.Literal(true) },
  { additionalProperties: false, examples: [{ success: true }] },
);
export const SUCCEEDED = { success: true } as const;
