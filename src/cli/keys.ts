/** `parley keys`: made on the server's own machine, listed, revoked and renewed over its API. */
import { parseArgs } from 'node:util';
import { createKey } from '#api';
import { createIdSource, realClock, realRandom } from '#kernel';
import { askOperator } from '#operator';
import type { Command, CommandContext } from './command.ts';
import { openStoreAlone } from './keys-store.ts';
import { connect, REMOTE } from './remote/connect.ts';
import { tableOf } from './remote/table.ts';

const USAGE = 'keys create [--test] [--name TEXT]|list|revoke ID|rotate ID [--overlap SECONDS] [--json]';

/** How long the old secret works beside the new one, s. */
const OVERLAP_S = 24 * 3600;

const OPTIONS = {
  ...REMOTE,
  test: { type: 'boolean', default: false },
  name: { type: 'string', default: '' },
  overlap: { type: 'string', default: String(OVERLAP_S) },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; args: string[] }>>['values'];

export const keys: Command = {
  name: 'keys',
  usage: USAGE,
  summary: 'Make an API key, which is shown once; list, revoke and rotate keys.',
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const act = actOf(positionals, values, context);
    if (act) return act();
    context.terminal.error(`Usage: parley ${USAGE}`);
    return 2;
  },
};

function actOf(
  [action, id, ...more]: readonly string[],
  values: Values,
  context: CommandContext,
): (() => Promise<number>) | null {
  const overlap = Number(values.overlap);
  if (more.length > 0) return null;
  if (action === 'create' && id === undefined) return () => tellCreated(values, context);
  if (action === 'list' && id === undefined) return () => list(values, context);
  if (action === 'revoke' && id !== undefined) return () => revoke(id, values, context);
  if (action === 'rotate' && id !== undefined && overlap >= 0)
    return () => rotate(id, overlap, values, context);
  return null;
}

async function tellCreated(values: Values, context: CommandContext): Promise<number> {
  tellSecret(await create(context, values.test ? 'test' : 'live', values.name), values, context);
  return 0;
}

async function list(values: Values, context: CommandContext): Promise<number> {
  const found: object[] = [];
  for await (const key of connect(context, values).keys.each({ limit: 100 })) found.push(key);
  if (values.json) context.terminal.out(JSON.stringify(found));
  else
    tableOf(found, ['id', 'mode', 'name', 'hint', 'last_used_at', 'revoked_at']).forEach((line) =>
      context.terminal.out(line),
    );
  return 0;
}

async function revoke(id: string, values: Values, context: CommandContext): Promise<number> {
  await connect(context, values).keys.revoke(id);
  return 0;
}

async function rotate(id: string, overlap: number, values: Values, context: CommandContext): Promise<number> {
  const renewed = await connect(context, values).keys.rotate(id, { overlap_s: overlap });
  tellSecret({ ...renewed }, values, context);
  return 0;
}

function tellSecret(
  created: Readonly<Record<string, unknown>>,
  { json }: Values,
  { terminal }: CommandContext,
): void {
  if (json) return terminal.out(JSON.stringify(created));
  terminal.error('Keep this key; it is not shown again.');
  terminal.out(String(created['key']));
}

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
