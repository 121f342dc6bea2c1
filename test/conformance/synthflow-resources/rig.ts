/** The server over PostgreSQL with Synthflow's API, and a table of checks that counts itself. */
import assert from 'node:assert/strict';
import { createIdSource, parseId, realClock, realRandom } from '#kernel';
import type { AgentConfig } from '#domain';
import { createKey } from '../../../src/api/auth/keys.ts';
import { synthflow } from '../../../src/api/dialects/synthflow/routes.ts';
import { flowAgent, openTestApi } from '../../../src/api/testing.ts';
import { openTestStore } from '../../../src/storage/testing.ts';
import type { Row } from '../conform.ts';

export type Body = Record<string, any>;
export let rig: Awaited<ReturnType<typeof open>>;

export async function openRig() {
  rig = await open();
  return rig;
}

async function open() {
  const clock = realClock;
  const ids = createIdSource(clock, realRandom);
  const { store, close } = await openTestStore({ ids });
  const server = await openTestApi({ store, clock, ids, dialects: [synthflow] });
  const { key } = await createKey({ store, clock, ids, random: realRandom }, 'live', 'test');
  const ask = async (method: string, path: string, body?: unknown) => {
    const url = path.startsWith('/v1') ? path : `/synthflow/v2${path}`;
    const answer = await server.ask(method, url, { key, ...(body === undefined ? {} : { body }) });
    const json =
      answer.body === ''
        ? null
        : answer.headers['content-type']?.includes('json')
          ? safe(answer.body)
          : answer.body;
    return { status: answer.statusCode, body: json as Body };
  };
  return { server, store, close: async () => void (await server.api.close(), await close()), ask };
}

function safe(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Rows of the table, and what adds one. */
export function table(): [Row<unknown>[], (line: string, run: () => Promise<void>) => void] {
  const rows: Row<unknown>[] = [];
  return [rows, (line, run) => void rows.push([line, run])];
}

export async function ok(method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await rig.ask(method, path, body);
  assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function refused(
  method: string,
  path: string,
  body: unknown,
  status: number,
  says: RegExp,
): Promise<void> {
  const answer = await rig.ask(method, path, body);
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(String(answer.body['detail']?.description), says);
}

export async function newAgent(more: Partial<AgentConfig> = {}): Promise<string> {
  const made = await rig.ask('POST', '/v1/agents', { ...flowAgent, ...more });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return parseId(made.body['id'])!;
}
export async function config(agent: string): Promise<AgentConfig> {
  return (await rig.ask('GET', `/v1/agents/${agent}`)).body as AgentConfig;
}
