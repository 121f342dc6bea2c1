import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, Call, ModelChoice, ProviderKey } from '#domain';
import { AppError, createIdSource, seededRandom, silentLogger, VirtualClock, type Id } from '#kernel';
import type { CatalogueLink, CatalogueVendor, LlmModel, ModelCatalogue, ModelListener } from '#models';
import { ScriptedLlm, ScriptedStt, ScriptedTts } from '../conversation/testing.ts';
import { createModelSource, type ServerKey } from './model-source.ts';

const clock = new VirtualClock();
const ids = createIdSource(clock, seededRandom(5));
const [organizationId, other] = [ids.next(), ids.next()];

const vendor = (id: string, stages: CatalogueVendor['stages'], more: Partial<CatalogueVendor> = {}) => ({
  ...{ id, title: id, docs: 'd', place: 'vendor' as const, needsKey: true, needsUrl: null, stages, ...more },
});
const voices = [{ id: 'slt', languages: ['en'], gender: 'female' as const, description: '' }];
const vendors: CatalogueVendor[] = [
  vendor('openai', { llm: { model: 'gpt-4.1-mini' } }),
  vendor('vllm', { llm: { model: null } }, { needsKey: false, needsUrl: 'http://127.0.0.1:8000/v1' }),
  vendor(
    'embedded',
    {
      stt: { model: 'grammar', languages: ['en'], openVocabulary: false },
      tts: { model: 'flite', languages: ['en'], voices, ownVoices: false },
    },
    { place: 'embedded', needsKey: false },
  ),
];

function setUp(
  keys: readonly Partial<ProviderKey>[] = [],
  serverKeys: Readonly<Record<string, ServerKey>> = {},
) {
  const made: CatalogueLink[] = [];
  const guarded: string[] = [];
  const closed: string[] = [];
  let listener: ModelListener | null = null;
  const keep = (links: readonly CatalogueLink[], to: ModelListener): void => {
    made.push(...links);
    listener = to;
  };
  const catalogue: ModelCatalogue = {
    vendors,
    stt: (links, to) => (keep(links, to), new ScriptedStt()),
    tts: (links, to) => (keep(links, to), new ScriptedTts()),
    llm: (links, to) => {
      keep(links, to);
      const llm: LlmModel = new ScriptedLlm();
      llm.close = async () => void closed.push('llm');
      return llm;
    },
    embeddings: () => assert.fail('no vectors here'),
    realtime: () => assert.fail('nobody asked'),
    testKey: async () => ({ state: 'works', detail: '' }),
    guard: async (url) => {
      guarded.push(url);
      if (url.includes('inner')) throw new AppError({ code: 'url-refused', status: 400, message: url });
    },
  };
  const rows = keys.map((key): ProviderKey => ({
    ...{ id: ids.next(), organizationId, provider: 'openai', name: '', key: 'own-key', url: null },
    ...{ state: 'works', testedAt: null, createdAt: 0, updatedAt: 0, ...key },
  }));
  const list = async (id: Id) => rows.filter((row) => row.organizationId === id);
  const store = { providerKeys: { list }, voiceSlots: { list: async () => [] } };
  const source = createModelSource({ store: store as never, catalogue, serverKeys, logger: silentLogger });
  const keyOf = async (provider: string, whose = organizationId) =>
    (await source.capabilities(whose)).providers.find((ability) => ability.provider === provider)?.key;
  return { source, made, guarded, closed, keyOf, tell: () => listener! };
}

const choice: ModelChoice = {
  stt: [{ provider: 'embedded', model: 'grammar' }],
  tts: [{ provider: 'embedded', model: 'flite', voice: 'slt', speed: 1 }],
  llm: [{ provider: 'openai', model: 'gpt-4o' }],
  realtime: null,
};
const config: AgentConfig = { name: 'A', language: 'en-US', interruptible: true, prompt: 'Hi.' };
const callWith = (models?: ModelChoice) =>
  ({ organizationId, plan: { config, ...(models ? { models } : {}) } }) as Pick<
    Call,
    'organizationId' | 'plan'
  >;

test('an own key goes before the server’s, and is nobody else’s', async () => {
  const serverKeys = { openai: { key: 'server-key', url: null } };
  const own = setUp([{}], serverKeys);
  assert.deepEqual(
    [await own.keyOf('openai'), await own.keyOf('openai', other)],
    ['organization', 'environment'],
  );
  await own.source.forCall(callWith(choice));
  assert.equal(own.made.find(({ provider }) => provider === 'openai')?.key, 'own-key');
  const server = setUp([], serverKeys);
  await server.source.forCall(callWith(choice));
  assert.equal(server.made.find(({ provider }) => provider === 'openai')?.key, 'server-key');
});

test('a setting that lacks what the vendor needs opens nothing', async () => {
  const { keyOf } = setUp([], {
    openai: { key: null, url: 'https://proxy.test' },
    vllm: { key: 'k', url: null },
  });
  assert.deepEqual(
    [await keyOf('openai'), await keyOf('vllm'), await keyOf('embedded')],
    ['missing', 'missing', 'not-needed'],
  );
  const opened = setUp([], { vllm: { key: null, url: 'http://127.0.0.1:8000/v1', model: 'llama' } });
  assert.equal((await opened.source.capabilities(organizationId)).llmModel, 'llama');
});

test('a key that is gone when the call begins is told, with what mends it', async () => {
  const { source } = setUp();
  await assert.rejects(source.forCall(callWith(choice)), (error: AppError) => {
    assert.equal(error.code, 'provider-key-missing');
    return /openai.*POST \/v1\/provider-keys.*PARLEY_OPENAI_KEY/.test(error.message);
  });
});

test('an own address is judged again when the call begins', async () => {
  const good = setUp([{ url: 'https://eu.test' }]);
  await good.source.forCall(callWith(choice));
  assert.deepEqual(good.guarded, ['https://eu.test']);
  const bad = setUp([{ url: 'https://inner.test' }]);
  await assert.rejects(
    bad.source.forCall(callWith(choice)),
    (error: AppError) => error.code === 'url-refused',
  );
});

test('a plan of an earlier release gets what its agent would get now', async () => {
  const { source, made } = setUp([{}]);
  const models = await source.forCall(callWith());
  assert.ok(models.stt && models.tts && models.llm && models.realtime === null);
  assert.deepEqual(
    made.map(({ provider, model }) => `${provider} ${model}`),
    ['embedded grammar', 'embedded flite', 'openai gpt-4.1-mini'],
  );
});

test('switches reach a late listener too, uses are summed, the last failure is kept, and all is given back', async () => {
  const { source, closed, tell } = setUp([{}]);
  const models = await source.forCall(callWith(choice));
  const change = { stage: 'llm', from: 'openai/gpt-4o', to: null, fault: 'auth', detail: 'no' } as const;
  tell().onSwitch(change);
  const heard: unknown[] = [];
  models.listen((told) => heard.push(told));
  tell().onSwitch({ ...change, to: 'x/y' });
  assert.deepEqual(heard, [change, { ...change, to: 'x/y' }]);
  assert.deepEqual([models.failure(['llm']), models.failure(['tts'])], [change, null]);
  const use = { stage: 'stt', provider: 'p', model: 'm', unit: 'seconds', quantity: 0.1 } as const;
  for (let times = 0; times < 3; times++) tell().onUsage(use);
  tell().onUsage({ ...use, unit: 'requests', quantity: 1 });
  assert.deepEqual(models.usage(), [
    { ...use, quantity: 0.3 },
    { ...use, unit: 'requests', quantity: 1 },
  ]);
  await models.close();
  assert.deepEqual(closed, ['llm']);
});

test('which keys can be kept: of a vendor that takes one, with an address where it has none', async () => {
  const { source } = setUp();
  await source.checkKey({ provider: 'openai', url: null });
  const refused = (provider: string, url: string | null, param: string) =>
    assert.rejects(source.checkKey({ provider, url }), (error: AppError) => error.param === param);
  await refused('embedded', null, 'provider');
  await refused('nobody', null, 'provider');
  await refused('vllm', null, 'url');
});
