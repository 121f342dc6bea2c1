/** What a push would change: a pure decision. */
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { Agent } from '#client';
import { maskSecrets, type AgentConfig } from '#domain';
import { configOf, type AgentFile } from './files.ts';

/** What is to be done for one file. */
export type Step =
  | { readonly act: 'create'; readonly file: AgentFile; readonly lines: readonly string[] }
  | {
      readonly act: 'update';
      readonly file: AgentFile;
      readonly id: string;
      /** A merge patch (RFC 7386): null takes a field out. */
      readonly patch: Readonly<Record<string, unknown>>;
      readonly lines: readonly string[];
    }
  | { readonly act: 'nothing'; readonly file: AgentFile; readonly id: string }
  | { readonly act: 'refuse'; readonly file: AgentFile; readonly why: string };

/**
 * A file belongs to the agent of its id, or else to the only one of its name.
 * Secrets are told as `***`, so that a change of a secret alone is not seen: `force` sends every field.
 */
export function planPush(files: readonly AgentFile[], agents: readonly Agent[], force = false): Step[] {
  return files.map((file): Step => {
    const named = agents.filter(({ name }) => name === file.config.name);
    const agent = file.id === null ? named[0] : agents.find(({ id }) => id === file.id);
    if (file.id !== null && !agent)
      return { act: 'refuse', file, why: `no agent has the id ${file.id}; take the id out to create one` };
    if (file.id === null && named.length > 1)
      return { act: 'refuse', file, why: `${named.length} agents have this name; name one by its id` };
    if (
      files.some((other) => other !== file && other.config.name === file.config.name && other.id === file.id)
    )
      return { act: 'refuse', file, why: 'another file is about the same agent' };
    const wanted: Readonly<Record<string, unknown>> = { ...maskSecrets(file.config) };
    if (!agent) return { act: 'create', file, lines: difference({}, wanted) };
    const there = configOf(agent);
    const full: Readonly<Record<string, unknown>> = { ...(file.config satisfies AgentConfig) };
    const names = [...new Set([...Object.keys(there), ...Object.keys(wanted)])];
    const changed = names.filter((name) => force || !isDeepStrictEqual(there[name], wanted[name]));
    if (changed.length === 0) return { act: 'nothing', file, id: agent.id };
    const patch = Object.fromEntries(changed.map((name) => [name, full[name] ?? null]));
    return { act: 'update', file, id: agent.id, patch, lines: difference(there, wanted) };
  });
}

/** Lines of YAML that go (`-`) and come (`+`), with the field they are in. */
export function difference(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .flatMap((name) => {
      const [old, young] = [linesOf(name, before[name]), linesOf(name, after[name])];
      return [
        ...without(old, young).map((line) => `- ${line}`),
        ...without(young, old).map((line) => `+ ${line}`),
      ];
    });
}

/** The lines that the others do not hold as often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function linesOf(name: string, value: unknown): string[] {
  return value === undefined
    ? []
    : stringify({ [name]: value }, { lineWidth: 0 })
        .trimEnd()
        .split('\n');
}
