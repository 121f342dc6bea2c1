/** Event (RFC 6665, 8.2.1). */
import { param, parseParams, printParams, withParam } from './params.ts';
import { isToken } from './scan.ts';

export interface EventPackage {
  /** e.g. `refer`; compared byte by byte (RFC 6665, 8.2.1). */
  readonly name: string;
  readonly id?: string;
}

export function parseEvent(text: string): EventPackage | null {
  const semicolon = text.indexOf(';');
  const name = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
  const params = semicolon < 0 ? [] : parseParams(text.slice(semicolon));
  const id = params ? param(params, 'id') : undefined;
  return isToken(name) && params ? { name, ...(id === undefined ? {} : { id }) } : null;
}

export function printEvent({ name, id }: EventPackage): string {
  return `${name}${printParams(withParam([], 'id', id))}`;
}
