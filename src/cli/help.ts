/** `parley help`, `parley help COMMAND` */
import { FILE_VARIABLE, SETTINGS } from '#config';
import type { Command } from './command.ts';

/** Commands and settings, as text for a terminal. */
export function helpText(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`);
  const settings = Object.values(SETTINGS).map(
    ({ variable, meaning, fallback }) =>
      `  ${variable.padEnd(24)} ${meaning}${fallback ? ` [${fallback}]` : ''}`,
  );
  return `Parley: AI phone calls over your own SIP.

To begin
  parley serve
  parley keys create --test
  parley calls create --to +12025550100 --file agent.yaml --follow

Commands
${lines.join('\n')}
  ${'help [COMMAND]'.padEnd(14)} This text, or how a command is called.

Settings, from the environment or from the JSON file that ${FILE_VARIABLE} names (there \`http\` for PARLEY_HTTP)
${settings.join('\n')}`;
}

/** How one command is called. */
export function commandHelp({ usage, summary, details }: Command): string {
  return [
    summary,
    '',
    ...usage.split('\n').map((line, at) => (at === 0 ? `  parley ${line}` : `  ${line.trim()}`)),
    ...(details ? ['', details] : []),
  ].join('\n');
}
