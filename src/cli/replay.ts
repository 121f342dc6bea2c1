/** `parley replay`: the same inputs, the same decisions; or what another agent would have decided. */
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { parseAgentConfig, type AgentConfig } from '#domain';
import { AppError, errorText, parseId } from '#kernel';
import { readCallFile, replayCall, type CallFile, type Difference } from '#replay';
import { readText } from './call.ts';
import { fetchCall } from './call-store.ts';
import type { Command, CommandContext, Terminal } from './command.ts';

const USAGE = 'replay CALL_ID|FILE [--with AGENT.yaml] [--json]';

export const replay: Command = {
  name: 'replay',
  usage: USAGE,
  summary: 'Decide a call again from its log, and tell where that differs; --with tries another agent.',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { with: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const { terminal } = context;
    if (positionals.length !== 1) {
      terminal.error(`Usage: parley ${USAGE}`);
      return 2;
    }
    const file = await callOf(positionals[0]!, context);
    const config = values.with === undefined ? undefined : agentOf(await readText(values.with), values.with);
    const report = replayCall(file.events, config);
    if (values.json) terminal.out(JSON.stringify(report));
    else {
      terminal.out(`${report.inputs} inputs, ${report.decisions} decisions in the log.`);
      if (report.difference) tell(report.difference, terminal);
      else terminal.out('Replayed: every decision is the same.');
      for (const { type, recorded, replayed } of report.counts)
        terminal.out(`  ${type}: ${recorded} in the log, ${replayed} replayed`);
    }
    // Another agent is meant to differ; the same one must not.
    return report.difference && config === undefined ? 1 : 0;
  },
};

/** What looks like an id is asked for; anything else is a file of `call export`. */
async function callOf(subject: string, context: CommandContext): Promise<CallFile> {
  return parseId(subject) === null
    ? readCallFile(await readText(subject))
    : fetchCall(context.config(), subject);
}

function tell({ same, recorded, replayed }: Difference, terminal: Terminal): void {
  terminal.out(`After ${same} equal decisions the first difference:`);
  terminal.out(
    recorded
      ? `  log (event ${recorded.seq}): ${recorded.type} ${JSON.stringify(recorded.data)}`
      : '  log: ends here',
  );
  terminal.out(
    replayed ? `  replayed: ${replayed.type} ${JSON.stringify(replayed.data)}` : '  replayed: ends here',
  );
}

/** JSON is YAML too. @throws AppError `agent-invalid` naming every fault */
function agentOf(text: string, path: string): AgentConfig {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (cause) {
    throw new AppError({
      code: 'agent-invalid',
      status: 400,
      message: `${path} is no YAML: ${errorText(cause)}`,
      cause,
    });
  }
  const parsed = parseAgentConfig(value);
  if ('ok' in parsed) return parsed.ok;
  const faults = parsed.faults.map(({ param, message }) => `${param} ${message}`);
  throw new AppError({ code: 'agent-invalid', status: 400, message: `${path}: ${faults.join(' ')}` });
}
