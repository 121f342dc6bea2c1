/**
 * Reading what vendors send as JSON, without trusting its shape: what is missing or of another type is an empty object,
 * text or list, or no number. Pure.
 */
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

export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list's items, each as an object. */
export function recordsOf(value: unknown): readonly Record<string, unknown>[] {
  return listOf(value).map(recordOf);
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
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
