/** Shapes that answers of several resources share. */
import { Type, type TSchema, type TUnion } from 'typebox';

export function Nullable<T extends TSchema>(schema: T): TUnion<[T, ReturnType<typeof Type.Null>]> {
  return Type.Union([schema, Type.Null()]);
}

export const NullableText = Nullable(Type.String());

/** Of what is deleted. */
export const Succeeded = Type.Object(
  { success: Type.Literal(true) },
  { additionalProperties: false, examples: [{ success: true }] },
);
export const SUCCEEDED = { success: true } as const;
