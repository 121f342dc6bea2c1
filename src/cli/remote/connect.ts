/** What commands have in common that speak to a server: its address, the key, and how they answer. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parse as parseYaml } from 'yaml';
import { Parley } from '#client';
import { AppError, errorText } from '#kernel';
import type { CommandContext } from '../command.ts';

/** Options of every such command. */
export const REMOTE = {
  url: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What they are, for `help COMMAND`. */
export const REMOTE_HELP = `--url and --key say which server and with which key, else PARLEY_URL and PARLEY_KEY; --json prints JSON.`;

interface Given {
  readonly url?: string | undefined;
  readonly key?: string | undefined;
}

/** Options go before PARLEY_URL and PARLEY_KEY, and those before the settings file. @throws AppError `key-missing` */
export function connect({ config }: CommandContext, { url, key }: Given): Parley {
  const { client } = config();
  const secret = key ?? client.key;
  if (secret === null)
    throw new AppError({
      code: 'key-missing',
      status: 401,
      message: 'An API key is needed: set PARLEY_KEY, or give --key. `parley keys create` makes one.',
    });
  return new Parley({ url: url ?? client.url, key: secret });
}

/** A file's, or standard input's (`-`), one object; JSON is YAML too. @throws AppError `file-unreadable` */
export async function readObject(path: string): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseYaml(path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8'));
  } catch (cause) {
    throw unreadable(path, errorText(cause), cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw unreadable(path, 'it holds no object', undefined);
}

/** `name=value` pairs; each value is read as YAML, so that `3` is a number and `"3"` a text. @throws AppError */
export function readFields(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([\w-]+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined)
        throw new AppError({ code: 'field-malformed', status: 400, message: `'${pair}' is not name=value.` });
      return [name, parseYaml(value!)];
    }),
  );
}

function unreadable(path: string, why: string, cause: unknown): AppError {
  return new AppError({
    code: 'file-unreadable',
    status: 400,
    message: `${path} can not be read: ${why}.`,
    cause,
  });
}
