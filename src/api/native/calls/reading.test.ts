import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseId, type Id } from '#kernel';
import { flowAgent, openTestApi } from '../../testing.ts';

async function withCall(t: TestContext) {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const id: string = (await server.post('/v1/calls', { agent: flowAgent, to: '+34600111222' })).json().id;
  return { ...server, id, inner: parseId(id) as Id };
}

test('notes, tags, labels, ratings and views are written on a call and read together', async (t) => {
  const { id, get, post, patch, ask, delete: remove } = await withCall(t);
  const at = (path: string) => `/v1/calls/${id}/${path}`;
  const put = (path: string, body: unknown) => ask('PUT', at(path), { body });
  const note = (await post(at('notes'), { text: 'Call back', author: 'ana' })).json();
  assert.deepEqual([note.text, note.flagged, note.call_id], ['Call back', false, id]);
  assert.equal((await patch(at(`notes/${note.id}`), { flagged: true })).json().flagged, true);
  assert.equal((await get(at('notes'))).json().data.length, 1);
  await put('tags', { words: ['vip', 'late'] });
  await put('tags', { words: ['vip'] });
  await put('labels', { words: ['good'] });
  await put('ratings', { rating: '👎', by: 'ana@example.com' });
  await post(at('views'), { by: 'ana@example.com' });
  const all = (await get(at('annotations'))).json();
  assert.deepEqual(
    [all.tags, all.labels, all.ratings[0].rating, all.viewed_by[0].by],
    [['vip'], ['good'], '👎', 'ana@example.com'],
  );
  assert.deepEqual((await get('/v1/call-tags')).json().data, ['vip']);
  const rating = at(`ratings?rating=${encodeURIComponent('👎')}&by=ana@example.com`);
  assert.deepEqual(
    [(await remove(rating)).statusCode, (await remove(rating)).json().code],
    [204, 'rating-unknown'],
  );
  assert.equal((await remove(at(`notes/${note.id}`))).statusCode, 204);
  assert.equal((await remove(at(`notes/${note.id}`))).json().code, 'note-unknown');
  assert.equal((await put('tags', { words: ['a,b'] })).statusCode, 400);
  const strange = '/v1/calls/call_00000000000000000000';
  for (const path of ['notes', 'annotations'])
    assert.equal((await get(`${strange}/${path}`)).json().code, 'call-unknown');
  assert.equal((await post(`${strange}/notes`, { text: 'x' })).json().code, 'call-unknown');
});

test('a transcript in three forms; only an ended call is deleted', async (t) => {
  const { id, inner, calls, get, delete: remove } = await withCall(t);
  const turns = [{ who: 'agent', text: 'Hello.', startMs: 20, endMs: 600, interrupted: false }] as const;
  calls.change(inner, { turns });
  assert.equal((await get(`/v1/calls/${id}/transcript`)).json().turns[0].text, 'Hello.');
  const text = await get(`/v1/calls/${id}/transcript?format=text`);
  assert.deepEqual(
    [text.body, text.headers['content-type']],
    ['Agent: Hello.\n', 'text/plain; charset=utf-8'],
  );
  assert.match((await get(`/v1/calls/${id}/transcript?format=vtt`)).body, /^WEBVTT\n\n00:00:00.020 --> /);
  assert.equal((await remove(`/v1/calls/${id}`)).json().code, 'call-not-ended');
  calls.change(inner, { status: 'ended' });
  assert.equal((await remove(`/v1/calls/${id}`)).statusCode, 204);
  assert.equal((await get(`/v1/calls/${id}`)).statusCode, 404);
});

test('a cursor belongs to its list and its order', async (t) => {
  const { get, post } = await withCall(t);
  for (const n of [1, 2]) await post('/v1/calls', { agent: flowAgent, to: `+3460011133${n}` });
  const { next_cursor } = (await get('/v1/calls?limit=1')).json();
  assert.equal((await get(`/v1/calls?limit=1&cursor=${next_cursor}`)).statusCode, 200);
  for (const query of [
    `sort=created_at&cursor=${next_cursor}`,
    `sort=-ended_at&cursor=${next_cursor}`,
    'cursor=abc',
  ])
    assert.equal((await get(`/v1/calls?${query}`)).json().errors[0].rule, 'cursor', query);
  assert.equal((await get(`/v1/agents?cursor=${next_cursor}`)).statusCode, 400);
});

test('erasures and retention', async (t) => {
  const { get, post, patch } = await withCall(t);
  const asked = await post('/v1/erasures', { phone: '+34600111222' });
  assert.equal(asked.statusCode, 202);
  assert.match(asked.json().pseudonym, /^erased:[0-9a-f]{16}$/);
  assert.equal((await post('/v1/erasures', { phone: '+34600111222' })).json().id, asked.json().id);
  assert.deepEqual((await get(`/v1/erasures/${asked.json().id}`)).json(), asked.json());
  assert.equal((await get('/v1/erasures')).json().data.length, 1);
  assert.equal((await post('/v1/erasures', { phone: '600 111 222' })).statusCode, 400);
  assert.equal((await get('/v1/erasures/x')).json().code, 'erasure-unknown');
  await patch('/v1/organization/retention', { recordings_days: 30 });
  assert.deepEqual((await patch('/v1/organization/retention', { events_days: 365 })).json(), {
    ...{ recordings_days: 30, transcripts_days: null, events_days: 365 },
  });
  assert.equal((await patch('/v1/organization/retention', { recordings_days: 0 })).statusCode, 400);
});
