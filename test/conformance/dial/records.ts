/** Notes field by field, tables by mail with every filter, whom a call was transferred to: sections 4 and 5. */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import { PERSON, type Body, type Rig } from './rig.ts';

const LATER = '2099-01-01T09:00:00Z';
const DAY = '2026-03-02';
const SALES = { name: 'Sales', email: 'Sales@example.com', phone: { number: '+34600111223' } };

export const recordRows: readonly Row<Rig>[] = [
  [
    '5. who a call was transferred to, as its tool names them; by their address the call is found',
    async (rig) => {
      const useCase = await rig.ok('POST', '/use-cases', { name: 'Branches', prompt: 'Connect.' });
      const [{ id: prompt_id }] = await rig.ok('GET', `/use-cases/${useCase.id}/prompts`);
      await rig.ok('POST', '/tools', {
        ...{ use_case_id: useCase.id, prompt_id, type: 'BranchTransferCall', name: 'connect_sales' },
        ...{ description: 'Connects.', data: { branches: [SALES] } },
      });
      const { id } = await rig.call({ use_case_id: useCase.id });
      await rig.transferred(id);
      const { messages } = await rig.ok('GET', `/calls/${id}/transcript`);
      const { transfer_contact: contact } = messages.find((one: Body) => one['transfer_contact']);
      assert.deepEqual(contact, { type: 'Terminal', ...SALES });
      const by = async (email: string) =>
        (await rig.ok('GET', `/calls?transfer_contact_email=${email}`)).calls.map((call: Body) => call['id']);
      assert.deepEqual(await by('sales@example.com'), [id]);
      assert.deepEqual(await by('other@example.com'), []);
    },
  ],
  [
    '14. a note is changed field by field; a rating has its own time',
    async (rig) => {
      const { id } = await rig.call({ scheduled_for: LATER });
      const { notes } = await rig.ok('POST', `/calls/${id}/notes`, {
        id: 'n1',
        user_id: 'u1',
        content: 'One.',
      });
      assert.deepEqual(
        notes.map((note: Body) => [note['id'], note['flagged']]),
        [['n1', false]],
      );
      const patch = { id: 'n1', user_id: 'u2', content: 'Two.', flagged: true, created_at: LATER };
      const changed = await rig.ok('PATCH', `/calls/${id}/notes/n1`, patch);
      assert.deepEqual(changed.notes, [patch]);
      const rating = { emoji: '✅', email: 'a@b.c', operation: 'add', created: LATER };
      await rig.ok('PATCH', `/calls/${id}/ratings`, rating);
      assert.deepEqual((await rig.ok('GET', `/calls/${id}`)).ratings, [
        { emoji: '✅', email: 'a@b.c', created: LATER },
      ]);
    },
  ],
  [
    '4. a table of calls takes the filters of the list; it goes by mail from a verified domain, or is refused',
    async (rig) => {
      const { id } = await rig.call({ campaign_id: 'exported' });
      await rig.settled(id, 'Completed');
      await rig.native('PUT', `/v1/calls/${id}/tags`, { words: ['exported'] });
      await rig.ok('PATCH', `/calls/${id}/ratings`, { emoji: '👎', email: 'a@b.c', operation: 'add' });
      const exported = async (body: Body): Promise<string[]> => {
        const answer = await rig.ask('POST', '/calls/export', body);
        assert.equal(answer.status, 200, answer.text);
        return answer.text
          .split('\r\n')
          .slice(1, -1)
          .map((row) => row.split(',')[0]!);
      };
      const both = { campaigns: 'exported' };
      for (const [name, hit, miss] of [
        ['type', 'Outbound', 'Inbound'],
        ['statuses', 'Completed', 'Busy'],
        ['tags', 'exported', 'other'],
        ['models', 'small', 'quick'],
        ['ratings', '👎', '🚨'],
        ['use_cases', rig.useCase, 'f'.repeat(24)],
        ['from', DAY, '2027-01-01'],
        ['to', '2027-01-01', '2020-01-01'],
        ['search', PERSON, '+34600000000'],
      ] as const) {
        assert.deepEqual(await exported({ ...both, [name]: hit }), [id], name);
        assert.deepEqual(await exported({ ...both, [name]: miss }), [], name);
      }
      assert.deepEqual(await exported({ ...both, transfer_contact_email: 'no@b.c' }), []);
      assert.equal((await exported({ limit: '2', skip: '1', sort: 'asc' })).length, 2);
      const page = await rig.ok('GET', '/calls/page?limit=2&skip=4');
      assert.deepEqual([page.currentPage, page.limit], [3, 2]);

      const email = 'ana@example.com';
      assert.match(await rig.refused(400, 'POST', '/calls/export', { email }), /mail domain/);
      assert.match(await rig.refused(400, 'POST', '/calls/export', { email: 'ana' }), /^email/);
      await rig.verifyDomain('calls.test');
      assert.deepEqual(await exported({ ...both, email }), [id]);
      const { to, from, attachments = [] } = rig.letters.at(-1)!;
      assert.deepEqual([to, from], [[email], '"Parley" <calls@calls.test>']);
      assert.equal(attachments[0]?.name, 'calls.csv');
      assert.match(String(attachments[0]?.text), new RegExp(`^id,type.*\\r\\n${id},Outbound,Completed`));
    },
  ],
];
