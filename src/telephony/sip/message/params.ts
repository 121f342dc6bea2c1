/** `;name=value` parameters (RFC 3261, 7.3.1). Names compare without case. */
import { limits } from './limits.ts';
import { isToken, splitOutside } from './scan.ts';
import type { Param } from './types.ts';

/** Reads what follows a value, from its first `;` on or empty; null when a name or value is malformed. */
export function parseParams(text: string): Param[] | null {
  if (text.trim() === '') return [];
  const parts = splitOutside(text, ';');
  if (parts.shift() !== '' || parts.length > limits.paramCount) return null;
  const params: Param[] = [];
  for (const part of parts) {
    // A stray `;` is common and harmless.
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim();
    if (!isToken(name)) return null;
    if (equals < 0) params.push({ name });
    else {
      const value = part.slice(equals + 1).trim();
      if (!isParamValue(value)) return null;
      params.push({ name, value });
    }
  }
  return params;
}

export function printParams(params: readonly Param[]): string {
  return params.map(({ name, value }) => (value === undefined ? `;${name}` : `;${name}=${value}`)).join('');
}

/** The parameter's value, '' when it is there without one, undefined when it is not there. */
export function param(params: readonly Param[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = params.find((each) => each.name.toLowerCase() === wanted);
  return found && (found.value ?? '');
}

/** With `name` set to `value` (in its place, or last), or without it when `value` is undefined. */
export function withParam(params: readonly Param[], name: string, value: string | undefined): Param[] {
  const wanted = name.toLowerCase();
  if (value === undefined) return params.filter((each) => each.name.toLowerCase() !== wanted);
  if (param(params, name) === undefined) return [...params, { name, value }];
  return params.map((each) => (each.name.toLowerCase() === wanted ? { name: each.name, value } : each));
}

/** token, host (with IPv6 brackets) or quoted-string; read tolerantly: anything without separators passes. */
function isParamValue(value: string): boolean {
  if (value.startsWith('"')) return value.length >= 2 && value.endsWith('"');
  return value !== '' && !/[\s",;<>]/.test(value);
}
