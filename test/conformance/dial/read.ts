/** Reading calls and what is written on them: sections 4, 5, 7 and 9 of the page, checks 12 to 15 and 18. */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import { PERSON, type Rig } from './rig.ts';

const LATER = '2099-01-01T09:00:00Z';
const EMAIL = 'ana@example.com';
const ids = (list: { calls: { id: string }[] }): string[] => list.calls.map(({ id }) => id);

export const readRows: readonly Row<Rig>[] = [
  [
    '12. each final word once: Busy, No answer, Failed, AMD Terminated, Completed; Scheduled and Canceled',
    async (rig) => {
      await rig.ok('PATCH', `/use-cases/${rig.useCase}`, { amd: true, amd_behavior: 'Hangup' });
      const expected = {
        [PERSON]: 'Completed',
        '+12025550101': 'Busy',
        '+12025550102': 'No answer',
        '+12025550103': 'AMD Terminated',
        '+12025550108': 'Failed',
      };
      await Promise.all(
        Object.entries(expected).map(async ([phone_number, word]) => {
          const { id } = await rig.call({ phone_number });
          const read = await rig.settled(id, 'Completed', 'Busy', 'No answer', 'AMD Terminated', 'Failed');
          assert.equal(read['status'], word, phone_number);
        }),
      );
      const waiting = await rig.call({ scheduled_for: LATER });
      assert.equal((await rig.ok('POST', `/calls/${waiting['id']}/cancel`)).status, 'Canceled');
      await rig.ok('PATCH', `/use-cases/${rig.useCase}`, { amd: false });
    },
  ],
  [
    '12. the list: envelope, paging, statuses, type, dates, use_cases, search, sort, limits that are clamped',
    async (rig) => {
      const all = await rig.ok('GET', '/calls?limit=2&skip=2');
      assert.deepEqual([all.calls.length, all.limit, all.offset, all.currentPage], [2, 2, 2, 2]);
      assert.ok(all.count >= 6);
      const some = await rig.ok('GET', '/calls?statuses=Completed,No%20answer');
      assert.ok(some.calls.length > 1);
      for (const { status } of some.calls) assert.ok(['Completed', 'No answer'].includes(status), status);
      assert.match(await rig.refused(400, 'GET', '/calls?statuses=Odd'), /Odd/);
      for (const limit of ['5000', '2000', '0', 'x'])
        assert.ok((await rig.ok('GET', `/calls?limit=${limit}`)).limit >= 1);
      assert.equal((await rig.ok('GET', '/calls?limit=5000')).limit, 2000);
      assert.deepEqual(ids(await rig.ok('GET', '/calls?type=Inbound')), []);
      const today = new Date(rig.clock.now()).toISOString().slice(0, 10);
      const [newest] = (await rig.ok('GET', `/calls?limit=1&from=${today}&to=${today}`)).calls;
      assert.equal((await rig.ok('GET', `/calls?sort=asc&limit=1`)).calls[0].id === newest.id, false);
      assert.deepEqual(ids(await rig.ok('GET', '/calls?to=2001-01-01')), []);
      assert.deepEqual(ids(await rig.ok('GET', '/calls?from_=2098-01-01')), []);
      assert.ok((await rig.ok('GET', `/calls?use_cases=${rig.useCase}`)).count > 0);
      assert.equal((await rig.ok('GET', `/calls?use_cases=${'f'.repeat(24)}`)).count, 0);
      const busy = await rig.ok('GET', `/calls?search=${encodeURIComponent('+12025550101')}`);
      for (const { metadata } of busy.calls) assert.equal(metadata.to, '+12025550101');
      assert.ok(busy.count > 0);
      assert.ok((await rig.ok('GET', '/calls?models=small')).count > 0);
      assert.equal((await rig.ok('GET', '/calls?models=none')).count, 0);
      assert.equal((await rig.ok('GET', '/calls?transfer_contact_email=a@b.c')).count, 0);
      const page = await rig.ok('GET', `/calls/page?callId=${newest.id}&limit=2`);
      assert.deepEqual([page.currentPage, page.limit], [1, 2]);
    },
  ],
  [
    '14. notes: written, changed, deleted, under their own id or ours; ratings; viewed; samples; tags',
    async (rig) => {
      const { id } = await rig.call({ scheduled_for: LATER });
      const path = `/calls/${id}`;
      const noted = await rig.ok('POST', `${path}/notes`, { user_id: 'u1', content: 'One.', flagged: true });
      const [first] = noted.notes;
      assert.deepEqual([first.user_id, first.content, first.flagged], ['u1', 'One.', true]);
      assert.match(first.id, /^[0-9a-f]{24}$/);
      await rig.ok('POST', `${path}/notes`, {
        id: 'my-note',
        user_id: 'u2',
        content: 'Two.',
        created_at: LATER,
      });
      const changed = await rig.ok('PATCH', `${path}/notes/my-note`, { content: 'Second.' });
      const mine = changed.notes.find((note: any) => note.id === 'my-note');
      assert.deepEqual([mine.content, mine.user_id, mine.created_at], ['Second.', 'u2', LATER]);
      assert.equal((await rig.ok('DELETE', `${path}/notes/${first.id}`)).notes.length, 1);
      await rig.refused(404, 'DELETE', `${path}/notes/${first.id}`);
      await rig.refused(400, 'POST', `${path}/notes`, {});
      const rating = { emoji: '🚨', email: EMAIL, operation: 'add' };
      await rig.ok('PATCH', `${path}/ratings`, rating);
      await rig.refused(400, 'PATCH', `${path}/ratings`, { ...rating, emoji: '🙂' });
      assert.deepEqual((await rig.ok('PATCH', `${path}/viewed`, { email: EMAIL })).viewed_by, [EMAIL]);
      const [rated] = (await rig.ok('GET', path)).ratings;
      assert.deepEqual([rated.emoji, rated.email], ['🚨', EMAIL]);
      assert.deepEqual(ids(await rig.ok('GET', `/calls?ratings=${encodeURIComponent('🚨')}`)), [id]);
      await rig.ok('PATCH', `${path}/ratings`, { ...rating, operation: 'remove' });
      assert.deepEqual((await rig.ok('GET', path)).ratings, []);
      await rig.native('PUT', `/v1/calls/${id}/tags`, { words: ['vip'] });
      await rig.native('PUT', `/v1/calls/${id}/labels`, { words: ['gold'] });
      assert.deepEqual(await rig.ok('GET', '/calls/tags'), ['vip']);
      const read = await rig.ok('GET', path);
      assert.deepEqual([read.metadata.tags, read.samples], [['vip'], ['gold']]);
      assert.deepEqual(ids(await rig.ok('GET', '/calls?tags=vip')), [id]);
    },
  ],
  [
    '14. stop in talk is Completed; stop and cancel of an ended call are 409; delete, logs, recording, export, usage',
    async (rig) => {
      await rig.ok('PATCH', `/use-cases/${rig.useCase}`, { disable_end_call_after_n_reminders: true });
      const prompt = await rig.ok('POST', `/use-cases/${rig.useCase}/prompts`, {
        ...{
          prompt: 'Wait.',
          first_message: 'Please wait for a long while and listen to all of these many words.',
        },
      });
      const { id } = await rig.call({ prompt_id: prompt.id });
      await rig.settled(id, 'In progress');
      assert.equal((await rig.meanwhile(rig.ok('POST', `/calls/${id}/stop`))).status, 'Completed');
      for (const act of ['stop', 'cancel']) await rig.refused(409, 'POST', `/calls/${id}/${act}`);
      assert.ok(
        (await rig.ok('GET', `/calls/${id}/logs`)).some((entry: any) => entry.type === 'call-accepted'),
      );
      const { url } = await rig.ok('GET', `/calls/${id}/recording`);
      assert.equal((await rig.fetch(url)).status, 200);
      const usage = await rig.ok('GET', '/usage');
      assert.ok(usage[0].callCount > 0 && typeof usage[0].duration === 'number' && usage[0].period);
      for (const frame of ['weekly', 'daily'])
        assert.ok((await rig.ok('GET', `/usage?timeframe=${frame}`)).length);
      await rig.refused(400, 'GET', '/usage?timeframe=hourly');
      assert.equal((await rig.ok('DELETE', `/calls/${id}`)).id, id);
      await rig.refused(404, 'GET', `/calls/${id}`);
      await rig.ok('PATCH', `/use-cases/${rig.useCase}`, { disable_end_call_after_n_reminders: false });
    },
  ],
  [
    '15. the transcript: who said what, tools asked and their answers, unix seconds',
    async (rig) => {
      const useCase = await rig.ok('POST', '/use-cases', { name: 'Orders', prompt: 'Find it.' });
      const [prompt] = await rig.ok('GET', `/use-cases/${useCase.id}/prompts`);
      const shared = { use_case_id: useCase.id, prompt_id: prompt.id };
      await rig.ok('POST', '/tools', {
        ...{ ...shared, type: 'Endpoint', name: 'find order', description: 'Finds it.' },
        data: { url: 'https://shop.test/200/orders', parameters: [{ name: 'order', type: 'number' }] },
        ...{ filler_type: 'hardcoded', filler_example: 'One moment please.' },
      });
      await rig.ok('POST', '/tools', {
        ...shared,
        type: 'TerminateCall',
        name: 'bye',
        description: 'Ends.',
        data: {},
      });
      const { id } = await rig.call({ use_case_id: useCase.id });
      await rig.settled(id, 'Completed');
      const { messages, ...rest } = await rig.ok('GET', `/calls/${id}/transcript`);
      assert.equal(rest.call_id, id);
      assert.ok(Math.abs(rest.start_time - rig.clock.now() / 1000) < 60);
      const asked = messages.find((one: any) => one.tool_calls?.[0].function.name === 'find_order');
      assert.deepEqual(JSON.parse(asked.tool_calls[0].function.arguments), { order: 7 });
      const answered = messages.find((one: any) => one.tool_call_id === asked.tool_calls[0].id);
      assert.deepEqual([answered.role, answered.name], ['tool', 'find_order']);
      assert.ok(messages.some((one: any) => one.is_filler === true && /moment/.test(one.content)));
      for (const one of messages) assert.equal(typeof one.content, 'string');
      assert.ok(rig.web.some(({ url }) => url.endsWith('/200/orders')));
    },
  ],
  [
    '18. unknown and foreign ids are 404, a bad form 400, no key 401, a key without the scope 403',
    async (rig) => {
      for (const path of ['/calls', '/use-cases', '/prompts', '/numbers']) {
        await rig.refused(404, 'GET', `${path}/${'f'.repeat(24)}`);
        await rig.refused(400, 'GET', `${path}/short`);
      }
      const bare = await rig.ask('GET', '/calls', undefined, null);
      assert.deepEqual(
        [bare.status, bare.body['error'], bare.body['statusCode']],
        [401, 'Unauthorized', 401],
      );
      const made = await rig.native('POST', '/v1/keys', { name: 'reader', scopes: ['calls:read'] });
      const narrow = await rig.ask('GET', '/use-cases', undefined, made['key'] ?? made['secret']);
      assert.equal(narrow.status, 403, narrow.text);
    },
  ],
];
