/** Use cases, numbers, agents, models, tools and hooks: sections 6 and 8 of the page, checks 13, 16 and 17. */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

/** The agent as native shows it. */
const agentOf = async (rig: Rig, id: string): Promise<any> => {
  const { agents, data } = (await rig.native('GET', '/v1/agents?limit=100')) as any;
  return (data ?? agents).find((agent: any) => agent.aliases.dial === id);
};

export const configureRows: readonly Row<Rig>[] = [
  [
    '16. a PATCH changes what is sent and nothing else; every field has its effect on the native agent',
    async (rig) => {
      const { id } = await rig.ok('POST', '/use-cases', { name: 'Fields' });
      const patch = {
        transfer_number: '+34600999888',
        extract_with_ai: [
          { name: 'ok', description: 'Is it?', type: 'boolean', example: true, required: true },
        ],
        classification_tags: [{ name: 'good', description: 'It is.' }],
        keywords: ['Parley'],
        params: { city: 'Cluj' },
        language: 'es-ES',
        max_duration_mins: 7,
        ...{ amd: true, amd_behavior: 'Hangup', amd_messages: { 'es-ES': 'Llame.' } },
        ...{ work_start: '09:00', work_end: '17:30', timezone: 'Europe/Madrid' },
        generic_after_hours_message: 'Cerrado.',
        recorded_message_inbound: 'Se graba.',
        ...{ hidden: true, sample_labels: [{ name: 'gold', color: 'slate' }], evaluation_models: ['small'] },
        disable_end_call_after_n_reminders: true,
      };
      const patched = await rig.ok('PATCH', `/use-cases/${id}`, patch);
      for (const [name, value] of Object.entries(patch)) assert.deepEqual(patched[name], value, name);
      const agent = await agentOf(rig, id);
      assert.equal(agent.tools.find((tool: any) => tool.type === 'transfer').to, '+34600999888');
      assert.deepEqual(agent.analysis.schema.required, ['ok']);
      assert.deepEqual(agent.analysis.dispositions, [{ name: 'good', description: 'It is.' }]);
      assert.deepEqual(agent.stt.keyterms, ['Parley']);
      assert.deepEqual(
        [agent.variables, agent.language, agent.max_duration_s],
        [{ city: 'Cluj' }, 'es-ES', 420],
      );
      assert.deepEqual([agent.machine.on_machine, agent.machine.message], ['leave_message', 'Llame.']);
      assert.deepEqual(
        [agent.hours.time_zone, agent.hours.windows[0].from, agent.hours.after_hours_message],
        ['Europe/Madrid', '09:00', 'Cerrado.'],
      );
      assert.deepEqual([agent.opening.notice, agent.silence.hang_up], ['Se graba.', false]);
      const next = await rig.ok('PATCH', `/use-cases/${id}`, { name: 'Renamed' });
      assert.deepEqual(next, { ...patched, name: 'Renamed' });
      const list: any[] = await rig.ok('GET', '/use-cases');
      assert.ok(!list.some((one) => one.id === id) && list.some((one) => one.id === rig.useCase));
      for (const wrong of [
        { timezone: 'Mars' },
        { work_start: 'noon' },
        { max_duration_mins: 0 },
        { language: 'en' },
      ])
        await rig.refused(400, 'PATCH', `/use-cases/${id}`, wrong);
    },
  ],
  [
    '16. working hours defer a call',
    async (rig) => {
      const { id } = await rig.ok('POST', '/use-cases', {
        ...{ name: 'Closed', enable_detailed_work_hours: true, timezone: 'UTC' },
        detailed_work_hours: { thursday: { start: '03:00', end: '03:01' } },
      });
      const made = await rig.call({ use_case_id: id });
      const log = async (): Promise<string> =>
        JSON.stringify(await rig.ok('GET', `/calls/${made['id']}/logs`));
      await rig.until(async () => /agent-hours/.test(await log()), 'its hours');
      const waits = await rig.settled(made['id'], 'Queued', 'Scheduled');
      await rig.ok('POST', `/calls/${made['id']}/cancel`);
      assert.ok(waits['status']);
    },
  ],
  [
    '13. amd on with Continue talks on to a machine',
    async (rig) => {
      const { id } = await rig.ok('POST', '/use-cases', {
        ...{ name: 'Machines', amd: true, amd_behavior: 'Continue', max_duration_mins: 1 },
      });
      const made = await rig.call({ use_case_id: id, phone_number: '+12025550103' });
      await rig.settled(made['id'], 'In progress');
      const talk = async (): Promise<any[]> =>
        (await rig.ok('GET', `/calls/${made['id']}/transcript`)).messages;
      await rig.until(async () => (await talk()).some(({ role }) => role === 'assistant'), 'words');
      assert.equal((await rig.meanwhile(rig.ok('POST', `/calls/${made['id']}/stop`))).status, 'Completed');
    },
  ],
  [
    '16. number routes draw by weight and sum to 100; titles; a free number is taken',
    async (rig) => {
      const path = `/numbers/${rig.number}`;
      const one = await rig.ok('POST', '/agents', { name: 'Ioana', languages: ['romanian'] });
      const two = await rig.ok('POST', '/agents', { name: 'Radu' });
      const [model] = await rig.ok('GET', '/models');
      assert.match(model.id, /^[0-9a-f]{24}$/);
      const agent_routes = [
        { probability: 0, id: one.id },
        { probability: 100, id: two.id },
      ];
      const patched = await rig.ok('PATCH', path, {
        agent_routes,
        model_routes: [{ probability: 100, id: model.id }],
      });
      assert.deepEqual(
        [patched.agent_routes, patched.model_routes],
        [agent_routes, [{ probability: 100, id: model.id }]],
      );
      assert.equal(patched.use_case_id, rig.useCase);
      for (let n = 0; n < 5; n++) {
        const { id } = await rig.call({ scheduled_for: '2099-01-01T00:00:00Z' });
        assert.deepEqual((await rig.ok('GET', `/calls/${id}`)).agent, { id: two.id, name: 'Radu' });
      }
      const wrong = { agent_routes: [{ probability: 60, id: one.id }] };
      assert.match(await rig.refused(400, 'PATCH', path, wrong), /sum to 60/);
      await rig.refused(404, 'PATCH', path, { model_routes: [{ probability: 100, id: 'f'.repeat(24) }] });
      assert.equal((await rig.ok('PATCH', `${path}/title`, { title: 'Office' })).title, 'Office');
      await rig.ok('PATCH', path, { agent_routes: [], model_routes: [] });
      await rig.native('POST', '/v1/numbers', { e164: '+12125550147' });
      assert.match(await rig.refused(400, 'POST', '/numbers', { area_code: '415' }), /415/);
      assert.equal((await rig.ok('POST', '/numbers', { area_code: '212' })).number, '+12125550147');
      await rig.refused(400, 'POST', '/numbers', {});
      const agents: any[] = await rig.ok('GET', '/agents');
      assert.ok(agents.some(({ id }) => id === one.id) && !agents.some(({ id }) => id === rig.useCase));
      assert.ok(!(await rig.ok('GET', '/use-cases')).some(({ id }: any) => id === one.id));
      assert.equal((await rig.ok('GET', '/numbers')).length, 2);
    },
  ],
  [
    '§6 tools of all six kinds; what they lack is named',
    async (rig) => {
      const { id } = await rig.ok('POST', '/use-cases', { name: 'Tools', prompt: 'Help.', amd: true });
      const [prompt] = await rig.ok('GET', `/use-cases/${id}/prompts`);
      const give = (type: string, data: object, more: object = {}) =>
        rig.ok('POST', '/tools', {
          ...{ use_case_id: id, prompt_id: prompt.id, type, name: `My ${type}`, description: 'Do.', data },
          ...more,
        });
      const made = await give('Endpoint', { url: 'https://example.com/x', method: 'get' });
      assert.deepEqual([made.filler_type, made.generate_filler_message, made.default], ['none', true, false]);
      await give(
        'DirectTransferCall',
        { phone_number: '+34600111222' },
        { filler_type: 'hardcoded', filler_example: 'One moment.' },
      );
      await give('BranchTransferCall', { branches: [{ name: 'Sales', phone: { number: '+34600111223' } }] });
      await give('TerminateCall', {});
      await give('PhoneTreeNavigation', {});
      await give('Conditional', { condition: 'they are angry', prompt: 'apologise' }, { default: true });
      const saved = ((await rig.native('GET', '/v1/tools?limit=50')) as any).data.filter((tool: any) =>
        tool.title.startsWith('My '),
      );
      assert.deepEqual(saved.map(({ config }: any) => config.type).toSorted(), [
        'end_call',
        'http',
        'send_dtmf',
        'transfer',
        'transfer',
      ]);
      const now = await rig.ok('GET', `/prompts/${prompt.id}`);
      assert.equal(now.prompt, 'Help.');
      await rig.settled((await rig.call({ use_case_id: id }))['id'], 'Completed');
      assert.match(JSON.stringify(rig.mind.requests.at(-1)), /they are angry.*apologise/);
      const bare = { use_case_id: id, prompt_id: prompt.id, name: 'n', description: 'd', data: {} };
      for (const [type, told] of [
        ['Endpoint', /data\.url/],
        ['DirectTransferCall', /phone_number/],
        ['BranchTransferCall', /branches/],
        ['Odd', /type/],
      ] as const)
        assert.match(await rig.refused(400, 'POST', '/tools', { ...bare, type }), told);
    },
  ],
  [
    '17. hooks: start and end, headers verbatim, content an object, from and to texts, three tries',
    async (rig) => {
      const hooks = [hook('/200/dial'), hook('/500x2/dial')];
      const { id } = await rig.ok('POST', '/use-cases', { name: 'Hooked', hooks });
      const [prompt] = await rig.ok('GET', `/use-cases/${id}/prompts`);
      await rig.ok('POST', '/tools', {
        ...{
          use_case_id: id,
          prompt_id: prompt.id,
          type: 'TerminateCall',
          name: 'bye',
          description: 'Ends.',
          data: {},
        },
      });
      const shown = await rig.ok('GET', `/use-cases/${id}`);
      assert.deepEqual(shown.hooks[0], { url: hooks[0]!.url, headers: [{ key: 'X-Team', value: '***' }] });
      assert.deepEqual(
        (await rig.ok('PATCH', `/use-cases/${id}`, { hooks: shown.hooks })).hooks,
        shown.hooks,
      );
      const made = await rig.call({ use_case_id: id, metadata: { order: 7 } });
      const at = (path: string) =>
        rig.web.filter(({ url, body }) => url.endsWith(path) && String(body).includes(made['id']));
      await rig.until(() => at('/200/dial').length === 2 && at('/500x2/dial').length >= 3, 'hooks');
      const [start, end] = at('/200/dial').map(({ body }) => JSON.parse(String(body)));
      assert.deepEqual([start.type, end.type], ['start', 'end']);
      for (const { call, content } of [start, end]) {
        assert.deepEqual([call.id, call.metadata.custom, call.assistant.id], [made['id'], { order: 7 }, id]);
        assert.equal(typeof call.metadata.from + typeof call.metadata.to, 'stringstring');
        assert.equal(typeof content, 'object');
      }
      assert.equal(end.call.status, 'Completed');
      const asked = end.content.messages.find((one: any) => one.tool_calls);
      assert.equal(asked.tool_calls[0].function.name, 'end_call');
      assert.equal(end.content.tools.end_call.arguments, '{}');
      for (const { headers } of at('/200/dial')) assert.equal(headers?.['X-Team'], 'blue');
      assert.deepEqual((await rig.ok('PATCH', `/use-cases/${id}`, { hooks: [] })).hooks, []);
    },
  ],
];

function hook(path: string) {
  return { url: `https://hooks.test${path}`, headers: [{ key: 'X-Team', value: 'blue' }] };
}
