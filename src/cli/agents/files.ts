/** Agents as YAML files: one a file, so that they live in git. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Agent } from '#client';
import { parseAgentConfig, type AgentConfig } from '#domain';
import { AppError } from '#kernel';
import { readObject } from '../remote/connect.ts';

/** What the server says of an agent beside its configuration. */
export const ABOUT = [
  'id',
  'object',
  'production_version_id',
  'created_at',
  'updated_at',
  'archived_at',
  'aliases',
] as const;

/** One file. */
export interface AgentFile {
  readonly path: string;
  /** As the server spelled it when it was pulled; null: known by its name alone. */
  readonly id: string | null;
  /** With defaults filled in. */
  readonly config: AgentConfig;
}

/** Files as they are, folders for the `.yaml` and `.yml` in them. @throws AppError `agent-invalid` naming file and field */
export async function readAgents(paths: readonly string[]): Promise<AgentFile[]> {
  const files: string[] = [];
  for (const path of paths)
    if ((await stat(path).catch(() => null))?.isDirectory())
      files.push(
        ...(await readdir(path))
          .toSorted()
          .filter((name) => /\.ya?ml$/.test(name))
          .map((name) => join(path, name)),
      );
    else files.push(path);
  return Promise.all(files.map(readAgent));
}

async function readAgent(path: string): Promise<AgentFile> {
  const { id = null, ...fields } = await readObject(path);
  const parsed = parseAgentConfig(fields);
  if ('ok' in parsed && (id === null || typeof id === 'string')) return { path, id, config: parsed.ok };
  const faults =
    'faults' in parsed
      ? parsed.faults.map(({ param, message }) => `${param} ${message}`)
      : ['id must be text.'];
  throw new AppError({ code: 'agent-invalid', status: 400, message: `${path}: ${faults.join(' ')}` });
}

/** The configuration in what the server says of an agent. */
export function configOf(agent: Agent): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(agent).filter(([name]) => !(ABOUT as readonly string[]).includes(name)),
  );
}

/** Writes one file an agent. @returns their paths */
export async function writeAgents(folder: string, agents: readonly Agent[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const taken = new Set<string>();
  return Promise.all(
    agents.map(async (agent) => {
      const path = join(folder, `${fileName(agent, taken)}.yaml`);
      await writeFile(path, stringify({ id: agent.id, ...configOf(agent) }, { lineWidth: 100 }));
      return path;
    }),
  );
}

/** The name in small letters; with the id behind it when another agent has the same. */
function fileName({ id, name }: Agent, taken: Set<string>): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const chosen = plain === '' || taken.has(plain) ? `${plain}${plain && '-'}${id}` : plain;
  taken.add(chosen);
  return chosen;
}
