/** `parley keys create`: through the running server, or with the data directory to itself. */
import { parseArgs } from 'node:util';
import { createKey } from '#api';
import { createIdSource, realClock, realRandom } from '#kernel';
import type { Command, CommandContext } from './command.ts';
import { openStoreAlone } from './keys-store.ts';
import { askOperator } from '#operator';

const USAGE = 'keys create [--test] [--name TEXT] [--json]';

export const keys: Command = {
  name: 'keys',
  usage: USAGE,
  summary: 'Make an API key; it is shown once.',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        test: { type: 'boolean', default: false },
        name: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length !== 1 || positionals[0] !== 'create') {
      context.terminal.error(`Usage: parley ${USAGE}`);
      return 2;
    }
    const created = await create(context, values.test ? 'test' : 'live', values.name);
    if (values.json) context.terminal.out(JSON.stringify(created));
    else {
      context.terminal.error('Keep this key; it is not shown again.');
      context.terminal.out(String(created['key']));
    }
    return 0;
  },
};

async function create(
  context: CommandContext,
  mode: 'live' | 'test',
  name: string,
): Promise<Readonly<Record<string, unknown>>> {
  const config = context.config();
  const told = await askOperator(config.dataDir, 'POST', '/keys', { mode, name });
  if (told) return told;
  const alone = await openStoreAlone(config);
  try {
    const ids = createIdSource(realClock, realRandom);
    const made = await createKey(
      { store: alone.store, clock: realClock, ids, random: realRandom },
      mode,
      name,
    );
    return { ...made };
  } finally {
    await alone.close();
  }
}
