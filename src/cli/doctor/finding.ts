/** What the doctor finds. */

/** `fault` makes the exit code 1. */
export interface Finding {
  readonly level: 'good' | 'warning' | 'fault';
  /** What was looked at, in a word or two. */
  readonly subject: string;
  readonly said: string;
  /** What to do; for warnings and faults. */
  readonly mend?: string;
}

export const good = (subject: string, said: string): Finding => ({ level: 'good', subject, said });
export const warning = (subject: string, said: string, mend: string): Finding => ({
  level: 'warning',
  subject,
  said,
  mend,
});
export const fault = (subject: string, said: string, mend: string): Finding => ({
  level: 'fault',
  subject,
  said,
  mend,
});
