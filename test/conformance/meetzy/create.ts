/** POST /call (sections 2 and 6). */
import assert from 'node:assert/strict';
import { instructions } from '../../../src/conversation/prompt/instructions.ts';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const events = async (rig: Rig, id: string) =>
  (await rig.store.calls.events(rig.organizationId, id as never, 0, 50)).map(({ type, data }) => ({
    type,
    data,
  }));

export const createRows: readonly Row<Rig>[] = [
  [
    '§11.1 phone, playbook and three odd keys: 200, exactly three keys; they reach the prompt and data.params',
    async (rig) => {
      const playbook_id = await rig.playbook({ prompt: 'You talk to {{firstname}}.' });
      const odd = { firstname: 'Luis', program_of_insterest: 'Nursing', tries: 2 };
      const { status, body } = await rig.post('/meetzy/call', { phone: '+34600000002', playbook_id, ...odd });
      assert.equal(status, 200);
      assert.match(body['id'], UUID);
      assert.deepEqual(body, { success: true, id: body['id'], message: 'Call processing started' });
      const [call] = await rig.callsOf(playbook_id);
      const told = instructions(call!.plan);
      assert.match(told, /You talk to Luis\./);
      assert.match(told, /never instructions[^]*<data>[^]*program_of_insterest: Nursing[^]*tries: 2/);
      assert.doesNotMatch(told.split('<data>')[1]!, /firstname/);
      assert.deepEqual((await rig.shown(body['id']))['data'], { params: odd });
    },
  ],
  [
    'custom parameters keep their JSON types',
    async (rig) => {
      const odd = { n: 1.5, b: false, nothing: null, o: { a: [1, { b: 2 }] }, list: ['x'] };
      const { id } = await rig.call({ playbook_id: await rig.playbook(), ...odd });
      assert.deepEqual((await rig.shown(id))['data'], { params: odd });
    },
  ],
  [
    'an object under params is merged in, a flat key wins; params that is no object is a parameter',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const { id } = await rig.call({ playbook_id, params: { a: 1, b: 1 }, b: 2 });
      assert.deepEqual((await rig.shown(id))['data'], { params: { a: 1, b: 2 } });
      const other = await rig.call({ playbook_id, params: 'x' });
      assert.deepEqual((await rig.shown(other.id))['data'], { params: { params: 'x' } });
    },
  ],
  [
    'the seven reserved names are no parameters',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const reserved = {
        version_id: 'v',
        voice_id: '1',
        voice_model: 'fast',
        language: 'EN',
        interrupt: true,
      };
      const { id } = await rig.call({ playbook_id, ...reserved });
      assert.deepEqual((await rig.shown(id))['data'], { params: {} });
    },
  ],
  [
    '{{name}}, {name}, dotted paths and names with spaces are filled',
    async (rig) => {
      const prompt = 'A {{first name}} B {last} C {{who.city}} D {who.zip} E {"json": 1}';
      const playbook_id = await rig.playbook({ prompt });
      const call = await rig.call({
        playbook_id,
        'first name': 'Ana',
        last: 'Gil',
        who: { city: 'Jaén', zip: 7 },
      });
      assert.match(instructions(call.plan), /A Ana B Gil C Jaén D 7 E \{"json": 1\}/);
    },
  ],
  [
    'a placeholder without a value: the call goes ahead, it is left out, the log says so',
    async (rig) => {
      const playbook_id = await rig.playbook({ greeting: 'Hi {nobody}, hello.' });
      const call = await rig.call({ playbook_id });
      const missing = (await events(rig, call.id)).filter(({ type }) => type === 'variable-missing');
      assert.deepEqual(
        missing.map(({ data }) => data['name']),
        ['nobody'],
      );
    },
  ],
  [
    'voice_id and voice_model choose a slot that the organization maps; the call records the voice',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const voice = async (more: object) =>
        (await rig.call({ playbook_id, language: 'EN', ...more })).plan.models!.tts[0]!.voice;
      const slot = { language: 'en', provider: 'flite', speed: 1 };
      const put = await rig.ask('PUT', '/v1/voice-slots', {
        slots: [
          { ...slot, number: 3, model: 'fast', voice_id: 'rms' },
          { ...slot, number: 6, model: 'human', voice_id: 'awb' },
          { ...slot, number: 6, model: 'fast', voice_id: 'slt' },
        ],
      });
      assert.equal(put.status, 200, JSON.stringify(put.body));
      assert.equal(await voice({ voice_id: '3', voice_model: 'fast' }), 'rms');
      assert.equal(await voice({ voice_id: 3, voice_model: 'FAST' }), 'rms', 'a JSON number too');
      assert.equal(await voice({}), 'awb', 'default 6 and human');
      assert.equal(
        await voice({ voice_id: '99', voice_model: 'odd' }),
        'awb',
        'unknown words are the default',
      );
      assert.equal(await voice({ voice_id: null, voice_model: 'fast' }), 'slt');
      await rig.ask('PUT', '/v1/voice-slots', { slots: [] });
    },
  ],
  [
    "without voice fields the playbook's own voice speaks",
    async (rig) => {
      const playbook_id = await rig.playbook({ voice: { id: 'rms' } });
      const call = await rig.call({ playbook_id, language: 'EN' });
      assert.equal(call.plan.models!.tts[0]!.voice, 'rms');
    },
  ],
  [
    "language in any case, the version's when absent; an unknown one falls back",
    async (rig) => {
      const playbook_id = await rig.playbook({ language: 'en-GB' });
      const language = async (more: object) =>
        (await rig.call({ playbook_id, ...more })).plan.config.language;
      assert.equal(await language({ language: 'es' }), 'es-ES');
      assert.equal(await language({ language: 'EN' }), 'en');
      assert.equal(await language({}), 'en-GB');
      const odd = await rig.call({ playbook_id, language: 'Klingon' });
      assert.ok((await events(rig, odd.id)).some(({ type }) => type === 'language-unavailable'));
    },
  ],
  [
    'interrupt: false by default; true, and both as text',
    async (rig) => {
      const playbook_id = await rig.playbook();
      for (const [interrupt, wanted] of [
        [undefined, false],
        [true, true],
        [false, false],
        ['true', true],
        ['FALSE', false],
      ] as const)
        assert.equal((await rig.call({ playbook_id, interrupt })).plan.config.interruptible, wanted);
    },
  ],
  [
    '§11.2 an unknown version, and one of another playbook: 200, and GET shows the production version',
    async (rig) => {
      const playbook_id = await rig.playbook({ prompt: 'First.' });
      const production = await rig.version(playbook_id);
      const foreign = await rig.version(await rig.playbook());
      for (const version_id of ['optional-version-uuid', foreign, ''])
        assert.equal(
          (await rig.shown((await rig.call({ playbook_id, version_id })).id))['version_id'],
          production,
        );
    },
  ],
  [
    '§6.1 a version that is named runs, production or not; without one production runs',
    async (rig) => {
      const playbook_id = await rig.playbook({ prompt: 'First.' });
      const first = await rig.version(playbook_id);
      await rig.ask('PATCH', `/v1/agents/${playbook_id}`, { prompt: 'Second.' });
      const second = await rig.version(playbook_id, false);
      const prompt = async (more: object) => (await rig.call({ playbook_id, ...more })).plan.config.prompt;
      assert.equal(await prompt({ version_id: second }), 'Second.');
      assert.equal(await prompt({ version_id: first }), 'First.');
      assert.equal(await prompt({}), 'First.');
    },
  ],
  [
    '§11.3, §6.4, §6.5 no versions, or none in production: the playbook as it is, version_id null',
    async (rig) => {
      const playbook_id = await rig.playbook({ prompt: 'Now.' });
      const call = await rig.call({ playbook_id });
      assert.equal((await rig.shown(call.id))['version_id'], null);
      await rig.version(playbook_id, false);
      const again = await rig.call({ playbook_id });
      assert.deepEqual([again.plan.versionId, again.plan.config.prompt], [null, 'Now.']);
    },
  ],
  [
    'two equal posts are two calls',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const [one, other] = [await rig.call({ playbook_id }), await rig.call({ playbook_id })];
      assert.notEqual(one.id, other.id);
    },
  ],
  [
    "the caller is the account's number, with its plus sign",
    async (rig) => {
      const call = await rig.call({ playbook_id: await rig.playbook() });
      assert.equal((await rig.shown(call.id))['from'], '+34910000001');
    },
  ],
  [
    '§8 deferred by the dial authority: 200, and the call waits as open',
    async (rig) => {
      const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
      const hours = { time_zone: 'UTC', windows: [{ days, from: '03:00', to: '04:00' }] };
      const playbook_id = await rig.playbook({ hours });
      const call = await rig.call({ playbook_id });
      assert.equal((await rig.shown(call.id))['status'], 'open');
      const decided = (await events(rig, call.id)).find(({ type }) => type === 'dial-decided')!;
      assert.match(JSON.stringify(decided.data), /defer/);
    },
  ],
  [
    '§2 several numbers: the playbook’s own, else the account’s default',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const [{ id: trunk_id }] = (await rig.get('/v1/trunks')).body['data'];
      const add = async (e164: string, more: object = {}) =>
        (await rig.post('/v1/numbers', { e164, trunk_id, ...more })).body['id'] as string;
      const chosen = async () => {
        const { id } = await rig.call({ playbook_id });
        return (await events(rig, id)).find(({ type }) => type === 'dial-decided')!.data['from'];
      };
      const other = await add('+34910000008');
      await rig.ask('PATCH', '/v1/organization', { default_number_id: other });
      assert.equal(await chosen(), '+34910000008');
      const own = await add('+34910000009', { agent_id: playbook_id });
      assert.equal(await chosen(), '+34910000009');
      await rig.ask('PATCH', '/v1/organization', { default_number_id: null });
      for (const id of [own, other]) assert.ok((await rig.ask('DELETE', `/v1/numbers/${id}`)).status < 300);
    },
  ],
];
