/** `parley backup`: everything but the recordings' audio, as one file, while the server runs or not. */
import { createWriteStream } from 'node:fs';
import { chmod, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { AppError, errorText, realClock } from '#kernel';
import { dumpDatabase, type BackupHead } from '#storage';
import { openDatabase } from './backup-database.ts';
import type { Command } from './command.ts';
import { packageVersion } from './version.ts';

const USAGE = 'backup FILE [--json]';
/** Whoever may read it can read every secret. */
const PRIVATE = 0o600;

export const backup: Command = {
  name: 'backup',
  usage: USAGE,
  summary: 'Write database and key to one file; it holds every secret.',
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
    const head = {
      version: packageVersion(),
      created_at: new Date(realClock.now()).toISOString(),
      key: await readKey(config.keyFile),
      recordings: await listFiles(join(config.dataDir, 'recordings')),
    };
    const lines = await write(config, head, path!);
    const told = { file: path, lines, bytes: (await stat(path!)).size, recordings: head.recordings.length };
    if (values.json) terminal.out(JSON.stringify(told));
    else {
      terminal.out(`${path}: ${lines} lines, ${told.bytes} bytes. It holds the key: keep it secret.`);
      if (told.recordings > 0)
        terminal.error(`${told.recordings} recordings are listed in it; copy their folder yourself.`);
    }
    return 0;
  },
};

/** Written beside and renamed, so that what has the name is whole. @returns how many lines */
async function write(
  config: Parameters<typeof openDatabase>[0],
  head: Omit<BackupHead, 'format' | 'migrations'>,
  path: string,
): Promise<number> {
  const partial = `${path}.partial`;
  const database = await openDatabase(config);
  let lines = 0;
  const text = async function* () {
    for await (const line of dumpDatabase(database.place, head)) {
      lines += 1;
      yield `${line}\n`;
    }
  };
  try {
    await pipeline(Readable.from(text()), createGzip(), createWriteStream(partial, { mode: PRIVATE }));
    await chmod(partial, PRIVATE);
    await rename(partial, path);
  } catch (fault) {
    await rm(partial, { force: true });
    throw fault;
  } finally {
    await database.close();
  }
  return lines;
}

async function readKey(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new AppError({
      code: 'key-file-unusable',
      status: 500,
      message: `The key file ${path} cannot be read: ${errorText(cause)}. Set PARLEY_DATA_DIR or PARLEY_KEY_FILE.`,
      cause,
    });
  }
}

async function listFiles(folder: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.toSorted().map(async (file) => ({ path: relative(folder, file), bytes: (await stat(file)).size })),
  );
}
