/** `parley calls`: place calls, look at them, and steer them while they run. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { AgentConfig, Call, CallEvent, CreateCallBody, Parley } from '#client';
import type { Command, Terminal } from './command.ts';
import { connect, readFields, readObject, REMOTE, REMOTE_HELP } from './remote/connect.ts';
import { eventLine } from './remote/event-line.ts';
import { take } from './remote/resource.ts';
import { tableOf } from './remote/table.ts';

const USAGE = `calls create --to NUMBER (--agent ID | --file AGENT.yaml) [--var NAME=VALUE]… [--follow]
         parley calls list [--limit N] | get ID | events ID [--follow] | transcript ID | recording ID --out FILE
         parley calls hangup ID | say ID TEXT | transfer ID TO [--set NAME=VALUE]… [--json]`;

const COLUMNS = ['id', 'created_at', 'direction', 'to', 'status', 'outcome.code', 'outcome.end_reason.code'];
/** What `create --follow` answers when the call did not complete. */
const NOT_COMPLETED = 5;

export const calls: Command = {
  name: 'calls',
  usage: USAGE,
  summary: 'Place calls, follow them, and steer them.',
  details: `--var gives the agent's {{variables}}, --set further fields of the body, --file an agent of its own. With --follow events are
told until the call's end, and the exit code is 5 when it did not complete.
${REMOTE_HELP}

  parley calls create --to +34600111222 --agent agent_… --var name=Ana --follow`,
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...REMOTE,
        to: { type: 'string' },
        agent: { type: 'string' },
        file: { type: 'string' },
        var: { type: 'string', multiple: true, default: [] },
        set: { type: 'string', multiple: true, default: [] },
        follow: { type: 'boolean', default: false },
        limit: { type: 'string', default: '20' },
        out: { type: 'string' },
      },
    });
    const { terminal } = context;
    const client = connect(context, values);
    const [action, id, argument, ...more] = positionals;
    const say = (value: object): number => tell(terminal, values.json, value);
    if (more.length > 0) return misused(terminal);
    if (action === 'create' && id === undefined && values.to !== undefined) {
      const agent =
        values.file === undefined
          ? { agent_id: values.agent }
          : { agent: (await readObject(values.file)) as unknown as AgentConfig };
      const body = { to: values.to, ...agent, variables: readFields(values.var), ...readFields(values.set) };
      const call = await client.calls.create(body as CreateCallBody);
      if (!values.follow) return say(call);
      await follow(client, call.id, terminal, values.json);
      const ended = await client.calls.get(call.id);
      say(ended);
      return ended.outcome?.code === 'completed' ? 0 : NOT_COMPLETED;
    }
    if (action === 'list' && id === undefined && Number(values.limit) >= 1) {
      const rows = Number(values.limit);
      const found = await take(client.calls.each({ limit: Math.min(rows, 100) }), rows);
      if (values.json) terminal.out(JSON.stringify(found));
      else tableOf(found, COLUMNS).forEach((line) => terminal.out(line));
      return 0;
    }
    if (id === undefined) return misused(terminal);
    if (argument === undefined)
      switch (action) {
        case 'get':
          return say(await client.calls.get(id));
        case 'hangup':
          return say(await client.calls.hangUp(id));
        case 'transcript':
          return transcript(await client.calls.get(id), terminal, values.json);
        case 'events':
          if (values.follow) return follow(client, id, terminal, values.json);
          for await (const event of client.calls.eachEvents(id, { limit: 1000 }))
            show(event, terminal, values.json);
          return 0;
        case 'recording':
          return values.out === undefined ? misused(terminal) : record(client, id, values.out, terminal);
        default:
          return misused(terminal);
      }
    const extra = readFields(values.set);
    if (action === 'say') return say(await client.calls.say(id, { text: argument, ...extra }));
    if (action === 'transfer') return say(await client.calls.transfer(id, { to: argument, ...extra }));
    return misused(terminal);
  },
};

/** Ends with the call. */
async function follow(client: Parley, id: string, terminal: Terminal, json: boolean): Promise<number> {
  for await (const event of client.calls.followEvents(id)) show(event, terminal, json);
  return 0;
}

function show(event: CallEvent, terminal: Terminal, json: boolean): void {
  terminal.out(json ? JSON.stringify(event) : eventLine(event));
}

function transcript({ turns }: Call, terminal: Terminal, json: boolean): number {
  if (json) terminal.out(JSON.stringify(turns ?? []));
  else for (const { who, text } of turns ?? []) terminal.out(`${who}: ${text}`);
  return 0;
}

async function record(client: Parley, id: string, out: string, terminal: Terminal): Promise<number> {
  const { body } = await client.calls.getRecording(id);
  await pipeline(
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
    createWriteStream(out, { mode: 0o600 }),
  );
  terminal.error(`Written to ${out}.`);
  return 0;
}

function tell(terminal: Terminal, json: boolean, value: object): number {
  terminal.out(json ? JSON.stringify(value) : stringify(value).trimEnd());
  return 0;
}

function misused(terminal: Terminal): number {
  terminal.error(`Usage: parley ${USAGE}`);
  return 2;
}
