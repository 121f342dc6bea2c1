/** Every field of a use case, by what it does to a call: sections 6 and 10. */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import { PERSON, type Body, type Rig } from './rig.ts';

/** All at once; each has its effect in the row below. */
const EVERYTHING = {
  name: 'Everything',
  transfer_number: '+34600999888',
  extract_with_ai: [
    { name: 'will_pick_up', description: 'Will they?', type: 'boolean', example: true, required: true },
  ],
  classification_tags: [{ name: 'confirmed', description: 'They agreed.' }],
  language: 'es-ES',
  ...{ work_start: '09:00', work_end: '17:30', timezone: 'Europe/Madrid' },
  generic_after_hours_message: 'Cerrado.',
  keywords: ['Parley'],
  hooks: [{ url: 'https://hooks.test/200/everything', headers: [{ key: 'X-Team', value: 'red' }] }],
  params: { city: 'Cluj' },
  ...{ amd: true, amd_behavior: 'Hangup', amd_messages: { 'es-ES': 'Llame.' } },
  sample_labels: [{ name: 'gold', color: 'slate' }],
  evaluation_models: ['small'],
  max_duration_mins: 7,
  recorded_message_inbound: 'Se graba.',
  recorded_message_outbound: 'Esta llamada se graba.',
  show_original_caller_id: true,
  disable_end_call_after_n_reminders: true,
};

const HOURS = { monday: { start: '09:00', end: '10:00' } };

export const settingRows: readonly Row<Rig>[] = [
  [
    '§6 a use case made with every field: shown as given, in calls too; what each makes of its calls',
    async (rig) => {
      const made = await rig.ok('POST', '/use-cases', { ...EVERYTHING, hidden: true, prompt: 'Ask.' });
      const { hooks, ...given } = EVERYTHING;
      for (const [name, value] of Object.entries(given)) assert.deepEqual(made[name], value, name);
      assert.deepEqual(made.hooks, [{ url: hooks[0]!.url, headers: [{ key: 'X-Team', value: '***' }] }]);
      assert.ok(!(await rig.ok('GET', '/use-cases')).some(({ id }: Body) => id === made.id), 'hidden');
      const before = rig.mouth.requests.length;
      const call = await rig.call({ use_case_id: made.id });
      assert.deepEqual(call['use_case'], { ...made, model: 'small' });
      const { plan } = await rig.read(call['id']);
      assert.deepEqual([plan.maxDurationMs, plan.variables['city']], [420_000, 'Cluj']);
      assert.deepEqual([plan.config.stt?.keyterms, plan.config.silence?.hang_up], [['Parley'], false]);
      // The model asks for the transfer at once, and who is transferred to answers.
      const ended = await rig.transferred(call['id']);
      assert.match(String(rig.mouth.requests[before]?.text), /Esta llamada se graba/);
      const leg = rig.telephone.legs.at(-1)!.request;
      assert.match(leg.from, /12025550100/, 'the number of the person');
      await rig.until(async () => (await rig.read(call['id'])).analysis !== null, 'its analysis');
      const analysed = await rig.ok('GET', `/calls/${call['id']}`);
      assert.deepEqual(
        [analysed.extraction, analysed.classification.tag],
        [{ will_pick_up: true }, 'confirmed'],
      );
      assert.equal(analysed.classification.reasoning, 'because');
      const found = await rig.ok('GET', '/calls?statuses=Transferred');
      assert.ok(found.calls.some(({ id }: Body) => id === ended.id));
      const { messages } = await rig.ok('GET', `/calls/${call['id']}/transcript`);
      const { transfer_contact: contact } = messages.find((one: Body) => one['transfer_contact']);
      assert.deepEqual(contact, {
        type: 'Terminal',
        name: '+34600999888',
        email: '',
        phone: { number: '+34600999888' },
      });
      const hooked = rig.web.filter(({ url }) => url === hooks[0]!.url);
      assert.ok(hooked.length > 0);
    },
  ],
  [
    '§6 detailed hours take the place of the daily ones; the greeting of outgoing calls; the number shown',
    async (rig) => {
      const { id } = await rig.ok('POST', '/use-cases', { name: 'Hours', transfer_number: '+34600999888' });
      const patch = {
        ...{ detailed_work_hours: HOURS, enable_detailed_work_hours: true, timezone: 'UTC' },
        ...{ recorded_message_outbound: 'Recorded.', show_original_caller_id: true },
      };
      const patched = await rig.ok('PATCH', `/use-cases/${id}`, patch);
      for (const [name, value] of Object.entries(patch)) assert.deepEqual(patched[name], value, name);
      const [prompt] = await rig.ok('GET', `/use-cases/${id}/prompts`);
      const given = {
        use_case_id: id,
        prompt_id: prompt.id,
        type: 'DirectTransferCall',
        description: 'To them.',
      };
      await rig.ok('POST', '/tools', { ...given, name: 'sales', data: { phone_number: '+34600999777' } });
      const transfers = async () => {
        const { plan } = await rig.read((await rig.call({ use_case_id: id }))['id']);
        return (plan.config.tools ?? []).map((tool) => 'show_callee' in tool && tool.show_callee);
      };
      assert.deepEqual(await transfers(), [true, true]);
      await rig.ok('PATCH', `/use-cases/${id}`, { show_original_caller_id: false });
      assert.deepEqual(await transfers(), [false, false]);
      const { plan } = await rig.read((await rig.call({ use_case_id: id, prompt_id: '' }))['id']);
      assert.deepEqual(plan.config.hours?.windows, [{ days: ['mon'], from: '09:00', to: '10:00' }]);
    },
  ],
  [
    '§6 prompts: a new default at its creation, another name, other first words',
    async (rig) => {
      const { id } = await rig.ok('POST', '/use-cases', { name: 'Words' });
      const path = `/use-cases/${id}/prompts`;
      const made = await rig.ok('POST', path, { prompt: 'Be.', is_default_outbound: true });
      assert.equal(made.is_default_outbound, true);
      const changed = await rig.ok('PATCH', `/prompts/${made.id}`, {
        name: 'Short',
        first_message: 'Good day.',
      });
      assert.deepEqual([changed.name, changed.first_message], ['Short', 'Good day.']);
      const { plan } = await rig.read((await rig.call({ use_case_id: id }))['id']);
      assert.equal(plan.config.greeting, 'Good day.');
    },
  ],
  [
    '§6 fillers: said as written, in the model’s words, or not at all',
    async (rig) => {
      const useCase = await rig.ok('POST', '/use-cases', { name: 'Fillers' });
      const [{ id: prompt_id }] = await rig.ok('GET', `/use-cases/${useCase.id}/prompts`);
      const give = (name: string, more: object) =>
        rig.ok('POST', '/tools', {
          ...{ use_case_id: useCase.id, prompt_id, type: 'Endpoint', name, description: 'Does.' },
          ...{ data: { url: 'https://shop.test/x' }, filler_description: 'that you look', ...more },
        });
      const worded = await give('worded', { filler_type: 'aigen', filler_example: 'I look.' });
      assert.equal(worded.filler_description, 'that you look');
      await give('silent', { filler_type: 'hardcoded', generate_filler_message: false });
      await give('written', { filler_type: 'hardcoded' });
      const { plan } = await rig.read((await rig.call({ use_case_id: useCase.id }))['id']);
      const told = (plan.config.tools ?? []).map((tool) =>
        tool.type === 'http'
          ? [/that you look.*I look/.test(tool.description ?? ''), tool.speech?.before]
          : [],
      );
      assert.deepEqual(told, [
        [true, undefined],
        [false, undefined],
        [false, 'that you look'],
      ]);
    },
  ],
  [
    '§6 a number is read with its routes; what is drawn of them stands in the log of the call',
    async (rig) => {
      const [small] = (await rig.ok('GET', '/models')).filter(({ name }: Body) => name === 'quick');
      const persona = await rig.ok('POST', '/agents', { name: 'Drawn', voice_id: 'apollo' });
      const path = `/numbers/${rig.number}`;
      await rig.ok('PATCH', path, {
        agent_routes: [{ probability: 100, id: persona.id }],
        model_routes: [{ probability: 100, id: small.id }],
      });
      const read = await rig.ok('GET', path);
      assert.deepEqual([read.id, read.number], [rig.number, '+34910000001']);
      assert.deepEqual(read.use_case_config.agent_routes, [{ probability: 100, id: persona.id }]);
      assert.deepEqual(read.use_case_config.prompt_routes[0].model_id, small.id);
      assert.match(read.use_case_config.prompt_routes[0].prompt_id, /^[0-9a-f]{24}$/);
      const { id } = await rig.call({ phone_number: PERSON });
      const routed = (await rig.ok('GET', `/calls/${id}/logs`)).find(
        ({ type }: Body) => type === 'call-routed',
      );
      assert.deepEqual([routed.data.model.model, routed.data.voice.label], ['quick', persona.id]);
      const { plan } = await rig.read(id);
      assert.deepEqual([plan.models?.llm[0]?.model, plan.models?.tts[0]?.voice], ['quick', 'apollo']);
      await rig.ok('PATCH', path, { agent_routes: [], model_routes: [] });
    },
  ],
];
