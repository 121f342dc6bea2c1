/** Says which field of a body holds the text that could not be kept: the database tells only that there is one. */
import { AppError } from '#kernel';

/** The error as it is, or naming the field when it is `invalid-text` and does not yet. */
export function nameText(error: AppError, body: unknown): AppError {
  const param = error.code === 'invalid-text' && error.param === undefined ? findBadText(body) : undefined;
  return param === undefined ? error : invalidText(param, error);
}

/** 400 `invalid-text`, naming the field. */
export function invalidText(param: string, cause?: unknown): AppError {
  const message = 'Holds the character NUL or half of a surrogate pair. Remove it.';
  return new AppError({
    code: 'invalid-text',
    status: 400,
    message: `${param}: ${message}`,
    faults: [{ param, message, rule: 'text' }],
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Where a text, or a key, is that can not be kept: NUL, or half of a surrogate pair. The outermost first. Inside JSON the
 * database would take it, and refuse to read it ever after.
 */
export function findBadText(body: unknown): string | undefined {
  let level: readonly (readonly [path: string, value: unknown])[] = [['', body]];
  while (level.length > 0) {
    const found = level.find(([path, value]) => isBad(path) || (typeof value === 'string' && isBad(value)));
    if (found) return found[0].toWellFormed().replaceAll('\0', '') || 'body';
    level = level.flatMap(([path, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([name, item]) => [path === '' ? name : `${path}.${name}`, item] as const)
        : [],
    );
  }
  return undefined;
}

function isBad(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
