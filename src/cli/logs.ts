/** `parley logs`: the events of all calls, newest calls first, or as they happen. */
import { parseArgs } from 'node:util';
import { ParleyError, type CallEvent, type Parley, type StreamedCallEvent } from '#client';
import type { Command, Terminal } from './command.ts';
import { connect, REMOTE, REMOTE_HELP } from './remote/connect.ts';
import { eventLine } from './remote/event-line.ts';
import { take } from './remote/resource.ts';

const USAGE = 'logs [--follow] [--limit N] [--json]';

export const logs: Command = {
  name: 'logs',
  usage: USAGE,
  summary: 'What happens in all calls.',
  details: `Without --follow: the events of the last calls, 10 unless --limit says otherwise. With it: every event from now on, as
it happens.
${REMOTE_HELP}`,
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
    if (values.follow) {
      await follow(client, (event) => show(event.call_id, event), terminal);
      return 0;
    }
    for (const call of (await take(client.calls.each({ limit: Math.min(limit, 100) }), limit)).toReversed())
      for await (const event of client.calls.eachEvents(call.id, { limit: 1000 })) show(call.id, event);
    return 0;
  },
};

/**
 * From now on, until the server goes or the program is stopped. A position that the server keeps no longer is begun
 * anew, and that is said.
 */
export async function follow(
  client: Pick<Parley, 'events'>,
  show: (event: StreamedCallEvent) => void,
  terminal: Pick<Terminal, 'error'>,
): Promise<void> {
  for (;;) {
    try {
      for await (const event of client.events.follow()) show(event);
      return;
    } catch (fault) {
      if (!(fault instanceof ParleyError) || fault.code !== 'stream-position-lost') throw fault;
      terminal.error(`${fault.message} What happened in between is in \`parley logs\`.`);
    }
  }
}
