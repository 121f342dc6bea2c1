/** The log is read through APIs, and they are snake_case: names of fields change at this border, values never. */

/** `utteranceId` -> `utterance_id`; only the outermost names, what lies within is somebody's data. */
export function toLog(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return renamed(fields, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** The inverse of `toLog`. */
export function fromLog(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return renamed(fields, (name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

function renamed(
  fields: Readonly<Record<string, unknown>>,
  rename: (name: string) => string,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [rename(name), value]));
}
