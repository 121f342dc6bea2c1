/** `parley call export|import`: one call, with its whole log, as one file. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppError, errorText } from '#kernel';
import { readCallFile } from '#replay';
import { fetchCall, keepCall } from './call-store.ts';
import type { Command } from './command.ts';

const USAGE = 'call export CALL_ID [--out FILE] | call import FILE';

export const call: Command = {
  name: 'call',
  usage: USAGE,
  summary: 'Take a call out as one file, or put one in, to be read and replayed here.',
  async run(args, { terminal, config }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
    const [action, subject] = positionals;
    if (positionals.length !== 2 || subject === undefined || !['export', 'import'].includes(action!)) {
      terminal.error(`Usage: parley ${USAGE}`);
      return 2;
    }
    if (action === 'import') {
      terminal.out(await keepCall(config(), readCallFile(await readText(subject))));
      return 0;
    }
    const text = JSON.stringify(await fetchCall(config(), subject));
    if (values.out === undefined) terminal.out(text);
    else {
      await writeFile(values.out, `${text}\n`, { mode: 0o600 });
      terminal.error(`Written to ${values.out}. It holds what was said; keep it as you keep recordings.`);
    }
    return 0;
  },
};

/** @throws AppError `file-unreadable` */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError({
      code: 'file-unreadable',
      status: 400,
      message: `${path} can not be read: ${errorText(cause)}.`,
      cause,
    });
  }
}
