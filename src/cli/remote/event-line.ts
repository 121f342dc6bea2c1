/** An event of a call as one line for people. */
import type { CallEvent } from '#client';

/** Longer data is cut, characters. */
const LONGEST = 160;

export function eventLine({ at, type, data }: CallEvent): string {
  const text = JSON.stringify(data);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `${at.slice(11, 23)}  ${type.padEnd(22)} ${shown === '{}' ? '' : shown}`.trimEnd();
}
