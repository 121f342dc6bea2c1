/** Chooses the command; a fault becomes a line for people and an exit code. */
import { ParleyError, ParleyUnreachable } from '#client';
import { AppError, errorText, nearest } from '#kernel';
import { agents } from './agents.ts';
import { backup } from './backup.ts';
import { call } from './call.ts';
import { calls } from './calls.ts';
import type { Command, CommandContext } from './command.ts';
import { doctor } from './doctor.ts';
import { helpText } from './help.ts';
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

const FAILED = 1;
const MISUSED = 2;
const REFUSED = 3;
const UNREACHABLE = 4;

/**
 * @returns the exit code: 0 done, 1 failed, 2 not understood, 3 refused by the server, 4 no server, 5 the call that was
 * followed did not complete
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const [name = 'help', ...rest] = args;
  const { terminal } = context;
  if (['help', '--help', '-h'].includes(name) || rest.includes('--help')) {
    terminal.out(helpText(COMMANDS));
    return 0;
  }
  const wanted = ['--version', '-v'].includes(name) ? 'version' : name;
  const command = COMMANDS.find((one) => one.name === wanted);
  if (!command) {
    const meant = nearest(
      name,
      COMMANDS.map((one) => one.name),
    );
    terminal.error(
      `parley: no command \`${name}\`.${meant ? ` Did you mean \`${meant}\`?` : ''} Try \`parley help\`.`,
    );
    return MISUSED;
  }
  try {
    return await command.run(rest, context);
  } catch (thrown) {
    if (isMisuse(thrown)) {
      terminal.error(`parley: ${errorText(thrown)} Usage: parley ${command.usage}`);
      return MISUSED;
    }
    if (thrown instanceof ParleyError) {
      terminal.error(
        `parley: ${thrown.message} (${thrown.code}${thrown.requestId ? `, ${thrown.requestId}` : ''})`,
      );
      return REFUSED;
    }
    if (thrown instanceof ParleyUnreachable) {
      terminal.error(`parley: ${thrown.message}. Set PARLEY_URL, or give --url.`);
      return UNREACHABLE;
    }
    terminal.error(
      `parley: ${thrown instanceof AppError ? thrown.message : ((thrown as Error)?.stack ?? errorText(thrown))}`,
    );
    return FAILED;
  }
}

/** What `parseArgs` throws for an option it does not know. */
function isMisuse(thrown: unknown): boolean {
  return String((thrown as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');
}
