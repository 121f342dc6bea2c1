/** Providers, their keys, voices, voice slots and prices over the API. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sampleCapabilities, sampleModels, sampleProvider } from '../../domain/models/testing.ts';
import { openTestApi } from '../testing.ts';

const voice = (id: string, gender: 'female' | 'male', ...languages: string[]) => ({
  ...{ id, languages, gender, description: id },
});
const eleven = sampleProvider('elevenlabs', {
  tts: {
    model: 'flash',
    languages: ['es'],
    ownVoices: true,
    voices: [voice('sol', 'female', 'es-ES'), voice('luz', 'female', 'es-MX'), voice('leo', 'male', 'es')],
  },
});
const cartesia = sampleProvider(
  'cartesia',
  { tts: { model: 'sonic-3', languages: ['es'], voices: [voice('x', 'male', 'es')], ownVoices: false } },
  { key: 'missing' },
);

async function open(t: TestContext) {
  const server = await openTestApi({
    models: sampleModels(sampleCapabilities({ more: [eleven, cartesia], llmModel: 'small' })),
  });
  t.after(() => server.api.close());
  return server;
}

test('providers: what they do, and what opens those that are closed', async (t) => {
  const server = await open(t);
  const { data } = (await server.get('/v1/providers')).json();
  const told = data.map(({ id, usable, mend }: Record<string, unknown>) => [id, usable, mend]);
  assert.deepEqual(told.slice(1, 4), [
    ['elevenlabs', true, null],
    ['cartesia', false, 'Set its key.'],
    ['embedded', true, null],
  ]);
  assert.deepEqual(data[1].stages.tts, { model: 'flash', languages: ['es'], voices: 3, own_voices: true });
});

test('voices: by language, the region first, by provider and gender', async (t) => {
  const server = await open(t);
  const ids = async (query: string) =>
    (await server.get(`/v1/voices${query}`)).json().data.map(({ id }: { id: string }) => id);
  assert.deepEqual(await ids('?language=es-MX'), ['luz', 'leo', 'sol']);
  assert.deepEqual(await ids('?language=Spanish&gender=male'), ['leo']);
  assert.deepEqual(await ids('?provider=embedded'), ['slt', 'rms']);
  assert.equal((await server.get('/v1/voices?language=!!')).json().param, 'language');
});

test('a key is tested, kept, changed and taken back, and never shown', async (t) => {
  const server = await open(t);
  const key = 'el-0123456789-secret';
  const made = await server.post('/v1/provider-keys', { provider: 'elevenlabs', key });
  assert.equal(made.statusCode, 201, made.body);
  const { id, state, key_hint } = made.json();
  assert.deepEqual([state, key_hint], ['works', '…cret']);
  assert.equal((await server.post('/v1/provider-keys', { provider: 'elevenlabs', key })).statusCode, 409);
  const patched = await server.patch(`/v1/provider-keys/${id}?test=false`, {
    name: 'New',
    key: 'abcdefghijkl-9876',
  });
  assert.deepEqual([patched.json().name, patched.json().state], ['New', 'untested']);
  const listed = await server.get('/v1/provider-keys');
  for (const answer of [made, patched, listed]) assert.doesNotMatch(answer.body, /secret|abcdefgh/);
  assert.equal((await server.delete(`/v1/provider-keys/${id}`)).statusCode, 204);
  assert.equal((await server.delete(`/v1/provider-keys/${id}`)).json().code, 'provider-key-unknown');
  assert.deepEqual((await server.get('/v1/provider-keys')).json().data, []);
});

test('a key that the provider refuses is a 400 that names the field; untested it is kept', async (t) => {
  const server = await open(t);
  const body = { provider: 'elevenlabs', key: 'refused' };
  const refused = await server.post('/v1/provider-keys', body);
  assert.deepEqual([refused.statusCode, refused.json().param], [400, 'key']);
  assert.match(refused.json().errors[0].message, /refuses the key/);
  assert.equal((await server.post('/v1/provider-keys?test=false', body)).json().state, 'untested');
  const badUrl = await server.post('/v1/provider-keys', { provider: 'x', key: 'k', url: 'ftp://x' });
  assert.equal(badUrl.json().param, 'url');
});

test('voice slots: mapped as a whole, read with their defaults', async (t) => {
  const server = await open(t);
  const slot = {
    number: 3,
    model: 'human',
    language: 'Spanish (Mexico)',
    provider: 'elevenlabs',
    voice_id: 'mine',
  };
  const put = await server.ask('PUT', '/v1/voice-slots', { body: { slots: [slot] } });
  assert.equal(put.statusCode, 200, put.body);
  const kept = { ...slot, language: 'es-MX', voice_model: null, speed: 1 };
  assert.deepEqual(put.json().slots, [kept]);
  const { slots } = (await server.get('/v1/voice-slots?language=es-MX')).json();
  assert.equal(slots.length, 14);
  const at = (number: number, model: string) =>
    slots.find((slot: Record<string, unknown>) => slot['number'] === number && slot['model'] === model)
      .voice_id;
  assert.deepEqual([at(1, 'human'), at(3, 'human'), at(3, 'fast') === 'mine'], ['luz', 'mine', false]);
  const bad = { ...slot, provider: 'cartesia', language: 'es', voice_id: 'nobody' };
  const refused = await server.ask('PUT', '/v1/voice-slots', { body: { slots: [slot, slot, bad] } });
  assert.deepEqual(
    refused.json().errors.map(({ param }: { param: string }) => param),
    ['slots[1]', 'slots[2].voice_id'],
  );
});

test('prices: the default table, an own one, and back', async (t) => {
  const server = await open(t);
  const before = (await server.get('/v1/prices')).json();
  assert.deepEqual([before.origin, before.currency], ['default', 'USD']);
  const entry = {
    stage: 'tts',
    provider: 'elevenlabs',
    model: '*',
    unit: 'characters',
    amount: 9,
    per: 1000,
  };
  const table = { currency: 'EUR', date: '2026-01-01', entries: [entry] };
  const put = await server.ask('PUT', '/v1/prices', { body: table });
  assert.deepEqual(put.json(), { object: 'prices', origin: 'organization', ...table });
  assert.deepEqual((await server.get('/v1/prices')).json(), put.json());
  const bad = await server.ask('PUT', '/v1/prices', { body: { ...table, entries: [{ ...entry, per: 0 }] } });
  assert.equal(bad.json().param, 'entries[0].per');
  const back = await server.ask('PUT', '/v1/prices', { body: { ...table, entries: null } });
  assert.deepEqual(back.json(), before);
});
