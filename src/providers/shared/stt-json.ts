/** Reading what recognisers say. Pure. */
import { isRecord, numberOf } from './json-value.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** @throws SyntaxError when the text is no JSON object. */
export function parseFields(message: string | Uint8Array): Fields {
  if (typeof message !== 'string') throw new SyntaxError('bytes where a JSON object was expected');
  const value: unknown = JSON.parse(message);
  if (!isRecord(value)) throw new SyntaxError('no JSON object');
  return value;
}

/** A share of 0 to 1; 1 when the vendor does not say. */
export function confidenceOf(value: unknown): number {
  return Math.min(1, Math.max(0, numberOf(value) ?? 1));
}
