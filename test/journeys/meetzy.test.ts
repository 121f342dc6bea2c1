/** A Meetzy customer's own code, base URL and token its only settings: playbooks, a campaign with recall, a single call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { answers, refuses } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { readWav } from '../peers/wav.ts';
import { runParley, sayer } from './parley.ts';

/** The customer's client. */
function client(base: string, token: string) {
  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(base + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, any> };
  };
  /** Polls, as there is no push; the test's own time limit ends it otherwise. */
  const until = async <T>(path: string, ready: (body: Record<string, any>) => T | undefined): Promise<T> => {
    for (;;) {
      const found = ready((await ask(path)).body);
      if (found !== undefined) return found;
      await delay(50);
    }
  };
  return { ask, until };
}

test('Meetzy: a campaign and a call by its own paths alone', { timeout: 60_000 }, async (t) => {
  const running = await runParley();
  t.after(() => running.close());
  const [carrier, busy] = await Promise.all([
    startSipp({ scenario: answers(), calls: 2 }),
    startSipp({ scenario: refuses('486 Busy Here'), calls: 2 }),
  ]);
  // What the vendor's dashboard does: a playbook, and a number to call from.
  const native = running.client;
  await native.post(
    '/v1/agents',
    sayer('Hello {firstname}{first_name}, this is about {{course}}.', { name: 'Open day' }),
  );
  const trunk = await native.post('/v1/trunks', { name: 'Carrier', uri: `sip:${carrier.address}` });
  await native.post('/v1/numbers', { e164: '+34910000001', trunk_id: trunk.body['id'] });
  const { key } = await running.parley.createKey('live', 'customer');
  const { ask, until } = client(`${running.parley.url}/meetzy`, key);

  const { playbooks } = (await ask('/playbook')).body;
  const { id: playbook_id } = playbooks.find(({ name }: { name: string }) => name === 'Open day');
  const campaign = await ask('/campaign', {
    playbook_id,
    contacts: [
      { phone: '+34600111221', first_name: 'Ana', custom_fields: { course: 'nursing' } },
      { phone: `sip:ben@${busy.address}`, first_name: 'Ben' },
      { phone: '600 11', first_name: 'Cas' },
    ],
    recall: '[0]',
  });
  assert.deepEqual([campaign.status, campaign.body['contacts']], [202, 3], JSON.stringify(campaign.body));
  const call = await ask('/call', {
    ...{ phone: '+34600111222', playbook_id, language: 'EN', firstname: 'Eva', course: 'law' },
  });
  assert.deepEqual(call.body, { success: true, id: call.body['id'], message: 'Call processing started' });

  const done = new Set(['closed', 'no-answer', 'busy', 'voicemail', 'failed', 'wrong-phone-format']);
  const rows = await until(`/calls?playbook_id=${playbook_id}`, ({ calls }) =>
    calls.every(({ status }: { status: string }) => done.has(status)) ? calls : undefined,
  );
  const of = (to: string) => rows.find((row: { to: string }) => row.to === to);
  assert.deepEqual(
    ['+34600111221', `sip:ben@${busy.address}`, '600 11', '+34600111222'].map((to) => of(to).status),
    ['closed', 'busy', 'wrong-phone-format', 'closed'],
  );
  assert.equal(rows.length, 4, 'a contact is one call, however often it was tried');
  const ana = (await ask(`/call/${of('+34600111221').id}`)).body;
  assert.equal(ana['transcript'], '<p><b>Agent:</b> Hello Ana, this is about nursing.</p>');
  assert.deepEqual(ana['data'], { params: { first_name: 'Ana', course: 'nursing' } });
  const eva = (await ask(`/call/${call.body['id']}`)).body;
  assert.match(eva['transcript'], /Hello Eva, this is about law\./);
  assert.deepEqual([eva['from'], eva['duration'] > 0], ['+34910000001', true]);
  const wav = readWav(Buffer.from(await (await fetch(eva['recording'])).arrayBuffer()));
  assert.equal(wav.rate, 8000);

  const { code, messages } = await busy.done;
  assert.equal(code, 0);
  const invites = messages.filter(({ method, direction }) => method === 'INVITE' && direction === 'received');
  assert.equal(new Set(invites.map((each) => each.header('call-id'))).size, 2, 'the call and its recall');
  assert.equal((await carrier.done).code, 0);
});
