/** Chooses the command; a fault becomes a line for people and an exit code. */
import { nearest } from '#kernel';
import { agents } from './agents.ts';
import { backup } from './backup.ts';
import { call } from './call.ts';
import { calls } from './calls.ts';
import type { Command, CommandContext } from './command.ts';
import { doctor } from './doctor.ts';
import { faultOf, MISUSED } from './fault.ts';
import { commandHelp, helpText } from './help.ts';
import { importFrom } from './import.ts';
import { keys } from './keys.ts';
import { logs } from './logs.ts';
import { replay } from './replay.ts';
import { restore } from './restore.ts';
import { campaigns, numbers, suppressions, trunks } from './resources.ts';
import { serve } from './serve.ts';
import { version } from './version.ts';

export const COMMANDS: readonly Command[] = [
  ...[serve, keys, calls, agents, numbers, trunks, campaigns, suppressions, logs, importFrom],
  ...[backup, restore, call, replay, doctor, version],
];

/**
 * @returns the exit code: 0 done, 1 failed, 2 not understood, 3 refused by the server, 4 no server, 5 the call that was
 * followed did not complete
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const [name = 'help', ...rest] = args;
  const { terminal } = context;
  const asksHelp = ['help', '--help', '-h'].includes(name);
  const wanted = asksHelp ? rest[0] : ['--version', '-v'].includes(name) ? 'version' : name;
  const command = COMMANDS.find((one) => one.name === wanted);
  if (command && (asksHelp || rest.includes('--help') || rest.includes('-h'))) {
    terminal.out(commandHelp(command));
    return 0;
  }
  if (asksHelp && wanted === undefined) {
    terminal.out(helpText(COMMANDS));
    return 0;
  }
  if (!command) {
    const meant = nearest(
      wanted!,
      COMMANDS.map((one) => one.name),
    );
    terminal.error(
      `parley: no command \`${wanted}\`.${meant ? ` Did you mean \`${meant}\`?` : ''} Try \`parley help\`.`,
    );
    return MISUSED;
  }
  try {
    return await command.run(rest, context);
  } catch (thrown) {
    const { line, code } = faultOf(thrown, command);
    terminal.error(`parley: ${line}`);
    return code;
  }
}
