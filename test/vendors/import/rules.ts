/** What an import must not do, and what becomes of one that is broken off. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { parseId } from '#kernel';
import { openMoved, type Shown } from './moved.ts';
import { startVendor } from './vendor.ts';

export function ruleCases(): void {
  test('an import of one organization from another, whose API is our own dialect', async () => {
    const moved = await openMoved('parent');
    const child = (await moved.ask('POST', '/v1/organizations', { name: 'Elsewhere' })).json();
    const of = { 'parley-organization': child.id };
    const key = (await moved.ask('POST', '/v1/keys', { name: 'k', mode: 'live' }, of)).json().key;
    const url = await moved.listen();
    const theirs = async (path: string, body: unknown) => {
      const answer = await moved.ask('POST', path, body, of);
      assert.ok(answer.statusCode < 300, `${path}: ${answer.body}`);
      return answer.json();
    };
    const { agent } = await theirs('/flireo/agents', {
      name: 'Theirs',
      first_message: 'Hello {{name}}!',
      stt_config: { provider: 'deepgram', model: 'nova-3-general', language: 'nl' },
      llm_config: { provider: 'openai', messages: [{ role: 'system', content: 'Be kind.' }] },
      tts_config: { provider: 'openai', voice_id: 'alloy' },
    });
    await theirs('/flireo/numbers', { phone_number: '+31200000009', agent_id: agent.id });
    const run = await moved.import({ vendor: 'flireo', base_url: `${url}/flireo`, key });
    assert.equal(run.status, 'completed', JSON.stringify(run));
    assert.equal(run.counts['skipped'], 0, JSON.stringify(run.lines));
    const mine = (await moved.get(`/flireo/agents/${agent.id}`)).agent;
    assert.deepEqual([mine.id, mine.name, mine.first_message], [agent.id, 'Theirs', 'Hello {{name}}!']);
    const [number] = (await moved.get('/flireo/numbers')).numbers;
    assert.deepEqual([number.phone_number, number.agent_id], ['+31200000009', agent.id]);
    const own = (await moved.get('/v1/agents')).data as { id: string }[];
    assert.notEqual(parseId(own[0]!.id), parseId(agent.id), 'a copy, not theirs');
    assert.equal((await moved.ask('GET', `/v1/imports/${run.id}`, undefined, of)).statusCode, 404);
  });

  test('two at once are refused; a stop leaves one interrupted, and the next goes on', async (t) => {
    const moved = await openMoved();
    const asked = Promise.withResolvers<void>();
    const silent = createServer(() => asked.resolve());
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    t.after(() => silent.close());
    t.after(() => silent.closeAllConnections());
    const base_url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const body = { vendor: 'meetzy', base_url, key: 'k' };
    const first = (await moved.ask('POST', '/v1/imports', body)).json() as Shown;
    await asked.promise;
    const second = await moved.ask('POST', '/v1/imports', body);
    assert.deepEqual([second.statusCode, second.json().code], [409, 'import-running']);
    assert.equal((await moved.get('/v1/imports')).data[0].status, 'running');
    await moved.restart();
    const ended = await moved.get(`/v1/imports/${first.id}`);
    assert.deepEqual([ended.status, ended.fault], ['interrupted', null]);
    const vendor = await startVendor('k', { '/playbook': [], '/calls': { calls: [] } });
    t.after(() => vendor.close());
    assert.equal((await moved.import({ ...body, base_url: vendor.url })).status, 'completed');
  });

  test('an import may do what its key may do: what it may not is skipped and said', async (t) => {
    const moved = await openMoved();
    const keyOf = async (...scopes: string[]) =>
      String((await moved.ask('POST', '/v1/keys', { name: 'k', mode: 'live', scopes })).json().key);
    const vendor = await startVendor('k', {
      '/playbook': [{ id: 'p-1', name: 'One' }],
      '/calls': { calls: [] },
    });
    t.after(() => vendor.close());
    const body = { vendor: 'meetzy', base_url: vendor.url, key: 'k' };
    const told = await moved.import(body, await keyOf('organization:read', 'organization:write'));
    assert.equal(told.lines[0]?.action, 'skipped');
    assert.match(told.lines[0].notes.join(), /agents:write/);
    const reader = { authorization: `Bearer ${await keyOf('organization:read')}` };
    assert.equal((await moved.ask('POST', '/v1/imports', body, reader)).statusCode, 403);
    const able = await keyOf('organization:read', 'organization:write', 'agents:write');
    assert.equal((await moved.import(body, able)).lines[0]?.action, 'created');
  });

  test('what cannot be asked for: bad addresses, unknown vendors, keys with line breaks', async () => {
    const moved = await openMoved();
    const good = { vendor: 'dial', base_url: 'http://127.0.0.1:9', key: 'k' };
    for (const [patch, param] of [
      [{ base_url: 'ftp://dial.example' }, 'base_url'],
      [{ base_url: 'https://dial.example/?a=1' }, 'base_url'],
      [{ vendor: 'vapi' }, 'vendor'],
      [{ key: 'a\r\nb' }, 'key'],
      [{ more: 1 }, 'more'],
    ] as const) {
      const answer = await moved.ask('POST', '/v1/imports', { ...good, ...patch });
      assert.deepEqual([answer.statusCode, answer.json().errors[0].param], [400, param], answer.body);
    }
    for (const base_url of ['http://169.254.169.254/v1', 'http://[::1]:1', 'http://10.0.0.1']) {
      const answer = await moved.ask('POST', '/v1/imports', { ...good, base_url });
      assert.deepEqual([answer.statusCode, answer.json().code], [400, 'url-refused'], answer.body);
    }
  });
}
