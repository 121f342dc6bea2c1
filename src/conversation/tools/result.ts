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

/** What a server's answer says to one call of a tool. */
export type OwnResult = { readonly result: unknown } | { readonly error: unknown };

/**
 * Of an answer to several calls the part of one: its entry of `results`, else `result` or `error`, else all of it.
 * @param run the id that the call was sent with
 */
export function ownResult(answer: unknown, run: string): OwnResult {
  if (!isObject(answer)) return { result: answer };
  const { results } = answer;
  if (!Array.isArray(results)) return outcome(answer) ?? { result: answer };
  const entries: readonly unknown[] = results;
  const own = entries.find(
    (entry) => isObject(entry) && [entry['toolCallId'], entry['tool_call_id']].includes(run),
  );
  if (isObject(own)) return outcome(own) ?? { result: null };
  return { error: `The answer has no result of the call ${run}.` };
}

function outcome(entry: Readonly<Record<string, unknown>>): OwnResult | null {
  if (entry['result'] !== undefined) return { result: entry['result'] };
  return entry['error'] === undefined || entry['error'] === null ? null : { error: entry['error'] };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
