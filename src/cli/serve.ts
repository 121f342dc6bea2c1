/** `parley serve`: everything in one process, until SIGTERM or SIGINT. */
import type { Config } from '#config';
import { errorText, type Closable } from '#kernel';
import type { Command, CommandContext } from './command.ts';

/** What the composition root gives back. */
interface Running extends Closable {
  readonly url: string;
  readonly sipAddress: string;
  reload(): Promise<void>;
}

export const serve: Command = {
  name: 'serve',
  usage: 'serve',
  summary: 'Run the server.',
  async run(args, context) {
    if (args.length > 0) {
      context.terminal.error(
        `\`serve\` takes no arguments; settings come from the environment. \`parley help\``,
      );
      return 2;
    }
    const config = context.config();
    const stopped = untilSignal();
    const running = await start(config);
    context.terminal.error(`Parley answers on ${running.url} and on SIP at ${running.sipAddress}.`);
    context.terminal.error('Make a key with `npx parley keys create`; stop with Ctrl-C.');
    process.on('SIGHUP', () => void running.reload());
    await stopped;
    return stop(running, config, context);
  },
};

async function start(config: Config): Promise<Running> {
  const { startParley } = await import('../main.ts');
  return startParley(config);
}

/** A second signal does not wait for running calls. */
async function stop(running: Running, config: Config, { terminal }: CommandContext): Promise<number> {
  terminal.error(`Stopping: running calls may go on for ${config.drainMs / 1000} s. Ctrl-C again stops now.`);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  try {
    await running.close();
    return 0;
  } catch (thrown) {
    terminal.error(`parley: not everything could be closed: ${errorText(thrown)}`);
    return 1;
  }
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = (): void => {
      process.off('SIGTERM', onSignal);
      process.off('SIGINT', onSignal);
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
