/** How much the calling thread matters to the system's scheduler. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Sets the niceness of the calling thread alone, on Linux, where threads have one (setpriority(2)).
 * @param nice -20 (first) to 19 (last); below 0 the system asks for privileges.
 * @returns whether the system took it; if not, nothing has changed.
 */
export function setThreadPriority(nice: number): boolean {
  try {
    // `<pid>/task/<tid>` of whoever reads it.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, nice);
    return true;
  } catch {
    return false; // Another system, or no privileges: the default priority is good enough to work with.
  }
}
