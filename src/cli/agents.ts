/** `parley agents`: look at agents, and keep them as YAML files (`pull`, `push`). */
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { Agent, AgentConfig, Parley, UpdateAgentBody } from '#client';
import type { Command, Terminal } from './command.ts';
import { readAgents, writeAgents } from './agents/files.ts';
import { planPush, type Step } from './agents/plan.ts';
import { connect, readFields, readObject, REMOTE, REMOTE_HELP } from './remote/connect.ts';
import { take } from './remote/resource.ts';
import { tableOf } from './remote/table.ts';

const USAGE = `agents list|get ID|create --file FILE|update ID [--file FILE] [--set NAME=VALUE]… [--json]
         parley agents pull [FOLDER] [--agent ID]
         parley agents push [FOLDER|FILE…] [--dry-run] [--publish MESSAGE] [--force]`;

const FOLDER = 'agents';

export const agents: Command = {
  name: 'agents',
  usage: USAGE,
  summary: 'Agents, also as YAML files that live in git.',
  details: `push brings YAML files to the server and sends only what differs (--dry-run shows it); pull writes them. See
docs/command-line.md.
${REMOTE_HELP}

  parley agents pull agents && parley agents push agents --dry-run`,
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...REMOTE,
        file: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        agent: { type: 'string' },
        publish: { type: 'string' },
        force: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        limit: { type: 'string', default: '100' },
      },
    });
    const { terminal } = context;
    const client = connect(context, values);
    const [action, ...rest] = positionals;
    const [id] = rest;
    const say = (value: object): number => {
      terminal.out(values.json ? JSON.stringify(value) : stringify(value).trimEnd());
      return 0;
    };
    const body = async () => ({
      ...(values.file === undefined ? {} : await readObject(values.file)),
      ...readFields(values.set),
    });
    switch (action) {
      case 'list': {
        if (rest.length > 0 || !(Number(values.limit) >= 1)) break;
        const found = await take(client.agents.each({ limit: 100 }), Number(values.limit));
        if (values.json) return say(found);
        tableOf(found, ['id', 'name', 'language', 'updated_at']).forEach((line) => terminal.out(line));
        return 0;
      }
      case 'get':
        if (rest.length === 1) return say(await client.agents.get(id!));
        break;
      case 'create':
        if (rest.length === 0)
          return say(await client.agents.create((await body()) as unknown as AgentConfig));
        break;
      case 'update':
        if (rest.length === 1) return say(await client.agents.update(id!, (await body()) as UpdateAgentBody));
        break;
      case 'pull': {
        if (rest.length > 1) break;
        const found =
          values.agent === undefined ? await all(client) : [await client.agents.get(values.agent)];
        const paths = await writeAgents(id ?? FOLDER, found);
        if (values.json) terminal.out(JSON.stringify(paths));
        else paths.forEach((path) => terminal.out(path));
        return 0;
      }
      case 'push': {
        const files = await readAgents(rest.length > 0 ? rest : [FOLDER]);
        const steps = planPush(files, await all(client), values.force);
        const refused = steps.filter(({ act }) => act === 'refuse');
        const publish = refused.length > 0 || values['dry-run'] ? undefined : values.publish;
        const done = [];
        for (const step of steps) {
          const act = refused.length > 0 || values['dry-run'] ? null : await carryOut(client, step, publish);
          done.push({ file: step.file.path, act: step.act, id: act ?? ('id' in step ? step.id : null) });
          if (!values.json) show(step, terminal);
        }
        if (values.json) terminal.out(JSON.stringify(done));
        return refused.length > 0 ? 1 : 0;
      }
    }
    terminal.error(`Usage: parley ${USAGE}`);
    return 2;
  },
};

async function all(client: Parley): Promise<Agent[]> {
  return take(client.agents.each({ limit: 100 }), Infinity);
}

/** @returns the agent's id; null when nothing was to be done */
async function carryOut(client: Parley, step: Step, publish: string | undefined): Promise<string | null> {
  if (step.act === 'nothing' || step.act === 'refuse') return null;
  const { id } =
    step.act === 'create'
      ? await client.agents.create(step.file.config as AgentConfig)
      : await client.agents.update(step.id, step.patch as UpdateAgentBody);
  if (publish !== undefined) await client.agents.createVersion(id, { message: publish, production: true });
  return id;
}

function show(step: Step, { out, error }: Terminal): void {
  if (step.act === 'refuse') return error(`${step.file.path}: ${step.why}`);
  out(`${step.act === 'nothing' ? 'unchanged' : step.act}  ${step.file.path}`);
  if (step.act !== 'nothing') for (const line of step.lines) out(`    ${line}`);
}
