import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dialects } from '../dialects/index.ts';
import { openTestApi } from '../testing.ts';
import { generatedFiles, routesAlone } from './generated.ts';

const documents = ['openapi', ...dialects.map(({ name }) => name)];

test('the committed documents are what the schemas and the catalogue say', async () => {
  for (const [path, text] of Object.entries(await generatedFiles()))
    assert.ok(
      readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8') === text,
      `${path} is out of date: run \`npm run openapi\``,
    );
});

test('the served documents are the committed ones', async (t) => {
  const server = await openTestApi({ dialects });
  t.after(() => server.api.close());
  for (const name of documents) {
    const committed = readFileSync(new URL(`../../../openapi/${name}.json`, import.meta.url), 'utf8');
    const path = name === 'openapi' ? '/openapi.json' : `/${name}/openapi.json`;
    const served = await server.get(path, { key: null });
    assert.deepEqual(served.json(), JSON.parse(committed), path);
  }
});

test('every reference leads somewhere and every operation has its own name', async () => {
  const files = await generatedFiles();
  for (const name of documents) {
    const text = files[`openapi/${name}.json`]!;
    const document = JSON.parse(text);
    for (const [, shared] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      assert.ok(document.components.schemas[shared!], shared);
    const ids = [...text.matchAll(/"operationId": "(\w+)"/g)].map(([, id]) => id);
    assert.ok(ids.length > 0, name);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(document.openapi, '3.1.0');
  }
});

test('every route stands in a document: the probes of test/probes go by them', async () => {
  const { routes } = await routesAlone();
  for (const { url, method, schema, config } of routes)
    if (method !== 'HEAD' && !config?.public)
      assert.ok(schema?.operationId, `${String(method)} ${url} declares no operationId`);
});

test('the page of an error is served where its `type` points', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const problem = (await server.get('/v1/calls/none')).json();
  const page = await server.get(problem.type, { key: null });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /^# `call-unknown`/);
});
