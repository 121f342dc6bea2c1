/** Synthflow's API over stores in memory and a virtual clock, and what rows of its table share. */
import assert from 'node:assert/strict';
import type { AgentConfig } from '#domain';
import { parseId, type Id } from '#kernel';
import { synthflow } from '../../../src/api/dialects/synthflow/routes.ts';
import { openTestApi, type TestApi } from '../../../src/api/testing.ts';
import type { Row } from '../conform.ts';

export type Json = Record<string, unknown>;
export let api: TestApi;

export async function openWorld(): Promise<TestApi> {
  api = await openTestApi({ dialects: [synthflow] });
  return api;
}

/** Rows of the table, and what adds one. */
export function table(): [Row<unknown>[], (line: string, run: () => Promise<void>) => void] {
  const rows: Row<unknown>[] = [];
  return [rows, (line, run) => void rows.push([line, run])];
}

export async function ask(method: string, path: string, body?: unknown, status = 200): Promise<Json> {
  const reply = await api.ask(method, `/synthflow/v2${path}`, body === undefined ? {} : { body });
  assert.equal(reply.statusCode, status, reply.body);
  return reply.json<Json>();
}

export async function create(more: Json = {}, agent: Json = {}): Promise<Id> {
  const body = { type: 'outbound', name: 'Kim', agent: { prompt: 'Help {name}.', ...agent }, ...more };
  const { response } = await ask('POST', '/assistants', body);
  return parseId(String((response as Json)['model_id']))!;
}

export async function configOf(id: Id): Promise<AgentConfig> {
  return (await api.store.agents.get(api.organization.id, id))!.config;
}

export async function read(id: Id, query = ''): Promise<Json> {
  const { response } = await ask('GET', `/assistants/${id}${query}`);
  return (response as { assistants: Json[] }).assistants[0]!;
}

export const detail = (body: Json): Json => body['detail'] as Json;

let nth = 0;
export async function number(): Promise<string> {
  nth += 1;
  const phone_number = `+3460011${String(1000 + nth)}`;
  await ask('POST', '/custom-numbers', {
    ...{ workspace_id: 'w', phone_number, provider_name: 'custom', termination_uri: 'sip:trunk.example.com' },
  });
  return phone_number;
}

export async function call(id: Id, more: Json = {}): Promise<Id> {
  const body = { model_id: id, phone: '+15550100002', name: `N${(nth += 1)}`, ...more };
  const { response } = await ask('POST', '/calls', body);
  return parseId(String((response as Json)['call_id']))!;
}
export const item = async (id: Id): Promise<Json> =>
  ((await ask('GET', `/calls/${id}`))['response'] as { calls: Json[] }).calls[0]!;
