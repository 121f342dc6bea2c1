/** The database's faults in our words. */
import { AppError, errorText } from '#kernel';

/** SQLSTATE codes that mean something to us. */
export const UNIQUE_VIOLATION = '23505';
export const NOT_NULL_VIOLATION = '23502';
const FOREIGN_KEY_VIOLATION = '23503';
const NUL_IN_TEXT = '22021';
const DEADLOCK = '40P01';

/** The violated constraint when `thrown` is a unique violation, else `undefined`. */
export function violatedConstraint(thrown: unknown): string | undefined {
  const fault = thrown as { code?: string; constraint?: string } | undefined;
  return fault?.code === UNIQUE_VIOLATION ? fault.constraint : undefined;
}

/** Does something still point at what was to go? */
export function isForeignKeyViolation(thrown: unknown): boolean {
  return (thrown as { code?: string } | undefined)?.code === FOREIGN_KEY_VIOLATION;
}

/** Was the statement chosen to end a deadlock? It did nothing then. */
export function isDeadlock(thrown: unknown): boolean {
  return (thrown as { code?: string } | undefined)?.code === DEADLOCK;
}

/** May the same statement succeed if sent again: lost connections, shutdowns, time limits, deadlocks. */
export function isTransient(thrown: unknown): boolean {
  const code = (thrown as { code?: unknown } | undefined)?.code;
  if (typeof code !== 'string') return /terminated|timeout|closed|connect/i.test(errorText(thrown));
  return /^(08|57|53|40|55P03)/.test(code) || /^E[A-Z]+$/.test(code);
}

/** What is not text is refused before it can look like a fault of ours. */
export function asRequestFault(thrown: unknown): unknown {
  if ((thrown as { code?: string } | undefined)?.code !== NUL_IN_TEXT) return thrown;
  return new AppError({
    code: 'invalid-text',
    status: 400,
    message: 'A text holds the character NUL or is not valid Unicode. Remove it.',
    cause: thrown,
  });
}

/** 503 `database-unreachable`; names the place, never the password. */
export function unreachable(place: string, cause: unknown): AppError {
  return new AppError({
    code: 'database-unreachable',
    status: 503,
    retryable: true,
    message: `The database at ${place} cannot be used: ${errorText(cause)}. Check that it runs and that DATABASE_URL is right.`,
    cause,
  });
}
