/** What is said about a database that cannot be started. */
import { AppError } from '#kernel';

/** `data-dir-damaged`: names the place, what is wrong, and the mend. Nothing is ever deleted. */
export function damaged(clusterDir: string, wrong: string, cause?: unknown): AppError {
  return new AppError({
    code: 'data-dir-damaged',
    status: 500,
    message: `The database in ${clusterDir} is damaged: ${wrong}. Bring the folder back from a backup; or, to begin with an empty database, move it away (mv ${clusterDir} ${clusterDir}.damaged) and start again. Nothing was deleted.`,
    cause,
  });
}

/** Faults of the surroundings, not of the files: the data are fine. */
const SURROUNDINGS =
  /No space left|shared memory|semaphore|Permission denied|lock file|could not bind|Unix-domain socket|Too many open files|Cannot allocate|Read-only file system|invalid permissions|wrong ownership|root" execution|unrecognized configuration/i;

/** Judges a server that ended before it was ready by what it wrote. */
export function startFailure(clusterDir: string, log: readonly string[]): AppError {
  const grave = log.filter((line) => /\b(PANIC|FATAL):/.test(line)).map(withoutPrefix);
  const wrong = grave[0] ?? withoutPrefix(log.at(-1) ?? 'the server ended without a word');
  if (grave.length > 0 && !grave.some((line) => SURROUNDINGS.test(line))) return damaged(clusterDir, wrong);
  return new AppError({
    code: 'postgres-start-failed',
    status: 500,
    message: `The database in ${clusterDir} could not be started: ${wrong}. Mend that and start again; the data were not touched.`,
  });
}

function withoutPrefix(line: string): string {
  return line.replace(/^.*?\b(?:PANIC|FATAL|ERROR|LOG|HINT):\s*/, '').trim();
}
