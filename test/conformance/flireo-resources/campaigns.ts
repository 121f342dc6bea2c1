import assert from 'node:assert/strict';
import { isWithin } from '#domain';
import type { Row } from '../conform.ts';
import type { Body, Rig } from './rig.ts';

const settings = {
  name: 'Spring',
  timezone: 'Europe/Amsterdam',
  schedule_start_time: '09:00',
  schedule_end_time: '17:30:15',
};

async function make({ must, agent }: Rig, more: object = {}) {
  return (await must(201, 'POST', '/campaigns', { ...settings, agent_id: await agent(), ...more }))[
    'campaign'
  ];
}
const leadsOf = async ({ must }: Rig, id: string) =>
  (await must(200, 'GET', `/campaigns/${id}/leads`))['leads'];
const times = ({ schedule_start_time: start, schedule_end_time: end, timezone }: Body) => [
  start,
  end,
  timezone,
];
const nativeOf = ({ must }: Rig, id: string) => must(200, 'GET', `/v1/campaigns/${id}`);

export const campaignRows: readonly Row<Rig>[] = [
  [
    'campaigns: 201, wrapped; a draft; times come back to the second',
    async (rig) => {
      const made = await make(rig, { system_message_template: 'Tell {name} of {{debt}}.' });
      const { id, agent_id, created_at, updated_at, ...rest } = made;
      assert.deepEqual(rest, {
        ...{ name: 'Spring', assistant_id: agent_id, status: 'draft', timezone: 'Europe/Amsterdam' },
        ...{ schedule_start_time: '09:00:00', schedule_end_time: '17:30:15' },
        system_message_template: 'Tell {{name}} of {{debt}}.',
        ...{ total_leads: 0, completed_leads: 0, failed_leads: 0 },
      });
      assert.equal(created_at, updated_at);
      assert.deepEqual((await rig.must(200, 'GET', `/campaigns/${id}`))['campaign'], made);
      const { campaigns } = await rig.must(200, 'GET', '/campaigns');
      assert.ok(campaigns.some((one: { id: string }) => one.id === id));
    },
  ],
  [
    'campaigns: HH:MM and HH:MM:SS, each end optional, both: the whole day; natively a window of every day',
    async (rig) => {
      const window = async (more: object) => {
        const { id } = await make(rig, { schedule_start_time: null, schedule_end_time: null, ...more });
        const { from, to, days, time_zone } = (await nativeOf(rig, id))['window'];
        assert.deepEqual([days.length, time_zone], [7, 'Europe/Amsterdam']);
        const shown = (await rig.must(200, 'GET', `/campaigns/${id}`))['campaign'];
        return [from, to, shown.schedule_start_time, shown.schedule_end_time];
      };
      assert.deepEqual(await window({}), ['00:00', '24:00', null, null]);
      assert.deepEqual(await window({ schedule_start_time: '09:00:00' }), [
        '09:00',
        '24:00',
        '09:00:00',
        '24:00:00',
      ]);
      assert.deepEqual(await window({ schedule_end_time: '08:15:30' }), [
        '00:00',
        '08:15:30',
        '00:00:00',
        '08:15:30',
      ]);
      const night = { schedule_start_time: '22:00', schedule_end_time: '02:00' };
      assert.deepEqual(await window(night), ['22:00', '02:00', '22:00:00', '02:00:00']);
    },
  ],
  [
    'campaigns: no call outside the window, to the second',
    async (rig) => {
      const { must, clock, pace, store } = rig;
      const { id } = await make(rig, {
        leads: [{ phone_number: 'sip:w@127.0.0.1' }],
        schedule_start_time: '10:45:30',
      });
      await must(200, 'PATCH', `/campaigns/${id}`, { status: 'scheduled' });
      await pace();
      const due = Date.parse('2026-03-02T09:45:30Z');
      assert.ok(clock.now() < due, new Date(clock.now()).toISOString());
      assert.deepEqual(await store.campaigns.waitingCalls(id), []);
      assert.equal(await store.campaigns.nextTurnAt(), due);
      await clock.advance(due - clock.now());
      await pace();
      const [call] = await store.campaigns.waitingCalls(id);
      assert.equal((await rig.read(call!)).source.api, 'flireo');
      await must(200, 'PATCH', `/campaigns/${id}`, { status: 'cancelled' });
    },
  ],
  [
    'campaigns: the template takes the place of the instructions, with the lead’s variables and name',
    async (rig) => {
      const { must, pace, store } = rig;
      const leads = [{ phone_number: 'sip:t@127.0.0.1', name: 'Ana', variables: { debt: '7', paid: false } }];
      const { id } = await make(rig, {
        ...{ leads, system_message_template: 'Tell {{name}} of {{debt}}.' },
        ...{ schedule_start_time: null, schedule_end_time: null },
      });
      await must(200, 'PATCH', `/campaigns/${id}`, { status: 'scheduled' });
      await pace();
      const [waiting] = await store.campaigns.waitingCalls(id);
      const { plan } = await rig.read(waiting!);
      assert.match(plan.config.prompt ?? '', /^Tell (\{\{name\}\}|Ana) of (\{\{debt\}\}|7)\.$/);
      assert.deepEqual(
        [plan.variables['name'], plan.variables['debt'], plan.variables['paid']],
        ['Ana', '7', 'false'],
      );
      const [lead] = await leadsOf(rig, id);
      assert.deepEqual([lead.status, lead.call_id], ['calling', waiting]);
      await must(409, 'DELETE', `/campaigns/${id}/leads/${lead.id}`);
      await must(200, 'PATCH', `/campaigns/${id}`, { status: 'cancelled' });
    },
  ],
  [
    'campaigns: draft, scheduled, paused, scheduled, cancelled; what is not possible is a 400 or 409',
    async (rig) => {
      const { must } = rig;
      const { id } = await make(rig);
      const path = `/campaigns/${id}`;
      const set = async (status: string) => (await must(200, 'PATCH', path, { status }))['campaign'].status;
      assert.equal(await set('draft'), 'draft');
      assert.match((await must(400, 'PATCH', path, { status: 'scheduled' }))['message'], /no leads/);
      await must(400, 'PATCH', path, { status: 'completed' });
      await must(400, 'PATCH', path, { status: 'running' });
      await must(409, 'PATCH', path, { status: 'paused' });
      await must(201, 'POST', `${path}/leads`, { phone_number: '+31600000002' });
      assert.equal(await set('scheduled'), 'scheduled');
      assert.equal((await nativeOf(rig, id))['status'], 'running');
      assert.equal(await set('paused'), 'paused');
      await must(400, 'PATCH', path, { status: 'draft' });
      assert.equal(await set('scheduled'), 'scheduled');
      assert.equal(await set('cancelled'), 'cancelled');
      await must(409, 'PATCH', path, { name: 'late' });
      await must(409, 'POST', `${path}/leads`, { phone_number: '+31600000003' });
      assert.equal((await leadsOf(rig, id))[0].status, 'skipped');
    },
  ],
  [
    'campaigns: PATCH changes what is sent; each end of the window by itself; null opens it',
    async (rig) => {
      const { must } = rig;
      const { id } = await make(rig);
      const patch = async (body: object) => (await must(200, 'PATCH', `/campaigns/${id}`, body))['campaign'];
      assert.equal((await patch({ name: 'Summer' })).name, 'Summer');
      assert.deepEqual(times(await patch({ schedule_end_time: '18:00' })), [
        '09:00:00',
        '18:00:00',
        'Europe/Amsterdam',
      ]);
      assert.deepEqual(times(await patch({ timezone: 'UTC' })), ['09:00:00', '18:00:00', 'UTC']);
      assert.deepEqual(times(await patch({ schedule_start_time: null })), ['00:00:00', '18:00:00', 'UTC']);
      assert.equal(
        (await patch({ system_message_template: 'Hi {x}.' })).system_message_template,
        'Hi {{x}}.',
      );
      assert.equal((await patch({ system_message_template: null })).system_message_template, null);
      assert.equal((await patch({})).name, 'Summer');
    },
  ],
  [
    'leads: wrapped, 201; a duplicate is skipped; a list by limit and offset with pagination',
    async (rig) => {
      const { must } = rig;
      const { id } = await make(rig, {
        leads: [{ phone_number: '+31600000001' }, { phone_number: '+31600000002' }],
      });
      const path = `/campaigns/${id}/leads`;
      const body = { phone_number: '+31600000003', name: 'Bo', variables: { a: 'b' } };
      const { lead } = await must(201, 'POST', path, body);
      const { id: leadId, created_at, updated_at, ...rest } = lead;
      assert.deepEqual(rest, {
        ...{ ...body, campaign_id: id, status: 'pending', call_id: null, attempts: 0, last_attempt_at: null },
      });
      assert.equal(created_at, updated_at);
      assert.equal((await must(201, 'POST', path, body))['lead'].status, 'skipped');
      const page = await must(200, 'GET', `${path}?limit=2&offset=1`);
      assert.deepEqual([page['leads'].length, page['pagination']], [2, { total: 4, limit: 2, offset: 1 }]);
      assert.deepEqual(await must(200, 'DELETE', `${path}/${leadId}`), { success: true });
      await must(404, 'DELETE', `${path}/${leadId}`);
      assert.equal((await must(200, 'GET', `/campaigns/${id}`))['campaign'].total_leads, 3);
    },
  ],
  [
    'campaigns: DELETE is 200 {"success":true}, also of one that runs, and takes its leads along',
    async (rig) => {
      const { must } = rig;
      const { id } = await make(rig, { leads: [{ phone_number: '+31600000001' }] });
      await must(200, 'PATCH', `/campaigns/${id}`, { status: 'scheduled' });
      assert.deepEqual(await must(200, 'DELETE', `/campaigns/${id}`), { success: true });
      await must(404, 'GET', `/campaigns/${id}`);
      await must(404, 'GET', `/campaigns/${id}/leads`);
    },
  ],
  [
    'campaigns: one of the native API is visible, with its own words',
    async (rig) => {
      const native = await rig.must(201, 'POST', '/v1/campaigns', {
        name: 'N',
        agent_id: await rig.agent(),
        prompt: 'Hi.',
      });
      const id = native['id'];
      const { campaign } = await rig.must(200, 'GET', `/campaigns/${id}`);
      assert.deepEqual(
        [campaign.name, campaign.timezone, campaign.schedule_start_time, campaign.system_message_template],
        ['N', 'UTC', null, 'Hi.'],
      );
      const patched = await rig.must(200, 'PATCH', `/campaigns/${id}`, { schedule_end_time: '18:00' });
      assert.equal(patched['campaign'].schedule_end_time, '18:00:00');
      assert.equal((await nativeOf(rig, id))['window'].time_zone, 'UTC');
    },
  ],
  [
    'campaigns, leads and templates of another organization are a 404, and stay as they are',
    async (rig) => {
      const { must } = rig;
      const { api_key } = await must(201, 'POST', '/organizations', { name: 'Stranger' });
      const { id } = await make(rig, { leads: [{ phone_number: '+31600000001' }] });
      const [lead] = await leadsOf(rig, id);
      const template = (
        await must(201, 'POST', '/analysis-templates', { name: 'T', schema: { type: 'object' } })
      )['id'];
      const path = `/campaigns/${id}`;
      const asked: [string, string, object?][] = [
        ['GET', path],
        ['PATCH', path, { name: 'theirs' }],
        ['DELETE', path],
        ['GET', `${path}/leads`],
        ['POST', `${path}/leads`, { phone_number: '+31600000009' }],
        ['DELETE', `${path}/leads/${lead.id}`],
        ['GET', `/analysis-templates/${template}`],
        ['PATCH', `/analysis-templates/${template}`, { name: 'theirs' }],
        ['DELETE', `/analysis-templates/${template}`],
      ];
      for (const [method, at, body] of asked)
        assert.equal((await must(404, method, at, body, api_key))['code'], 'not_found', `${method} ${at}`);
      const { campaign } = await must(200, 'GET', path);
      assert.deepEqual([campaign.name, campaign.total_leads], ['Spring', 1]);
      assert.equal((await must(200, 'GET', `/analysis-templates/${template}`))['analysisTemplate'].name, 'T');
    },
  ],
  [
    'campaigns: what is missing or faulty is named',
    async (rig) => {
      const { must, agent, ids } = rig;
      const none = await must(400, 'POST', '/campaigns', {});
      assert.deepEqual(none['details'], [
        'name: Is required.',
        'timezone: Is required.',
        'agent_id: Is required.',
      ]);
      const good = { ...settings, agent_id: await agent() };
      const faulty: [object, string][] = [
        [{ timezone: 'Mars/Base' }, 'timezone'],
        [{ schedule_start_time: '9 am' }, 'schedule_start_time'],
        [{ schedule_start_time: '24:00' }, 'schedule_start_time'],
        [{ schedule_end_time: '09:00:00' }, 'schedule_end_time'],
        [{ leads: [{ phone_number: '0612' }] }, 'leads[0].phone_number'],
        [{ leads: [{ phone_number: '+31600000001', variables: { a: {} } }] }, 'leads[0].variables.a'],
        [{ assistant_id: 'other' }, 'assistant_id'],
      ];
      for (const [more, param] of faulty)
        assert.equal((await must(400, 'POST', '/campaigns', { ...good, ...more }))['param'], param);
      assert.equal(
        (await must(404, 'POST', '/campaigns', { ...good, agent_id: ids.next() }))['param'],
        'agent_id',
      );
      await must(201, 'POST', '/campaigns', { ...settings, assistant_id: good.agent_id });
    },
  ],
  [
    'a campaign of 100 with retries and a minute a day over the change of clocks, in virtual time',
    async (rig) => {
      const { must, playOut, clock, store } = rig;
      await clock.advance(Date.parse('2026-03-27T20:00:00Z') - clock.now());
      // What the rows before left waiting.
      await playOut(() => 'callee-hung-up');
      const leads = Array.from({ length: 100 }, (_, n) => ({
        phone_number: `sip:u${n}@127.0.0.1`,
        variables: { n: `${n}` },
      }));
      const made = await make(rig, { leads, schedule_start_time: '09:00:00', schedule_end_time: '09:01:00' });
      // Flireo tells of no retries; the campaign is the native one, which has them.
      const native = {
        retry: { delays_s: [7_200, 7_200], on: ['no_answer'] },
        concurrency: 20,
        calls_per_minute: 60,
      };
      await must(200, 'PATCH', `/v1/campaigns/${made.id}`, native);
      await must(200, 'PATCH', `/campaigns/${made.id}`, { status: 'scheduled' });
      // 0 to 59 talk at once, 60 to 89 at their second try, the rest never.
      const dialled = await playOut((call) => {
        const lead = Number(call.plan.variables['n']);
        return lead < 60 || (lead < 90 && call.retry!.number > 0) ? 'agent-hung-up' : 'no-answer';
      });
      const { campaign } = await must(200, 'GET', `/campaigns/${made.id}`);
      assert.deepEqual(
        [campaign.status, campaign.total_leads, campaign.completed_leads, campaign.failed_leads],
        ['completed', 100, 90, 10],
      );
      assert.equal(dialled.length, 60 + 30 * 2 + 10 * 3);
      const { window } = (await store.campaigns.get(rig.organizationId, made.id))!;
      for (const { at } of dialled) assert.ok(isWithin(window, at), new Date(at).toISOString());
      assert.ok(new Set(dialled.map(({ at }) => new Date(at).toISOString().slice(0, 10))).size >= 3);
      const all = (await must(200, 'GET', `/campaigns/${made.id}/leads?limit=1000`))['leads'];
      const tries = all.map(({ attempts }: { attempts: number }) => attempts);
      assert.deepEqual(
        [1, 2, 3].map((count) => tries.filter((one: number) => one === count).length),
        [60, 30, 10],
      );
      await must(409, 'PATCH', `/campaigns/${made.id}`, { name: 'frozen' });
    },
  ],
];
