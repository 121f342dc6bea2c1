/** Schemas as the document writes them: shared ones by reference, and nothing required that has a default. */
import { sharedSchemas } from './shared-schemas.ts';

/** By their text, since an optional field holds a copy of the schema it was made of. */
const names = new Map(Object.entries(sharedSchemas).map(([name, schema]) => [JSON.stringify(schema), name]));

/** A copy of `value` as plain JSON; `root` itself is written out though it is shared. */
export function withReferences(value: unknown, root?: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(item));
  if (typeof value !== 'object' || value === null) return value;
  const name = value === root ? undefined : names.get(JSON.stringify(value));
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'required' && Array.isArray(item) ? withoutDefaults(item, value) : withReferences(item),
    ]),
  );
}

function withoutDefaults(required: readonly unknown[], schema: object): unknown[] {
  const { properties = {} } = schema as { properties?: Readonly<Record<string, { default?: unknown }>> };
  return required.filter((name) => properties[String(name)]?.default === undefined);
}
