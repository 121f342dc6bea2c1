/** What a process and all its children use, from /proc (Linux; proc(5)). */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Stat {
  readonly parent: number;
  /** User and system time of it and of its ended, waited-for children, s. */
  readonly cpu: number;
}

/** CPU time of the tree so far, s. Children that ended are in their parent's time. */
export function cpuSeconds(root: number): number {
  return [...tree(root).values()].reduce((sum, { cpu }) => sum + cpu, 0);
}

/** Memory of the tree, MB; pages that several share are counted once (PSS). */
export function memoryMb(root: number): number {
  return [...tree(root).keys()].reduce((sum, pid) => sum + proportional(pid), 0) / 1024;
}

function tree(root: number): Map<number, Stat> {
  const all = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(Number(name)) : null;
    if (stat) all.set(Number(name), stat);
  }
  const within = new Map<number, Stat>();
  for (let found = [root]; found.length > 0;) {
    for (const pid of found) within.set(pid, all.get(pid) ?? { parent: 0, cpu: 0 });
    found = [...all].filter(([, { parent }]) => found.includes(parent)).map(([pid]) => pid);
  }
  return within;
}

function read(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold spaces: fields count from behind it; utime is the 14th of all.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields[11]! + fields[12]! + fields[13]! + fields[14]!;
    return { parent: fields[1]!, cpu: ticks / TICKS_PER_SECOND };
  } catch {
    return null; // ended meanwhile
  }
}

/** KiB. */
function proportional(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0; // ended meanwhile
  }
}
