/** Reads vendors' JSON of speech; what is thrown becomes a fault of the protocol where the socket is. Pure. */
import { isRecord } from './json-value.ts';

/** @throws TypeError when it is no object */
export function readObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new TypeError(`${name} is no object`);
  return value;
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
