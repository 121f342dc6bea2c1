/**
 * Unit files that share a process: to load a room costs more than most of its tests do. A share is a module that
 * imports its files, each as a suite of the file's name, so that hooks stay with their file and a failure names it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FILES_A_SHARE = 24;

/**
 * @param folder is emptied and written to
 * @param files of one folder after the other, relative to the working directory
 * @returns the shares' modules, to be run as test files
 */
export function writeShares(folder: string, files: readonly string[]): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return shares(files).map(({ room, members }, at) => {
    const path = join(folder, `${String(at + 1).padStart(2, '0')}-${room.replaceAll('/', '-')}.mjs`);
    writeFileSync(path, moduleOf(members));
    return path;
  });
}

/** Rooms stay apart, as each loads other modules; a large one is dealt in even parts. */
export function shares(files: readonly string[]): { room: string; members: string[] }[] {
  return Object.entries(Object.groupBy(files, roomOf)).flatMap(([room, members = []]) => {
    const count = Math.ceil(members.length / FILES_A_SHARE);
    return Array.from({ length: count }, (_, share) => ({
      room,
      members: members.filter((_, at) => at % count === share),
    }));
  });
}

function roomOf(file: string): string {
  const [top = '', room = ''] = dirname(file).split('/');
  return top === 'src' || top === 'test' ? `${top}/${room}` : 'around';
}

function moduleOf(files: readonly string[]): string {
  const entries = files.map((file) => JSON.stringify([file, pathToFileURL(file).href]));
  return [
    `import { suite } from 'node:test';`,
    `const files = [${entries.join(', ')}];`,
    `for (const [name, url] of files) suite(name, async () => void (await import(url)));`,
    '',
  ].join('\n');
}
