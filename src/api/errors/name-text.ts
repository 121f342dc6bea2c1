/** Says which field of a body holds the text that could not be kept: the database tells only that there is one. */
import { AppError } from '#kernel';

/** The error as it is, or naming the field when it is `invalid-text` and does not yet. */
export function nameText(error: AppError, body: unknown): AppError {
  const param = error.code === 'invalid-text' && error.param === undefined ? findText(body) : undefined;
  if (param === undefined) return error;
  const message = 'Holds the character NUL. Remove it.';
  return new AppError({
    code: error.code,
    status: error.status,
    message: `${param}: ${message}`,
    faults: [{ param, message, rule: 'text' }],
    cause: error,
  });
}

/** The outermost first: those are kept as texts of their own, inner ones as JSON, which may hold anything. */
function findText(body: unknown): string | undefined {
  let level: readonly (readonly [path: string, value: unknown])[] = [['', body]];
  while (level.length > 0) {
    const found = level.find(([, value]) => typeof value === 'string' && value.includes('\u0000'));
    if (found) return found[0];
    level = level.flatMap(([path, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([name, item]) => [path === '' ? name : `${path}.${name}`, item] as const)
        : [],
    );
  }
  return undefined;
}
