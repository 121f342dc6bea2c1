import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSealed, cipherTextOf } from '#domain';
import { httpAnswer } from './answer-of.ts';
import { Opened } from './secrets.ts';

const sealer = { open: (sealed: string) => cipherTextOf(sealed).toUpperCase() };
const value = asSealed('s3cret/é');
const wanted = {
  method: 'POST',
  url: 'https://shop.test/hook?a=1#top',
  headers: {},
  body: '{"a":1}',
} as const;
type Auth = { readonly type: 'query' | 'body'; readonly name: string; readonly value: string };

async function sent(auth: Auth, request: Record<string, unknown> = wanted) {
  const seen: { readonly url: string; readonly body?: unknown }[] = [];
  const http = {
    async request(one: { readonly url: string; readonly body?: unknown }) {
      seen.push(one);
      return { status: 200, body: JSON.stringify({ echo: one.url + String(one.body) }) };
    },
  };
  const { signal } = new AbortController();
  const answer = await httpAnswer(
    { kind: 'http', http: request as never, auth },
    new Opened(sealer),
    http as never,
    signal,
  );
  return { request: seen[0]!, answer };
}

test('a secret in the query, or in the body, is opened for the request alone and hidden in what comes back', async () => {
  const query = await sent({ type: 'query', name: 'api key', value });
  assert.equal(query.request.url, 'https://shop.test/hook?a=1&api%20key=S3CRET%2F%C3%89#top');
  const body = await sent({ type: 'body', name: 'token', value });
  assert.deepEqual(JSON.parse(String(body.request.body)), { a: 1, token: 'S3CRET/É' });
  assert.equal(body.request.url, wanted.url);
  for (const { answer } of [query, body]) assert.doesNotMatch(JSON.stringify(answer), /S3CRET/);
});

test('without a body one is made; one that is no object stays as it is', async () => {
  const auth: Auth = { type: 'body', name: 'token', value };
  const none = await sent(auth, { ...wanted, body: undefined });
  assert.equal(none.request.body, '{"token":"S3CRET/É"}');
  assert.equal((await sent(auth, { ...wanted, body: '[1]' })).request.body, '[1]');
});
