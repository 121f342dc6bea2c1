/** `parley logs`: the events of all calls, newest calls first, or as they happen. */
import { parseArgs } from 'node:util';
import type { Call, CallEvent, Parley } from '#client';
import { realClock, type Clock } from '#kernel';
import type { Command } from './command.ts';
import { connect, REMOTE } from './remote/connect.ts';
import { eventLine } from './remote/event-line.ts';
import { take } from './remote/resource.ts';

const USAGE = 'logs [--follow] [--limit N] [--json]';
const EVERY_MS = 1_000;
/** Calls looked at in one round. */
const WATCHED = 100;

export const logs: Command = {
  name: 'logs',
  usage: USAGE,
  summary: 'What happens in all calls.',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...REMOTE,
        follow: { type: 'boolean', default: false },
        limit: { type: 'string', default: '10' },
      },
    });
    const { terminal } = context;
    const limit = Number(values.limit);
    if (positionals.length > 0 || !(limit >= 1)) {
      terminal.error(`Usage: parley ${USAGE}`);
      return 2;
    }
    const client = connect(context, values);
    const show = (call: string, event: CallEvent): void =>
      terminal.out(
        values.json ? JSON.stringify({ call_id: call, ...event }) : `${call}  ${eventLine(event)}`,
      );
    if (values.follow) return watch(client, show, realClock);
    for (const call of (await take(client.calls.each({ limit: Math.min(limit, 100) }), limit)).toReversed())
      for await (const event of client.calls.eachEvents(call.id, { limit: 1000 })) show(call.id, event);
    return 0;
  },
};

/** Looks every second; calls that had ended when it began are left out. Goes on until the program is stopped. */
export async function watch(
  client: Pick<Parley, 'calls'>,
  show: (call: string, event: CallEvent) => void,
  clock: Clock,
): Promise<never> {
  const told = new Map<string, number>();
  const over = new Set((await newest(client)).filter(hasEnded).map(({ id }) => id));
  for (;;) {
    for (const call of (await newest(client)).toReversed()) {
      if (over.has(call.id)) continue;
      for await (const event of client.calls.eachEvents(call.id, {
        after: told.get(call.id) ?? 0,
        limit: 1000,
      })) {
        told.set(call.id, event.seq);
        show(call.id, event);
      }
      if (hasEnded(call)) over.add(call.id);
    }
    await new Promise<void>((resolve) => void clock.after(EVERY_MS, resolve));
  }
}

function newest(client: Pick<Parley, 'calls'>): Promise<Pick<Call, 'id' | 'status'>[]> {
  return take(client.calls.each({ limit: WATCHED }), WATCHED);
}

function hasEnded({ status }: Pick<Call, 'status'>): boolean {
  return status === 'ended';
}
