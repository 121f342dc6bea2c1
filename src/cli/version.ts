/** `parley version` */
import { readFileSync } from 'node:fs';
import type { Command } from './command.ts';

/** Of the package. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

export const version: Command = {
  name: 'version',
  usage: 'version',
  summary: 'The version of Parley and of Node.',
  run: async (_args, { terminal }) => {
    terminal.out(`parley ${packageVersion()} (Node ${process.versions.node})`);
    return 0;
  },
};
