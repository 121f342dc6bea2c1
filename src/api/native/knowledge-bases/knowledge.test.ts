import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createKnowledge } from '#knowledge';
import { createOutboundHttp } from '#providers';
import { createIdSource, realClock, realRandom, silentLogger } from '#kernel';
import { openTestStore } from '../../../storage/testing.ts';
import { createKey } from '../../auth/keys.ts';
import { flowAgent, openTestApi } from '../../testing.ts';

/** What a model that knows three subjects makes of a text. */
const vectorOf = (text: string): Float32Array =>
  Float32Array.from(
    [/dog|puppy/i, /ship|boat/i, /./].map((word, at) => (word.test(text) ? (at < 2 ? 1 : 0.05) : 0)),
  );

test('knowledge, contacts, memory, phone books and mail domains over PostgreSQL', async (t) => {
  const [clock, logger] = [realClock, silentLogger];
  const ids = createIdSource(clock, realRandom);
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const page = createServer((request, response) => {
    if (request.url === '/moved') return void response.writeHead(302, { location: '/page' }).end();
    if (request.url === '/inner') return void response.writeHead(302, { location: 'http://[::1]:9/' }).end();
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<h1>Parking</h1><p>Cars may stay two hours.</p>');
  }).listen(0, '127.0.0.1');
  await once(page, 'listening');
  t.after(() => void page.close());
  const at = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  let broken = false;
  const knowledge = createKnowledge({
    repository: store.knowledge,
    embeddings: {
      choose: async (_organizationId, wanted) => wanted ?? null,
      open: async (_organizationId, { provider, model }, onUsage) => ({
        ...{ contract: 1, provider, modelId: model },
        embed: async (texts) => {
          if (broken) throw new Error('out of order');
          onUsage({
            stage: 'embedding',
            provider,
            model,
            unit: 'input-tokens',
            quantity: 1_000 * texts.length,
          });
          return texts.map(vectorOf);
        },
      }),
    },
    ...{ prices: store.prices, usage: store.embeddingUsage },
    http: createOutboundHttp({ allowNetworks: ['127.0.0.0/8'], clock, logger }),
    ...{ clock, logger },
  });
  knowledge.start();
  t.after(() => knowledge.close());
  const server = await openTestApi({ store, clock, ids, knowledge });
  t.after(() => server.api.close());
  const { key } = await createKey({ store, clock, ids, random: realRandom }, 'live', 'test');
  const ask = async (method: string, url: string, status: number, body?: unknown) => {
    const answer = await server.ask(method, url, { key, ...(body === undefined ? {} : { body }) });
    assert.equal(answer.statusCode, status, `${method} ${url}: ${answer.body}`);
    return status === 204 ? null : answer.json();
  };
  const settled = async (url: string) => {
    for (;;) {
      const source = await ask('GET', url, 200);
      if (source.state !== 'pending') return source;
      await new Promise((next) => setImmediate(next));
    }
  };

  const base = await ask('POST', '/v1/knowledge-bases', 201, { name: 'Shop', condition: 'about the shop' });
  const at1 = `/v1/knowledge-bases/${base.id}`;
  const sources = `${at1}/sources`;
  const text = await ask('POST', sources, 201, {
    type: 'text',
    name: 'hours',
    text: '# Hours\nWe close at six.',
  });
  assert.equal((await settled(`${sources}/${text.id}`)).state, 'ready');
  const found = async (query: string) =>
    (await ask('POST', `${at1}/search`, 200, { query })).data.map((it: { text: string }) => it.text);
  assert.deepEqual(await found('when are you closing?'), ['We close at six.']);
  const web = await ask('POST', sources, 201, { type: 'web', url: `${at}/moved` });
  assert.equal((await settled(`${sources}/${web.id}`)).media_type, 'text/html');
  assert.deepEqual(await found('may I park my car'), ['Cars may stay two hours.']);
  const inner = await ask('POST', sources, 201, { type: 'web', url: `${at}/inner` });
  const refused = await settled(`${sources}/${inner.id}`);
  assert.equal(refused.state, 'failed', 'a redirect passes the guard again');
  await ask('PATCH', `${sources}/${text.id}`, 200, { text: 'We close at nine.' });
  await settled(`${sources}/${text.id}`);
  assert.deepEqual(await found('when are you closing?'), ['We close at nine.']);
  await ask('PATCH', `${sources}/${text.id}`, 400, { url: at });
  const pdf = Buffer.from('%PDF-1.7').toString('base64');
  const file = await ask('POST', sources, 415, { type: 'file', filename: 'a.md', base64: pdf });
  assert.equal(file.code, 'pdf-unsupported');
  await ask('POST', sources, 415, { type: 'file', filename: 'a.docx', text: 'x' });
  await ask('POST', sources, 400, {
    type: 'file',
    filename: 'a.txt',
    base64: Buffer.from([0xff, 0xfe]).toString('base64'),
  });
  await ask('POST', sources, 400, { type: 'web', url: 'ftp://x' });
  assert.equal((await ask('GET', sources, 200)).data.length, 3);
  await ask('DELETE', `${sources}/${inner.id}`, 204);

  await ask('PATCH', at1, 200, { embedding: { provider: 'openai', model: 'text-embedding-3-small' } });
  const pets = await ask('POST', sources, 201, { type: 'text', name: 'pets', text: 'A puppy may come in.' });
  await settled(`${sources}/${pets.id}`);
  assert.deepEqual(await found('dog'), ['A puppy may come in.'], 'by meaning, without a word in common');
  const { rows } = await ask('GET', '/v1/usage/embeddings', 200);
  assert.equal(rows.length, 1);
  const { day, quantity, cost, ...row } = rows[0];
  assert.equal(day, new Date(clock.now()).toISOString().slice(0, 10));
  assert.deepEqual(row, { provider: 'openai', model: 'text-embedding-3-small', unit: 'input-tokens' });
  assert.equal(quantity, 4_000, 'three sources read and one search');
  assert.deepEqual(cost, { currency: 'USD', total: 0.00008, complete: true });
  assert.deepEqual((await ask('GET', '/v1/usage/embeddings?to=2020-01-01T00:00:00Z', 200)).rows, []);
  broken = true;
  assert.deepEqual(await found('dog'), []);
  assert.deepEqual(await found('puppy'), ['A puppy may come in.'], 'by words alone, where the model fails');

  const agent = await ask('POST', '/v1/agents', 201, { ...flowAgent, knowledge: { bases: [base.id] } });
  assert.deepEqual(agent.knowledge, { bases: [base.id], mode: 'auto', top: 3 });
  const nothing = await ask('POST', '/v1/agents', 404, { ...flowAgent, knowledge: { bases: ['kb_0'] } });
  assert.equal(nothing.param, 'knowledge.bases[0]');

  const contact = await ask('POST', '/v1/contacts', 201, { phone: '+34600111222', fields: { plan: 'gold' } });
  assert.equal((await ask('POST', '/v1/contacts', 409, { phone: '+34600111222' })).code, 'contact-taken');
  const put = await ask('PUT', '/v1/contacts', 200, {
    phone: '+34600111222',
    name: 'Ana',
    fields: { plan: null },
  });
  assert.deepEqual([put.id, put.name, put.fields], [contact.id, 'Ana', {}]);
  await ask('PATCH', `/v1/contacts/${contact.id}`, 400, { time_zone: 'Mars/Base' });
  assert.equal((await ask('GET', '/v1/contacts?search=ana', 200)).data.length, 1);
  const memory = await ask('POST', '/v1/memory-stores', 201, { name: 'M' });
  const remembered = `/v1/memory-stores/${memory.id}/contacts`;
  await ask('GET', `${remembered}/${contact.id}`, 404);
  await ask('PUT', `${remembered}/${contact.id}`, 200, { facts: ['Has a dog.'] });
  await ask('PUT', `${remembered}/${contact.id}`, 200, { data: { city: 'Vigo' } });
  assert.deepEqual((await ask('GET', remembered, 200)).data[0].facts, ['Has a dog.']);
  assert.equal((await ask('PUT', `${remembered}/contact_0`, 404, {})).code, 'contact-unknown');
  await ask('DELETE', `${remembered}/${contact.id}`, 204);

  const book = await ask('POST', '/v1/phone-books', 201, { name: 'Desk' });
  const entries = `/v1/phone-books/${book.id}/entries`;
  const entry = await ask('POST', entries, 201, {
    phone_number: '+34911000000',
    transfer_condition: 'sales',
  });
  await ask('PATCH', `${entries}/${entry.id}`, 200, { name: 'Sales' });
  assert.equal((await ask('GET', entries, 200)).data[0].name, 'Sales');
  await ask('POST', entries, 400, { phone_number: '911' });
  const transfers = { ...flowAgent, tools: [{ type: 'transfer', phone_book_id: book.id }] };
  await ask('POST', '/v1/agents', 201, transfers);
  await ask('POST', '/v1/agents', 400, { ...flowAgent, tools: [{ type: 'transfer' }] });
  await ask('DELETE', `/v1/phone-books/${book.id}`, 204);
  await ask('GET', entries, 404);

  const domain = await ask('POST', '/v1/mail-domains', 201, { name: 'Mail.Example.com' });
  assert.deepEqual([domain.name, domain.state, domain.sender], ['mail.example.com', 'not_started', 'calls']);
  await ask('POST', '/v1/mail-domains', 409, { name: 'mail.example.com' });
  assert.equal((await ask('POST', `/v1/mail-domains/${domain.id}/verify`, 200)).state, 'verified');
  await ask('PATCH', `/v1/mail-domains/${domain.id}`, 200, { sender: 'desk' });
  await ask('DELETE', `/v1/mail-domains/${domain.id}`, 204);
  await ask('DELETE', at1, 204);
  await ask('GET', at1, 404);
});
