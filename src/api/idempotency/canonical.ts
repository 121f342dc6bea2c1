/** One hash for one meaning: JSON with its keys in order. */
import { createHash } from 'node:crypto';

/** SHA-256, hex, of all parts; objects that differ only in the order of their keys are the same. */
export function meaningHash(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts, inOrder)).digest('hex');
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
