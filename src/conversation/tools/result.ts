/** A tool's answer as a value: JSON where it is JSON, else text. */

/** Characters of a text that are kept. */
const LONGEST_TEXT = 20_000;

export function parseResult(body: string): unknown {
  const text = body.trim();
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Plain text is an answer too.
    return text.slice(0, LONGEST_TEXT);
  }
}
