import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError } from '#models';
import { sttEndpoint, sttQuery } from './stt-endpoint.ts';
import { bareLanguage, languageAndRegion, locale } from './stt-language.ts';

test('tags in the spellings of vendors', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['en', 'en', 'en', 'en-US'],
    ['en-gb', 'en', 'en-GB', 'en-GB'],
    ['es_MX', 'es', 'es-MX', 'es-MX'],
    ['es-419', 'es', 'es-419', 'es-MX'],
    ['zh-Hans-CN', 'zh', 'zh-CN', 'zh-CN'],
    ['PT', 'pt', 'pt', 'pt-PT'],
    ['sw', 'sw', 'sw', 'sw'],
  ];
  for (const [tag, bare, regional, local] of cases)
    assert.deepEqual([bareLanguage(tag), languageAndRegion(tag), locale(tag)], [bare, regional, local], tag);
});

const at = (url?: string) => sttEndpoint('vendor', { apiKey: 'k', url }, 'https://api.vendor.com');

test('addresses: http and ws of the same base', () => {
  assert.deepEqual(at(), { http: 'https://api.vendor.com', socket: 'wss://api.vendor.com' });
  assert.deepEqual(at('http://127.0.0.1:7/base/'), {
    http: 'http://127.0.0.1:7/base',
    socket: 'ws://127.0.0.1:7/base',
  });
  assert.equal(at('https://api.vendor.com/v1/').http, 'https://api.vendor.com');
  assert.equal(at('wss://eu.vendor.com').http, 'https://eu.vendor.com');
});

const refuse = (apiKey: string, url: string): void =>
  assert.throws(
    () => sttEndpoint('vendor', { apiKey, url }, ''),
    (thrown) =>
      thrown instanceof ModelError && thrown.fault === 'bad-request' && !thrown.message.includes('geheim'),
  );

test('what cannot be used is refused, without quoting the key', () => {
  refuse('k', 'ftp://vendor.com');
  refuse('k', 'vendor.com');
  refuse('k', 'https://user:geheim@vendor.com');
  refuse('geheim\n', 'https://vendor.com');
  refuse('', 'https://vendor.com');
});

test('queries leave out what is not given and repeat lists', () => {
  assert.equal(sttQuery({ a: 1, b: undefined, c: true, d: ['x', 'y z'], e: [] }), 'a=1&c=true&d=x&d=y+z');
});
