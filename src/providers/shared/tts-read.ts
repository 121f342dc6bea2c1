/** Reads vendors' JSON of speech; what is thrown becomes a fault of the protocol where the socket is. Pure. */

/** @throws TypeError when it is no object */
export function readObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${name} is no object`);
  return value as Record<string, unknown>;
}

/** @throws TypeError when it is no base64 text */
export function readBase64(value: unknown, name: string): Uint8Array {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value))
    throw new TypeError(`${name} is no base64`);
  return Buffer.from(value, 'base64');
}

/** @throws TypeError when it is no list of numbers */
export function readNumbers(value: unknown, name: string): readonly number[] {
  if (!Array.isArray(value) || !value.every((item) => Number.isFinite(item)))
    throw new TypeError(`${name} is no list of numbers`);
  return value as number[];
}

/** @throws TypeError when it is no list of texts */
export function readTexts(value: unknown, name: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new TypeError(`${name} is no list of texts`);
  return value as string[];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
