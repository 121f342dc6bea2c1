/** `parley help` */
import { FILE_VARIABLE, SETTINGS } from '#config';
import type { Command } from './command.ts';

/** Commands and settings, as text for a terminal. */
export function helpText(commands: readonly Command[]): string {
  const usage = commands.map((command) => `  parley ${command.usage.padEnd(44)} ${command.summary}`);
  const settings = Object.values(SETTINGS).map(
    ({ variable, meaning, fallback }) =>
      `  ${variable.padEnd(24)} ${meaning}${fallback ? ` [${fallback}]` : ''}`,
  );
  return `Parley: AI phone calls over your own SIP.

Commands
${usage.join('\n')}
  parley ${'help'.padEnd(44)} This text.

Settings, from the environment or from the JSON file that ${FILE_VARIABLE} names (there \`http\` for PARLEY_HTTP)
${settings.join('\n')}`;
}
