/** What one thread of a process computes, and how long it is ready and waits for a core (Linux; proc(5), schedstat). */
import { readdirSync, readFileSync } from 'node:fs';

export interface ThreadTime {
  /** On a core so far, s. */
  readonly cpu: number;
  /** Ready to run, while others had the cores, s. */
  readonly waited: number;
}

/** Of all threads of the process with this name. */
export function threadTime(pid: number, name: string): ThreadTime {
  let [cpu, waited] = [0, 0];
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${thread}`;
    try {
      if (readFileSync(`${folder}/comm`, 'utf8').trim() !== name) continue;
      const [ran = 0, ready = 0] = readFileSync(`${folder}/schedstat`, 'utf8').split(' ').map(Number);
      cpu += ran / 1e9;
      waited += ready / 1e9;
    } catch {
      // ended meanwhile
    }
  }
  return { cpu, waited };
}
