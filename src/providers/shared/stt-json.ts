/** Reading what a vendor says: JSON objects whose fields may be missing or of another type. Pure. */

export type Fields = Readonly<Record<string, unknown>>;

/** @throws SyntaxError when the text is no JSON object. */
export function parseFields(message: string | Uint8Array): Fields {
  if (typeof message !== 'string') throw new SyntaxError('bytes where a JSON object was expected');
  const value: unknown = JSON.parse(message);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError('no JSON object');
  return value as Fields;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** A share of 0 to 1; 1 when the vendor does not say. */
export function confidenceOf(value: unknown): number {
  return Math.min(1, Math.max(0, numberOf(value) ?? 1));
}
