import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProviderKey } from '#domain';
import { AppError, createIdSource, seededRandom, spellNative, VirtualClock } from '#kernel';
import type { CatalogueVendor, ModelCatalogue } from '#models';
import { tryKeys } from './try-keys.ts';

const ids = createIdSource(new VirtualClock(), seededRandom(3));
const organizationId = ids.next();
const organization = spellNative('org', organizationId);

const vendor = (id: string, more: Partial<CatalogueVendor> = {}): CatalogueVendor => ({
  ...{ id, title: id, docs: 'd', place: 'vendor', needsKey: true, needsUrl: null, stages: {}, ...more },
});
const vendors = [
  vendor('deepgram'),
  vendor('openai'),
  vendor('azure', { needsUrl: 'https://x.example' }),
  vendor('vllm', { needsKey: false, needsUrl: 'http://127.0.0.1/v1' }),
];
const brought = (key: Partial<ProviderKey>): ProviderKey => ({
  ...{ id: ids.next(), organizationId, provider: 'openai', name: '', key: 'their-key', url: null },
  ...{ state: 'untested', testedAt: null, createdAt: 0, updatedAt: 0, ...key },
});

function setUp(keys: readonly ProviderKey[]) {
  const asked: string[] = [];
  const testKey =
    (who: string): ModelCatalogue['testKey'] =>
    async ({ provider, key, url }) => {
      asked.push(`${who} ${provider}`);
      if (url?.includes('inner')) throw new AppError({ code: 'url-refused', status: 400, message: 'Inner.' });
      if (key === 'bad-key') return { state: 'refused', detail: `${provider} refuses ${key} (401).` };
      return { state: 'works', detail: `${provider} takes the key.` };
    };
  const listAll = async (limit: number) => keys.slice(0, limit);
  const store = { providerKeys: { listAll } as never };
  return { asked, options: { store, vendors, testTenants: testKey('guarded'), testOwn: testKey('open') } };
}

test('the server’s keys and the organizations’ are tried; no word holds a key', async () => {
  const { asked, options } = setUp([brought({ key: 'bad-key' }), brought({ url: 'http://inner/' })]);
  const { tried, more } = await tryKeys({
    ...options,
    serverKeys: {
      deepgram: { key: 'our-key', url: null },
      openai: { key: null, url: 'https://proxy.example' },
      azure: { key: 'our-key', url: null },
      vllm: { key: null, url: 'http://127.0.0.1:8000/v1' },
      'openai-compatible': { key: 'k', url: 'http://127.0.0.1:1' },
    },
  });
  assert.deepEqual(tried, [
    { provider: 'deepgram', organization: null, state: 'works', detail: 'deepgram takes the key.' },
    {
      ...{ provider: 'azure', organization: null, state: 'unreachable' },
      detail: 'azure has no address of its own, and none is named.',
    },
    { provider: 'vllm', organization: null, state: 'works', detail: 'vllm takes the key.' },
    { provider: 'openai', organization, state: 'refused', detail: 'openai refuses … (401).' },
    { provider: 'openai', organization, state: 'unreachable', detail: 'Inner.' },
  ]);
  assert.equal(more, false);
  assert.deepEqual(asked, ['open deepgram', 'open vllm', 'guarded openai', 'guarded openai']);
});

test('of very many keys forty are tried, and it says so', async () => {
  const { options } = setUp(Array.from({ length: 60 }, () => brought({})));
  const { tried, more } = await tryKeys({ ...options, serverKeys: {} });
  assert.deepEqual([tried.length, more], [40, true]);
});
