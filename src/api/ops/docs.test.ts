import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { dialects } from '../dialects/index.ts';
import { openTestApi, type TestApi } from '../testing.ts';
import { readDocs } from './docs-folder.ts';
import { anchorOf } from './docs-html.ts';

let server: TestApi;
before(async () => {
  server = await openTestApi({ dialects });
});
after(() => server.api.close());

const open = (path: string, accept = 'text/html') => server.get(path, { key: null, headers: { accept } });

test('every page of docs is served as HTML and as it lies in the folder', async () => {
  for (const { name, text } of readDocs().values()) {
    const html = await open(`/docs/${name}`);
    assert.equal(html.statusCode, 200, name);
    assert.match(html.headers['content-type'] as string, /^text\/html/);
    assert.match(html.body, /<h1/);
    assert.match(html.headers['content-security-policy'] as string, /default-src 'none'/);
    const plain = await open(`/docs/${name}.md`);
    assert.match(plain.headers['content-type'] as string, /^text\/markdown/);
    assert.equal(plain.body, text);
  }
  assert.equal((await open('/docs')).statusCode, 200);
  assert.equal((await open('/docs/none')).json().code, 'route-unknown');
  for (const path of ['/docs/../package.json', '/docs/%2e%2e%2fpackage.json', '/docs/..%2f..%2fetc%2fpasswd'])
    assert.equal((await open(path)).statusCode, 404, path);
});

test('an error has a page for browsers and for programs', async () => {
  assert.match((await open('/docs/errors/call-unknown')).body, /^<!doctype html>/);
  assert.match((await open('/docs/errors/call-unknown', '*/*')).body, /^# `call-unknown`/);
  assert.match((await open('/docs/errors/call-unknown.md')).body, /^# `call-unknown`/);
});

const anchors = (text: string): Set<string> =>
  new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!)));

test('every link between pages leads to a page, and to a heading of it', () => {
  const pages = readDocs();
  for (const { name, text } of pages.values())
    for (const [link, href] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:https?:|\/|mailto:)/.test(href!)) continue;
      const { pathname, hash } = new URL(href!, `http://x/root/docs/${name}.md`);
      if (!pathname.startsWith('/root/docs/') || pathname.includes('/docs/errors/')) continue;
      const target = pages.get(pathname.slice('/root/docs/'.length).replace(/\.md$/, ''));
      assert.ok(target, `${name}: ${link} leads nowhere`);
      if (hash !== '') assert.ok(anchors(target.text).has(hash.slice(1)), `${name}: no heading ${hash}`);
    }
});

test('the index names every guide', () => {
  const pages = readDocs();
  const index = pages.get('README')!.text;
  for (const { name } of pages.values())
    if (name !== 'README')
      assert.ok(index.includes(`(${name}.md)`), `docs/README.md does not name ${name}.md`);
});

test('llms.txt lists what llms-full.txt holds', async () => {
  const [list, full] = [(await open('/llms.txt')).body, (await open('/llms-full.txt')).body];
  assert.match(list, /^# Parley\n\n> /);
  for (const { name, text } of readDocs().values()) {
    if (name.startsWith('decisions/')) continue;
    assert.ok(full.includes(text.trim()), name);
    if (name !== 'README') assert.ok(list.includes(`(/docs/${name}.md)`), name);
  }
  for (const { name } of dialects) assert.ok(list.includes(`(/${name}/openapi.json)`));
});

test('documents, pages and figures need no key and tell of nobody', async () => {
  await server.post('/v1/agents', { name: 'Zanzibar secret', prompt: 'Zanzibar.' });
  await server.post('/v1/trunks', { name: 'Zanzibar', uri: 'sip:zanzibar.example', password: 'zanzibar' });
  const paths = ['', ...dialects.map(({ name }) => `/${name}`)].flatMap((base) => [
    `${base}/openapi.json`,
    `${base}/reference`,
  ]);
  for (const path of [...paths, '/metrics', '/healthz', '/readyz', '/docs', '/llms.txt', '/llms-full.txt']) {
    const answer = await open(path);
    assert.equal(answer.statusCode, 200, path);
    assert.doesNotMatch(answer.body, /zanzibar/i, path);
    for (const secret of [server.liveKey, server.organization.id]) assert.ok(!answer.body.includes(secret));
  }
});

test('a page asks nothing of another server', async () => {
  for (const path of ['/reference', '/reference/reference.css', '/docs']) {
    const { body } = await open(path);
    assert.doesNotMatch(body, /(?:src|action)="(?:https?:)?\/\/|url\(|@import/, path);
  }
  assert.match((await open('/reference')).headers['content-security-policy'] as string, /connect-src 'self'/);
});

/** As much of a browser's document as the reference needs. */
class Element {
  readonly children: (Element | string)[] = [];
  readonly attributes: Record<string, string> = {};
  readonly listeners: Record<string, (event: unknown) => void> = {};
  readonly dataset: Record<string, string> = {};
  readonly name: string;
  hidden = false;
  value = '';
  textContent = '';
  constructor(name: string) {
    this.name = name;
  }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  append(...more: (Element | string)[]): void {
    this.children.push(...more);
  }
  replaceChildren(...more: (Element | string)[]): void {
    this.children.splice(0, Infinity, ...more);
  }
  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.listeners[name] = listener;
  }
}

test('the reference draws every operation of every document, and its search narrows them', async () => {
  const script = readFileSync(new URL('reference.js', import.meta.url), 'utf8');
  for (const base of ['', ...dialects.map(({ name }) => `/${name}`)]) {
    const api = (await open(`${base}/openapi.json`)).json();
    const known = new Map<string, Element>();
    const find = (name: string): Element =>
      known.get(name) ?? (known.set(name, new Element(name)), known.get(name)!);
    const body = Object.assign(find('body'), { dataset: { document: `${base}/openapi.json` } });
    const page = { createElement: (name: string) => new Element(name), querySelector: find, body };
    const answer = Promise.resolve({ json: async () => api });
    runInContext(
      script,
      createContext({
        document: page,
        location: { hash: '' },
        sessionStorage: { getItem: () => null },
        URLSearchParams,
        fetch: () => answer,
      }),
    );
    await new Promise((resolve) => setImmediate(resolve));
    const articles = find('#operations').children.filter(
      (child): child is Element => child instanceof Element && child.name === 'article',
    );
    const wanted = Object.values(api.paths as Record<string, object>).flatMap((one) =>
      Object.keys(one),
    ).length;
    assert.equal(articles.length, wanted, base);
    for (const box of articles.flatMap((one) => one.children))
      if (box instanceof Element) box.listeners['toggle']?.({});
    find('#search').listeners['input']!({ target: { value: 'read a call' } });
    const shown = articles.filter(({ hidden }) => !hidden);
    assert.ok(shown.length >= 1 && shown.length < articles.length, `${base}: ${shown.length}`);
  }
});
