/** Meetzy's API by hand: names of playbooks, and calls. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf, openMoved, tally } from './moved.ts';
import { startVendor } from './vendor.ts';

const KEY = 'meetzy-secret-token';
const PLAYBOOK = '7c1d8f8e-2a0b-4a57-8f63-1c9a3c1e5b22';
const GONE = '7c1d8f8e-2a0b-4a57-8f63-1c9a3c1e5b23';

const call = (assistant_id: string, from: string, params: object, id: string) => ({
  ...{ id, created_time: '2026-03-02 09:30:00', timestamp: 1_772_443_800_000, assistant_id, from },
  ...{ to: '+34600000002', status: 'closed', duration: 95, recording: '', transcript: '', success: true },
  ...{ summary: '', output: {}, data: { params } },
});

export function meetzyCases(): void {
  test('meetzy: playbooks by their ids, numbers from calls; what people filled in stays at a second import', async (t) => {
    const vendor = await startVendor(KEY, {
      '/playbook': { playbooks: [{ id: PLAYBOOK, name: 'Admissions ES' }] },
      '/calls': {
        calls: [
          call(PLAYBOOK, '+34910000001', { firstname: 'Luis', course: 'Law' }, 'c-1'),
          call(PLAYBOOK, 'phoneNumber.phoneNumber', {}, 'c-2'),
          call(GONE, '+34910000002', {}, 'c-3'),
        ],
      },
    });
    t.after(() => vendor.close());
    const moved = await openMoved();
    const body = { vendor: 'meetzy', base_url: vendor.url, key: KEY };
    const first = await moved.import(body);
    assert.equal(first.status, 'completed', JSON.stringify(first.fault));
    assert.deepEqual(tally(first), { 'agent created': 1, 'agent skipped': 1, 'number created': 2 });
    const { notes, id } = lineOf(first, PLAYBOOK);
    assert.match(notes.join(), /To be filled in: PATCH .*custom parameters course, firstname/);
    assert.ok(vendor.asked.includes('/calls?daysFromNow=90'));

    const { playbooks } = await moved.get('/meetzy/playbook');
    assert.deepEqual(
      playbooks.map((one: { id: string; name: string }) => [one.id, one.name]),
      [[PLAYBOOK, 'Admissions ES']],
    );
    const numbers = (await moved.get('/v1/numbers')).data as { e164: string; agent_id: string | null }[];
    assert.deepEqual(numbers.map(({ e164, agent_id }) => [e164, agent_id]).toSorted(), [
      ['+34910000001', id],
      ['+34910000002', null],
    ]);

    const filled = await moved.ask('PATCH', `/v1/agents/${id}`, { flow: null, prompt: 'Eres Ana.' });
    assert.equal(filled.statusCode, 200, filled.body);
    const second = await moved.import(body);
    assert.equal(second.counts['created'], 0, JSON.stringify(second.lines));
    assert.equal((await moved.get(`/v1/agents/${id}`)).prompt, 'Eres Ana.');
    const asked = await moved.ask('POST', '/meetzy/call', { phone: '+34600111222', playbook_id: PLAYBOOK });
    assert.equal(asked.statusCode, 200, asked.body);
  });
}
