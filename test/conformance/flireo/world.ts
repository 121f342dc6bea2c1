/** The API in memory with Flireo alone, and short ways to ask it. */
import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import type { Agent } from '#domain';
import { parseId } from '#kernel';
import { sampleCapabilities, sampleModels, sampleProvider } from '../../../src/domain/models/testing.ts';
import { flireo } from '../../../src/api/dialects/flireo/routes.ts';
import { openTestApi, type TestApi } from '../../../src/api/testing.ts';

export type Body = Record<string, any>;
/** One line of the page, and what shows that it holds. */
export type Check = readonly [line: string, check: (world: FlireoWorld) => Promise<void>];

export interface FlireoWorld {
  readonly api: TestApi;
  get(path: string): Promise<LightMyRequestResponse>;
  post(path: string, body?: unknown): Promise<LightMyRequestResponse>;
  patch(path: string, body: unknown): Promise<LightMyRequestResponse>;
  delete(path: string): Promise<LightMyRequestResponse>;
  /** A new agent as Flireo tells it. */
  agent(more?: Body): Promise<Body>;
  /** The same agent as native keeps it. */
  native(shown: Body): Promise<Agent>;
  /** Of the last call that was asked for. */
  asked(): TestApi['calls']['created'][number];
}

export async function openWorld(): Promise<FlireoWorld> {
  const vendors = [
    sampleProvider('deepgram', {
      stt: { model: 'nova-3-general', languages: ['*'], openVocabulary: true },
    }),
    sampleProvider('openai', { llm: { model: 'gpt-4o-mini' } }),
  ];
  const api = await openTestApi({
    dialects: [flireo],
    models: sampleModels(sampleCapabilities({ llmModel: 'small-llm', more: vendors })),
    rates: { perKey: 1, perOrganization: 1_000_000 },
  });
  const ask = async (method: string, path: string, body?: unknown): Promise<LightMyRequestResponse> => {
    // A minute's requests are more than Flireo's hundred here.
    await api.clock.advance(1_000);
    return api.ask(method, `/flireo/api/v1${path}`, body === undefined ? {} : { body });
  };
  const world: FlireoWorld = {
    api,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body ?? {}),
    patch: (path, body) => ask('PATCH', path, body),
    delete: (path) => ask('DELETE', path),
    async agent(more = {}) {
      const answer = await world.post('/agents', { name: 'Reminder', ...more });
      assert.equal(answer.statusCode, 201, answer.body);
      return answer.json<Body>()['agent'] as Body;
    },
    native: async ({ id }) => (await api.store.agents.get(api.organization.id, parseId(String(id))!))!,
    asked: () => api.calls.created.at(-1)!,
  };
  return world;
}

/** A write that must be refused: its status and the field that it names. */
export function refusal(
  line: string,
  ask: (world: FlireoWorld) => Promise<LightMyRequestResponse>,
  status: number,
  says: RegExp,
): Check {
  return [
    line,
    async (world) => {
      const answer = await ask(world);
      assert.equal(answer.statusCode, status, answer.body);
      const body = answer.json<Body>();
      assert.equal(typeof body['error'], 'string');
      assert.equal(typeof body['code'], 'string');
      assert.equal(typeof body['type'], 'string');
      assert.match(String(body['message']), says);
    },
  ];
}
