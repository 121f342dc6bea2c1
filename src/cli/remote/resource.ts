/** A command for one kind of resource: list, get, create, update, delete, with bodies from a file or from pairs. */
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { Parley } from '#client';
import type { Command } from '../command.ts';
import { connect, readFields, readObject, REMOTE } from './connect.ts';
import { tableOf } from './table.ts';

/** What of a resource the client can do. */
export interface Acts {
  each(query: { limit?: number }): AsyncIterable<object>;
  get?(id: string): Promise<object>;
  create?(body: object): Promise<object>;
  update?(id: string, body: object): Promise<object>;
  delete?(id: string): Promise<unknown>;
}

export interface ResourceCommand {
  readonly name: string;
  readonly summary: string;
  /** Of its list. */
  readonly columns: readonly string[];
  acts(client: Parley): Acts;
}

/** Rows of a list when nothing else is wanted. */
const ROWS = 20;

export function resourceCommand({ name, summary, columns, acts }: ResourceCommand): Command {
  const usage = `${name} list|get ID|create|update ID|delete ID [--file FILE] [--set NAME=VALUE]… [--limit N] [--json]`;
  return {
    name,
    usage,
    summary,
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
      const [action, id, ...more] = positionals;
      const rows = Number(values.limit);
      const act = acts(connect(context, values));
      const tell = (value: object): number => {
        terminal.out(values.json ? JSON.stringify(value) : stringify(value).trimEnd());
        return 0;
      };
      const body = async (): Promise<object> => ({
        ...(values.file === undefined ? {} : await readObject(values.file)),
        ...readFields(values.set),
      });
      if (more.length === 0 && action === 'list' && id === undefined && rows >= 1) {
        const found = await take(act.each({ limit: Math.min(100, rows) }), rows);
        if (values.json) terminal.out(JSON.stringify(found));
        else tableOf(found, columns).forEach((line) => terminal.out(line));
        return 0;
      }
      if (more.length === 0 && action === 'create' && id === undefined && act.create)
        return tell(await act.create(await body()));
      if (more.length === 0 && id !== undefined) {
        if (action === 'get' && act.get) return tell(await act.get(id));
        if (action === 'update' && act.update) return tell(await act.update(id, await body()));
        if (action === 'delete' && act.delete) {
          await act.delete(id);
          return 0;
        }
      }
      terminal.error(`Usage: parley ${usage}`);
      return 2;
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
