/** Reading what vendors send as JSON, without trusting its shape. Pure. */
import { ModelError } from '#models';

/** JSON text as an object. @throws ModelError `protocol`, without the text, which may hold what people said. */
export function readObject(provider: string, data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    if (isRecord(value)) return value;
  } catch {
    // Told below.
  }
  throw new ModelError({
    provider,
    fault: 'protocol',
    message: `${provider} sent ${data.length} characters that are no JSON object.`,
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that holds an object; an empty one where it does not. */
export function recordOf(value: Record<string, unknown>, field: string): Record<string, unknown> {
  const held = value[field];
  return isRecord(held) ? held : {};
}

/** A field that holds text; empty where it does not. */
export function textOf(value: Record<string, unknown>, field: string): string {
  const held = value[field];
  return typeof held === 'string' ? held : '';
}

/** A field that holds a list; an empty one where it does not. */
export function listOf(value: Record<string, unknown>, field: string): readonly unknown[] {
  const held = value[field];
  return Array.isArray(held) ? held : [];
}

/** A field that holds a number, else `undefined`. */
export function numberOf(value: Record<string, unknown>, field: string): number | undefined {
  const held = value[field];
  return typeof held === 'number' ? held : undefined;
}

/** JSON text as an object, an empty one where it is none: what a model wrote as a call's arguments. */
export function argumentsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
