/** A command for one kind of resource: list, get, create, update, delete, with bodies from a file or from pairs. */
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { Parley } from '#client';
import type { Command } from '../command.ts';
import { connect, readFields, readObject, REMOTE, REMOTE_HELP } from './connect.ts';
import { tableOf } from './table.ts';

/** What of a resource the client can do. */
export interface Acts {
  each(query: { limit?: number }): AsyncIterable<object>;
  create?(body: object): Promise<object>;
  update?(id: string, body: object): Promise<object>;
  /** By its word, e.g. `get`, `start`; undefined is an answer without words. */
  readonly verbs: Readonly<Record<string, (id: string) => Promise<object | void>>>;
}

export interface ResourceCommand {
  readonly name: string;
  readonly summary: string;
  /** Of its list. */
  readonly columns: readonly string[];
  /** What can be done, as its usage says it: `create`, `get ID`. */
  readonly actions: readonly string[];
  readonly example: string;
  acts(client: Parley): Acts;
}

/** Rows of a list when nothing else is wanted. */
const ROWS = 20;

export function resourceCommand(resource: ResourceCommand): Command {
  const { name, summary, columns, acts, example } = resource;
  const usage = `${name} ${resource.actions.join('|')} [--file FILE] [--set NAME=VALUE]… [--limit N] [--json]`;
  return {
    name,
    usage,
    summary,
    details: `--file takes a body as YAML or JSON (- for standard input), --set one field of it.
${REMOTE_HELP}

  ${example}`,
    async run(args, context) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          ...REMOTE,
          file: { type: 'string' },
          set: { type: 'string', multiple: true, default: [] },
          limit: { type: 'string', default: String(ROWS) },
        },
      });
      const { terminal } = context;
      const [action = '', id, ...more] = positionals;
      const rows = Number(values.limit);
      const tell = (value: object | void): number => {
        if (value) terminal.out(values.json ? JSON.stringify(value) : stringify(value).trimEnd());
        return 0;
      };
      const body = async (): Promise<object> => ({
        ...(values.file === undefined ? {} : await readObject(values.file)),
        ...readFields(values.set),
      });
      const wanted = id === undefined ? action : `${action} ID`;
      if (more.length > 0 || !resource.actions.includes(wanted) || !(rows >= 1)) {
        terminal.error(`Usage: parley ${usage}`);
        return 2;
      }
      const act = acts(connect(context, values));
      if (id !== undefined)
        return tell(await (action === 'update' ? act.update!(id, await body()) : act.verbs[action]!(id)));
      if (action === 'create') return tell(await act.create!(await body()));
      const found = await take(act.each({ limit: Math.min(100, rows) }), rows);
      if (values.json) terminal.out(JSON.stringify(found));
      else tableOf(found, columns).forEach((line) => terminal.out(line));
      return 0;
    },
  };
}

/** The first so many. */
export async function take<T>(rows: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const row of rows) {
    taken.push(row);
    if (taken.length >= count) break;
  }
  return taken;
}
