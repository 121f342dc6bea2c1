import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

const keyOf = async ({ store, organizationId }: Rig, provider: string) =>
  (await store.providerKeys.list(organizationId)).find((one) => one.provider === provider);

const config = (settings: object) => ({ provider: 'elevenlabs', config: settings });

export const byokRows: readonly Row<Rig>[] = [
  [
    'byok: every documented provider has its secret_id, null when it is not set',
    async ({ must }) => {
      const { byok_keys } = await must(200, 'GET', '/byok');
      for (const name of ['openai', 'elevenlabs', 'xai', 'resend', 'gladia', 'mistral', 'inworld', 'google'])
        assert.equal(byok_keys[`${name}_secret_id`], null, name);
    },
  ],
  [
    'byok: POST keeps a key, tells its id and never the key; again it replaces it',
    async (rig) => {
      const answer = await rig.must(200, 'POST', '/byok', { provider: 'openai', api_key: 'sk-0123456789ab' });
      assert.equal(answer['success'], true);
      assert.doesNotMatch(JSON.stringify(answer), /sk-0123/);
      const first = await keyOf(rig, 'openai');
      assert.deepEqual(
        [answer['byok_keys'].openai_secret_id, first?.key, first?.state],
        [first?.id, 'sk-0123456789ab', 'works'],
      );
      await rig.must(200, 'POST', '/byok', { provider: 'openai', api_key: 'sk-second-key' });
      const second = await keyOf(rig, 'openai');
      assert.deepEqual([second?.id, second?.key], [first?.id, 'sk-second-key']);
    },
  ],
  [
    'byok: the native API sees it as its own',
    async ({ must }) => {
      const { data } = await must(200, 'GET', '/v1/provider-keys');
      assert.ok(data.some(({ provider }: { provider: string }) => provider === 'openai'));
    },
  ],
  [
    'byok: google is both of ours',
    async (rig) => {
      const { byok_keys } = await rig.must(200, 'POST', '/byok', {
        provider: 'google',
        api_key: 'AIza-0123456789',
      });
      const [gemini, google] = [await keyOf(rig, 'gemini'), await keyOf(rig, 'google')];
      assert.deepEqual([gemini?.key, google?.key], ['AIza-0123456789', 'AIza-0123456789']);
      assert.ok([gemini?.id, google?.id].includes(byok_keys.google_secret_id));
      await rig.must(200, 'DELETE', '/byok', { provider: 'google' });
      assert.deepEqual([await keyOf(rig, 'gemini'), await keyOf(rig, 'google')], [undefined, undefined]);
    },
  ],
  [
    'byok: DELETE carries its provider in the body, and is no fault when there is none',
    async (rig) => {
      const gone = await rig.must(200, 'DELETE', '/byok', { provider: 'openai' });
      assert.deepEqual([gone['success'], gone['byok_keys'].openai_secret_id], [true, null]);
      assert.equal(await keyOf(rig, 'openai'), undefined);
      await rig.must(200, 'DELETE', '/byok', { provider: 'openai' });
      await rig.must(200, 'DELETE', '/byok?provider=openai');
      assert.equal((await rig.must(400, 'DELETE', '/byok', {}))['param'], 'provider');
    },
  ],
  [
    'byok: a key that the provider refuses is a 400, and the one before stays',
    async (rig) => {
      await rig.must(200, 'POST', '/byok', { provider: 'xai', api_key: 'good-key' });
      const bad = await rig.must(400, 'POST', '/byok', { provider: 'xai', api_key: 'refused' });
      assert.equal(bad['param'], 'api_key');
      assert.equal((await keyOf(rig, 'xai'))?.key, 'good-key');
      await rig.must(200, 'POST', '/byok?test=false', { provider: 'xai', api_key: 'refused' });
      assert.equal((await keyOf(rig, 'xai'))?.state, 'untested');
    },
  ],
  [
    'byok: a provider that is not here is a 400 that lists those that are; fields are required',
    async ({ must }) => {
      const absent = await must(400, 'POST', '/byok', { provider: 'gladia', api_key: 'x' });
      assert.match(absent['message'], /gladia is not here; those that are: .*deepgram/);
      const none = await must(400, 'POST', '/byok', {});
      assert.deepEqual(none['details'], ['provider: Is required.', 'api_key: Is required.']);
      await must(400, 'POST', '/byok', { provider: 'xai', api_key: 'with blank' });
    },
  ],
  [
    'byok/config: a row for each thing that a provider does, with its usual model',
    async ({ must }) => {
      const { providers } = await must(200, 'GET', '/byok/config');
      const deepgram = providers.filter(({ id }: { id: string }) => id === 'deepgram');
      assert.deepEqual(
        deepgram.map(({ category, models }: Record<string, unknown>) => [category, models]),
        [
          ['stt', [{ id: 'nova-3', name: 'nova-3', default: true }]],
          ['tts', [{ id: 'aura-2', name: 'aura-2', default: true }]],
        ],
      );
      assert.equal(typeof deepgram[0].docsUrl, 'string');
    },
  ],
  [
    'byok/config (G3): settings are merged; a new base_url needs the key beside it',
    async (rig) => {
      await rig.must(400, 'POST', '/byok/config', config({ name: 'Ours' }));
      const base_url = 'https://eu.example.com';
      const set = await rig.must(200, 'POST', '/byok/config', config({ base_url, api_key: 'xi-0123456789' }));
      assert.deepEqual(set['config'].elevenlabs, { name: 'elevenlabs', base_url, state: 'works' });
      assert.equal((await keyOf(rig, 'elevenlabs'))?.url, base_url);
      const named = await rig.must(200, 'POST', '/byok/config', config({ name: 'Ours' }));
      assert.deepEqual(named['config'].elevenlabs, { name: 'Ours', base_url, state: 'works' });
      const moved = await rig.must(
        400,
        'POST',
        '/byok/config',
        config({ base_url: 'https://evil.example.com' }),
      );
      assert.equal(moved['param'], 'config.api_key');
      await rig.must(200, 'POST', '/byok', { provider: 'elevenlabs', api_key: 'xi-second' });
      assert.equal((await keyOf(rig, 'elevenlabs'))?.url, base_url, 'a new key goes where the old one went');
      const odd = await rig.must(400, 'POST', '/byok/config', config({ speed: 1 }));
      assert.equal(odd['param'], 'config.speed');
      assert.equal((await rig.must(200, 'GET', '/byok/config'))['config'].elevenlabs.name, 'Ours');
    },
  ],
];
