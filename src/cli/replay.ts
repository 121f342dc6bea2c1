/** `parley replay`: the same inputs, the same decisions; or what another agent would have decided. */
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { parseAgentConfig, type AgentConfig } from '#domain';
import { AppError, errorText, parseId } from '#kernel';
import {
  compareAgents,
  readCallFile,
  replayCall,
  type CallFile,
  type Comparison,
  type ReplayReport,
} from '#replay';
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
    const { events } = await callOf(positionals[0]!, context);
    if (values.with !== undefined) {
      const comparison = compareAgents(events, agentOf(await readText(values.with), values.with));
      if (values.json) terminal.out(JSON.stringify(comparison));
      else tellComparison(comparison, terminal);
      return 0;
    }
    const report = replayCall(events);
    if (values.json) terminal.out(JSON.stringify(report));
    else tellReport(report, terminal);
    return report.difference ? 1 : 0;
  },
};

/** What looks like an id is asked for; anything else is a file of `call export`. */
async function callOf(subject: string, context: CommandContext): Promise<CallFile> {
  return parseId(subject) === null
    ? readCallFile(await readText(subject))
    : fetchCall(context.config(), subject);
}

function tellReport({ inputs, decisions, difference }: ReplayReport, { out }: Terminal): void {
  out(`${inputs} inputs, ${decisions} decisions in the log.`);
  if (!difference) return out('Replayed: every decision is the same.');
  const { same, recorded, replayed } = difference;
  out(`After ${same} equal decisions the first difference:`);
  out(recorded ? `  log (event ${recorded.seq}): ${said(recorded)}` : '  log: ends here');
  out(replayed ? `  replayed: ${said(replayed)}` : '  replayed: ends here');
}

function tellComparison({ inputs, same, own, other, counts }: Comparison, { out }: Terminal): void {
  if (same === null) return out(`${inputs} inputs: it would have decided everything the same.`);
  out(`${inputs} inputs; after ${same} equal decisions the first difference:`);
  out(own ? `  as it was, at ${own.at_ms} ms: ${said(own)}` : '  as it was: nothing more');
  out(other ? `  other, at ${other.at_ms} ms: ${said(other)}` : '  other: nothing more');
  for (const count of counts) out(`  ${count.type}: ${count.own} as it was, ${count.other} other`);
}

function said({ type, data }: { readonly type: string; readonly data: object }): string {
  return `${type} ${JSON.stringify(data)}`;
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
