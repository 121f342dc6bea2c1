/** Names and placeholders of actions. Pure. */
import { isJson, type Json } from '../../shared/fields.ts';
import { doubleBraces } from '../../shared/placeholders.ts';

/** How the model calls it. */
export function toolNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9_-]+/g, '_')
    .replace(/^[^a-zA-Z]+|_+$/g, '')
    .slice(0, 64);
  return plain === '' ? 'action' : plain;
}

/** `{name}` of the call and `<name>` of an action's result or arguments, as ours. */
export function ours(text: string): string {
  return doubleBraces(text.replace(/<([A-Za-z_][\w.]{0,63})>/g, '{{$1}}'));
}

/** Names of the placeholders in every text of a body, in order. */
export function placeholdersOf(body: unknown): string[] {
  const found = new Set<string>();
  walk(body, (text) => {
    for (const match of text.matchAll(/\{\s*([A-Za-z_][\w.]{0,63})\s*\}/g)) found.add(match[1]!);
    return text;
  });
  return [...found];
}

/** The body with the placeholders filled that have a value. */
export function initialized(body: Json, values: Readonly<Record<string, string>>): Json {
  if (Object.keys(values).length === 0) return body;
  return walk(body, (text) =>
    text.replace(/\{\s*([A-Za-z_][\w.]{0,63})\s*\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? values[name]! : whole,
    ),
  ) as Json;
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, change));
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, change)]));
}
