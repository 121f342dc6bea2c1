/** `parley restore`: a backup into an empty place. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { Config } from '#config';
import { AppError, createLogger, errorText, realClock } from '#kernel';
import { loadDatabase, readHead, type BackupHead } from '#storage';
import { openDatabase } from './backup-database.ts';
import type { Command } from './command.ts';

const USAGE = 'restore FILE [--json]';

export const restore: Command = {
  name: 'restore',
  usage: USAGE,
  summary: 'Bring a backup into an empty data directory or database.',
  async run(args, { terminal, config: read }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [path] = positionals;
    if (positionals.length !== 1) {
      terminal.error(`Usage: parley ${USAGE}`);
      return 2;
    }
    const config = read();
    await refuseUsed(config);
    const lines = linesOf(path!)[Symbol.asyncIterator]();
    const first = await lines.next();
    const head = readHead(first.done ? undefined : first.value);
    const rows = await load(config, head, lines);
    const missing = head.recordings.length;
    if (values.json)
      terminal.out(
        JSON.stringify({ rows, version: head.version, created_at: head.created_at, recordings: missing }),
      );
    else {
      terminal.out(`${rows} rows of ${head.created_at} (parley ${head.version}) and the key were restored.`);
      if (missing > 0)
        terminal.error(
          `${missing} recordings belong into ${join(config.dataDir, 'recordings')}; copy them there.`,
        );
    }
    return 0;
  },
};

/** All or nothing: what was begun is taken away again when it fails. */
async function load(config: Config, head: BackupHead, lines: AsyncIterator<string>): Promise<number> {
  const embedded = config.databaseUrl === null;
  try {
    await mkdir(dirname(config.keyFile), { recursive: true });
    await writeFile(config.keyFile, `${head.key}\n`, { mode: 0o600, flag: 'wx' });
    await mkdir(config.dataDir, { recursive: true });
    const database = await openDatabase(config);
    try {
      const rest = { [Symbol.asyncIterator]: () => lines };
      return await loadDatabase(database.place, head, rest, realClock, createLogger('error'));
    } finally {
      await database.close();
    }
  } catch (fault) {
    await rm(config.keyFile, { force: true });
    if (embedded)
      for (const name of await readdir(config.dataDir))
        await rm(join(config.dataDir, name), { recursive: true });
    throw fault;
  }
}

/** @throws AppError `data-dir-not-empty`, `key-file-there` (409) */
async function refuseUsed(config: Config): Promise<void> {
  const entries = config.databaseUrl === null ? await readdir(config.dataDir).catch(() => []) : [];
  if (entries.length > 0)
    throw new AppError({
      code: 'data-dir-not-empty',
      status: 409,
      message: `${config.dataDir} is not empty. Move it away, or set PARLEY_DATA_DIR to an empty folder; nothing was changed.`,
    });
  const beside = await readdir(dirname(config.keyFile)).catch(() => []);
  if (beside.some((name) => join(dirname(config.keyFile), name) === config.keyFile))
    throw new AppError({
      code: 'key-file-there',
      status: 409,
      message: `${config.keyFile} is there already, and the backup brings its own. Move it away; nothing was changed.`,
    });
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const unzipped = createGunzip();
  let fault: unknown = null;
  file.on('error', (cause) => unzipped.destroy(cause));
  unzipped.on('error', (cause) => (fault = cause));
  file.pipe(unzipped);
  try {
    for await (const line of createInterface({ input: unzipped, crlfDelay: Infinity })) yield line;
  } catch (cause) {
    fault = cause;
  } finally {
    file.destroy();
  }
  if (fault !== null)
    throw new AppError({
      code: 'backup-unreadable',
      status: 400,
      message: `${path} cannot be read to its end: ${errorText(fault)}.`,
      cause: fault,
    });
}
