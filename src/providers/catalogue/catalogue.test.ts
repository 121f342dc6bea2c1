import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AppError, silentLogger, VirtualClock } from '#kernel';
import {
  ModelError,
  type CatalogueLink,
  type HttpClient,
  type HttpRequest,
  type ModelSwitch,
  type ModelUsage,
  type SttModel,
  type TtsModel,
} from '#models';
import { OPEN_OUTLET } from '../shared/outlet.ts';
import { createCatalogue } from './catalogue.ts';
import { CHAT_VENDORS } from './chat-vendors.ts';
import { SPEECH_VENDORS } from './speech-vendors.ts';

const tts: TtsModel = {
  ...{ contract: 1, provider: 'embedded', modelId: 'flite' },
  capabilities: { languages: ['en'], voices: [], streaming: false },
  async *speak({ voice }) {
    if (voice === 'broken') throw new ModelError({ provider: 'embedded', fault: 'internal', message: 'no' });
    yield { pcm: new Int16Array(160) };
  },
  close: () => assert.fail('the process owns it'),
};
const stt: SttModel = {
  ...{ contract: 2, provider: 'embedded', modelId: 'grammar' },
  capabilities: { languages: ['en'], openVocabulary: false, streaming: false },
  warm: async () => {},
  recognize: async () => ({ text: 'yes', value: null, confidence: 1, accepted: true }),
  close: () => assert.fail('the process owns it'),
};

function setUp(t: TestContext, answer: number | Error = 200) {
  const clock = new VirtualClock();
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    async request(request) {
      asked.push(request);
      if (answer instanceof Error) throw answer;
      return { status: answer, headers: {}, body: '', ms: 1 };
    },
  };
  const own = [{ id: 'embedded', title: 'Embedded', docs: 'd', place: 'embedded' as const, stt, tts }];
  const catalogue = createCatalogue({
    own,
    http,
    guard: async () => {},
    outlet: OPEN_OUTLET,
    clock,
    logger: silentLogger,
  });
  t.after(() => catalogue.close());
  const switches: ModelSwitch[] = [];
  const usages: ModelUsage[] = [];
  const listener = {
    onSwitch: (change: ModelSwitch) => void switches.push(change),
    onUsage: (usage: ModelUsage) => void usages.push(usage),
  };
  return { clock, catalogue, asked, switches, usages, listener };
}
const link = (provider: string, model: string, more: Partial<CatalogueLink> = {}): CatalogueLink => ({
  ...{ provider, model, key: 'k', url: null, isTenants: false, ...more },
});
const { signal } = new AbortController();

test('every vendor of the table tells its languages, voices and usual models without being asked', (t) => {
  const { catalogue, asked } = setUp(t);
  const stages = new Map(catalogue.vendors.map(({ id, stages }) => [id, stages]));
  for (const id of ['deepgram', 'openai', 'elevenlabs', 'assemblyai', 'google', 'azure'])
    assert.ok(stages.get(id)?.stt!.languages.length, `${id} hears`);
  for (const id of ['elevenlabs', 'openai', 'cartesia', 'deepgram', 'google', 'azure'])
    assert.ok(stages.get(id)?.tts!.voices.length, `${id} speaks`);
  for (const id of ['openai', 'groq', 'mistral', 'ollama', 'xai', 'anthropic', 'gemini'])
    assert.ok(stages.get(id)?.llm?.model, `${id} thinks`);
  for (const id of ['openai', 'xai', 'gemini']) assert.ok(stages.get(id)?.realtime?.model, `${id} talks`);
  assert.equal(stages.get('vllm')?.llm?.model, null);
  assert.deepEqual(asked, []);
});

test('every model of the table can be made by the name that the table gives it', async (t) => {
  const { catalogue, listener } = setUp(t);
  for (const { id, needsUrl, stages } of catalogue.vendors) {
    const more = { url: needsUrl };
    if (stages.stt) await catalogue.stt([link(id, stages.stt.model, more)], listener).close();
    const voice = { voice: stages.tts?.voices[0]?.id ?? 'v', speed: 1 };
    if (stages.tts)
      await catalogue.tts([{ ...link(id, stages.tts.model, more), ...voice }], listener).close();
    if (stages.llm) await catalogue.llm([link(id, stages.llm.model ?? 'm', more)], listener).close();
    if (stages.realtime) await catalogue.realtime(link(id, stages.realtime.model, more), listener).close();
  }
});

test('a chain meters the link that spoke, and leaves the process its own models', async (t) => {
  const { catalogue, switches, usages, listener } = setUp(t);
  const embedded = link('embedded', 'flite', { key: null });
  const voices = [
    { ...embedded, voice: 'broken', speed: 1 },
    { ...embedded, voice: 'slt', speed: 1 },
  ];
  const chain = catalogue.tts(voices, listener);
  let samples = 0;
  for await (const { pcm } of chain.speak({ text: 'Häh?', language: 'en', voice: 'x', speed: 1 }, signal))
    samples += pcm.length;
  assert.equal(samples, 160);
  assert.equal(switches.length, 1);
  const used = { stage: 'tts', provider: 'embedded', model: 'flite', unit: 'characters', quantity: 4 };
  assert.deepEqual(usages, [used, used]);
  const ear = catalogue.stt([embedded], listener);
  await ear.recognize(new Int16Array(4000), { language: 'en', grammar: null }, signal);
  assert.deepEqual(usages.at(-1), {
    ...used,
    stage: 'stt',
    model: 'grammar',
    unit: 'seconds',
    quantity: 0.5,
  });
  await Promise.all([chain.close(), ear.close()]);
});

test('an unknown provider is a bad request', (t) => {
  const { catalogue, listener } = setUp(t);
  const make = () => catalogue.llm([link('nobody', 'm')], listener);
  assert.throws(make, (error: ModelError) => error.fault === 'bad-request');
});

test('a key is tested by one request that holds it in a header only', async (t) => {
  const { catalogue, asked } = setUp(t);
  for (const { id } of [...SPEECH_VENDORS, ...CHAT_VENDORS]) {
    const { state } = await catalogue.testKey({ provider: id, key: 'the-key', url: null });
    assert.equal(state, 'works', id);
    const { url, headers, method } = asked.at(-1)!;
    assert.equal(method, 'GET');
    assert.ok(URL.canParse(url) && !url.includes('the-key'), url);
    assert.match(JSON.stringify(headers), /the-key/);
  }
  const own = await catalogue.testKey({ provider: 'openai', key: 'k', url: 'https://eu.proxy.test/v1/' });
  assert.equal(own.state, 'works');
  assert.equal(asked.at(-1)!.url, 'https://eu.proxy.test/v1/models');
});

const verdicts: [number | Error, string][] = [
  [401, 'refused'],
  [403, 'refused'],
  [429, 'works'],
  [500, 'unreachable'],
  [new AppError({ code: 'http-timeout', status: 502, message: 'slow' }), 'unreachable'],
];
for (const [answer, state] of verdicts)
  test(`${answer instanceof Error ? answer.message : answer} means ${state}`, async (t) => {
    const { catalogue } = setUp(t, answer);
    assert.equal((await catalogue.testKey({ provider: 'deepgram', key: 'k', url: null })).state, state);
  });
