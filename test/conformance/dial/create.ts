/** Placing calls: sections 2, 3 and 10 of the page, checks 1 to 11. */
import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../src/api/dialects/dial/languages.ts';
import type { Row } from '../conform.ts';
import { PERSON, type Rig } from './rig.ts';

const LATER = '2099-01-01T09:00:00Z';

export const createRows: readonly Row<Rig>[] = [
  [
    '1. number_id and phone_number alone: the required members, the use case in full, no status',
    async (rig) => {
      const made = await rig.call({ scheduled_for: LATER });
      for (const name of ['id', 'organization_id', 'metadata', 'use_case', 'created'])
        assert.ok(name in made, name);
      assert.ok(!('status' in made) && !('type' in made));
      assert.match(made['id'], /^[0-9a-f]{24}$/);
      const { model, ...embedded } = made['use_case'];
      assert.deepEqual([model, embedded], ['small', await rig.ok('GET', `/use-cases/${rig.useCase}`)]);
      assert.deepEqual([made['metadata'].from, made['metadata'].to], ['+34910000001', PERSON]);
    },
  ],
  [
    '2. number_id of 23 or 25 characters is a 400 that names it; agent_id null is nothing',
    async (rig) => {
      for (const number_id of [rig.number.slice(1), `${rig.number}0`]) {
        const told = await rig.refused(400, 'POST', '/dial/outbound', { number_id, phone_number: PERSON });
        assert.match(told, /^number_id must have exactly 24 characters/);
      }
      await rig.call({ agent_id: null, scheduled_for: LATER });
    },
  ],
  [
    '3. and 4. assistant_id acts as use_case_id; no use case anywhere is a 400',
    async (rig) => {
      const other = await rig.ok('POST', '/use-cases', { name: 'Other' });
      const made = await rig.call({ assistant_id: other.id, scheduled_for: LATER });
      assert.equal(made['use_case'].id, other.id);
      await rig.ok('PATCH', `/numbers/${rig.number}`, { use_case_id: null });
      const body = { number_id: rig.number, phone_number: PERSON };
      assert.match(await rig.refused(400, 'POST', '/dial/outbound', body), /use_case_id/);
      await rig.ok('PATCH', `/numbers/${rig.number}`, { use_case_id: rig.useCase });
    },
  ],
  [
    '5. prompt_id empty is the default outbound prompt; another one says other words',
    async (rig) => {
      const path = `/use-cases/${rig.useCase}/prompts`;
      const [first] = await rig.ok('GET', path);
      assert.equal(first.is_default_outbound, true);
      const read = await rig.settled((await rig.call({ prompt_id: '' }))['id'], 'Completed');
      assert.equal(read['prompt_id'], first.id);
      const second = await rig.ok('POST', path, { name: 'Loud', prompt: 'Shout MARMALADE.' });
      await rig.settled((await rig.call({ prompt_id: second.id }))['id'], 'Completed');
      assert.match(rig.told(), /Shout MARMALADE/);
      const changed = await rig.ok('PATCH', `/prompts/${second.id}`, { prompt: 'Whisper GINGER.' });
      assert.deepEqual([changed.id, changed.prompt], [second.id, 'Whisper GINGER.']);
      const late = await rig.settled((await rig.call({ prompt_id: second.id }))['id'], 'Completed');
      assert.equal(late['prompt_id'], second.id);
      assert.match(rig.told(), /Whisper GINGER/);
      await rig.ok('PATCH', `/prompts/${second.id}`, { is_default_outbound: true });
      assert.equal((await rig.call({ scheduled_for: LATER }))['use_case'].id, rig.useCase);
      const all: any[] = await rig.ok('GET', path);
      assert.deepEqual(
        all.filter((one) => one.is_default_outbound).map(({ id }) => id),
        [second.id],
      );
      await rig.ok('PATCH', `/prompts/${first.id}`, { is_default_outbound: true });
      assert.match(
        await rig.refused(404, 'POST', '/dial/outbound', {
          ...{ number_id: rig.number, phone_number: PERSON, prompt_id: 'f'.repeat(24) },
        }),
        /prompt/,
      );
    },
  ],
  [
    '6. each of the 15 languages, `en` and `english` refused, absent is the use case’s',
    async (rig) => {
      for (const language of LANGUAGES) {
        const { id } = await rig.call({ language, scheduled_for: LATER });
        assert.equal((await rig.ok('GET', `/calls/${id}`)).use_case.language, 'en-US');
      }
      for (const language of ['en', 'english'])
        await rig.refused(400, 'POST', '/dial/outbound', {
          number_id: rig.number,
          phone_number: PERSON,
          language,
        });
    },
  ],
  [
    '7. metadata comes back under metadata.custom unchanged',
    async (rig) => {
      const metadata = { order: 'A-7', n: 1.5, deep: { list: [1, { a: null }] } };
      const made = await rig.call({ metadata, scheduled_for: LATER });
      assert.deepEqual(made['metadata'].custom, metadata);
      assert.deepEqual((await rig.ok('GET', `/calls/${made['id']}`)).metadata.custom, metadata);
    },
  ],
  [
    '8. params reach the prompt; null, list and text are no values, and are kept',
    async (rig) => {
      await rig.settled((await rig.call({ params: { first_name: 'Zebedee' } }))['id'], 'Completed');
      assert.match(rig.told(), /Remind Zebedee/);
      for (const params of [null, ['x'], 'text'])
        assert.deepEqual((await rig.call({ params, scheduled_for: LATER }))['params'], params);
    },
  ],
  [
    '9. max_duration_mins: the request before the use case before 10; 0 and -1 are refused',
    async (rig) => {
      const minutes = async (more: object): Promise<number> => {
        const { id } = await rig.call({ ...more, scheduled_for: LATER });
        return (await rig.read(id)).plan.maxDurationMs / 60_000;
      };
      assert.equal(await minutes({}), 10);
      await rig.ok('PATCH', `/use-cases/${rig.useCase}`, { max_duration_mins: 4 });
      assert.equal(await minutes({}), 4);
      assert.equal(await minutes({ max_duration_mins: 2 }), 2);
      for (const max_duration_mins of [0, -1])
        await rig.refused(400, 'POST', '/dial/outbound', {
          ...{ number_id: rig.number, phone_number: PERSON, max_duration_mins },
        });
      await rig.ok('PATCH', `/use-cases/${rig.useCase}`, { max_duration_mins: null });
    },
  ],
  [
    '10. scheduled_for ahead is Scheduled, in the past at once, no date refused',
    async (rig) => {
      const { id } = await rig.call({ scheduled_for: LATER });
      const read = await rig.ok('GET', `/calls/${id}`);
      assert.deepEqual([read.status, read.scheduled_for], ['Scheduled', LATER]);
      await rig.settled((await rig.call({ scheduled_for: '2020-01-01T00:00:00Z' }))['id'], 'Completed');
      const body = { number_id: rig.number, phone_number: PERSON, scheduled_for: 'soon' };
      assert.match(await rig.refused(400, 'POST', '/dial/outbound', body), /scheduled_for/);
    },
  ],
  [
    '11. batched: a bare list in order; one bad or refused row is named and nothing is made',
    async (rig) => {
      const row = (n: number) => ({
        number_id: rig.number,
        phone_number: `+3460011120${n}`,
        scheduled_for: LATER,
      });
      const made: any[] = await rig.ok('POST', '/dial/outbound-batched', [0, 1, 2].map(row));
      assert.deepEqual(
        made.map(({ metadata }) => metadata.to),
        ['+34600111200', '+34600111201', '+34600111202'],
      );
      const { count } = await rig.ok('GET', '/calls');
      const bad = [
        [400, [row(3), { ...row(4), number_id: 'x' }], /^\[1\]\.number_id/],
        [404, [row(3), { ...row(4), use_case_id: 'f'.repeat(24) }], /\[1\]|use case/],
        [400, [row(3), row(4), { ...row(5), phone_number: '+12025550106' }], /^suppression|\[2\]/],
        [400, [row(3), 7], /\[1\]/],
        [400, {}, /list/],
      ] as const;
      for (const [status, body, told] of bad)
        assert.match(await rig.refused(status, 'POST', '/dial/outbound-batched', body), told);
      assert.equal((await rig.ok('GET', '/calls')).count, count);
    },
  ],
  [
    '§3 scheduled: rows flat or nested, their own time and zone, further keys are params, a table in base64',
    async (rig) => {
      const shared = { number_id: rig.number, campaign_name: 'March', max_retries: 2 };
      const row = {
        ...{ phone_number: '+34600111210', scheduled_date: '2099-03-01', scheduled_time: '09:00:00' },
        ...{ timezone: 'Europe/Madrid', first_name: 'Ana', max_duration_mins: 3 },
      };
      for (const calls of [[row], [[row]]]) {
        const { createdCalls } = await rig.ok('POST', '/dial/scheduled', { ...shared, calls });
        assert.deepEqual(createdCalls[0].params, { first_name: 'Ana' });
        const read = await rig.ok('GET', `/calls/${createdCalls[0].id}`);
        assert.deepEqual(
          [read.status, read.scheduled_for, read.max_duration_mins],
          ['Scheduled', '2099-03-01T08:00:00Z', 3],
        );
        const list = await rig.ok('GET', `/calls?campaigns=${read.campaign_id}`);
        assert.deepEqual(
          list.calls.map(({ id }: { id: string }) => id),
          [read.id],
        );
      }
      const csv_file = Buffer.from(
        'phone_number,scheduled_date,city\n+34600111211,2099-01-01,Cluj\n',
      ).toString('base64');
      const { createdCalls } = await rig.ok('POST', '/dial/scheduled', { ...shared, csv_file });
      assert.deepEqual(createdCalls[0].params, { city: 'Cluj' });
      const staggered = await rig.ok('POST', '/dial/scheduled', {
        ...shared,
        staggered_interval_minutes: 30,
        calls: [
          { phone_number: '+34600111212', scheduled_date: '2099-01-01' },
          { phone_number: '+34600111213' },
        ],
      });
      const second = await rig.ok('GET', `/calls/${staggered.createdCalls[1].id}`);
      const ahead = Date.parse(second.scheduled_for) - Date.parse(second.created);
      assert.ok(Math.abs(ahead - 1_800_000) < 5_000, `${ahead}`);
      assert.match(
        await rig.refused(400, 'POST', '/dial/scheduled', {
          ...shared,
          calls: [row, { ...row, timezone: 'Mars' }],
        }),
        /^calls\[1\]\.timezone/,
      );
    },
  ],
  [
    '§3 retry_logic: a call that is not answered has a next one, with parent_call_id',
    async (rig) => {
      const { createdCalls } = await rig.ok('POST', '/dial/scheduled', {
        ...{ number_id: rig.number, calls: [{ phone_number: '+12025550101' }] },
        retry_logic: [{ query: 'status = Busy', retry_period: 60, max_retry_per_day: 1 }],
      });
      const first = createdCalls[0].id as string;
      await rig.settled(first, 'Busy');
      const { calls } = await rig.ok('GET', '/calls?statuses=Scheduled');
      const next = calls.find((call: any) => call.parent_call_id === first);
      assert.ok(next, JSON.stringify(calls.map((call: any) => call.parent_call_id)));
      await rig.ok('POST', `/calls/${next.id}/cancel`);
    },
  ],
];
