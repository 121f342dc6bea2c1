import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localeOfVoice, sameLanguage, withRegion } from './tts-locale.ts';
import { apiBase, baseLanguage, socketBase } from './tts-rules.ts';
import { escapeXml } from './tts-ssml.ts';

test('the base of an API: its own, or another with or without the version', () => {
  const own = 'https://api.vendor.com/v1';
  const cases: readonly (readonly [string | undefined, string])[] = [
    [undefined, own],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1'],
    ['http://127.0.0.1:8080/v1/', 'http://127.0.0.1:8080/v1'],
    ['https://proxy.example/vendor/', 'https://proxy.example/vendor/v1'],
  ];
  for (const [url, base] of cases) assert.equal(apiBase('vendor', { apiKey: 'key', url }, own), base);
  assert.equal(apiBase('vendor', { apiKey: 'key' }, 'https://api.vendor.com'), 'https://api.vendor.com');
  assert.equal(socketBase('https://api.vendor.com/v1'), 'wss://api.vendor.com/v1');
  assert.equal(socketBase('http://127.0.0.1:1'), 'ws://127.0.0.1:1');
  for (const url of ['nonsense', 'ws://x', 'https://user:secret@x'])
    assert.throws(() => apiBase('vendor', { apiKey: 'key', url }, own), /without credentials/);
  for (const apiKey of ['', 'a b', 'ключ', 'a\r\nb: c'])
    assert.throws(() => apiBase('vendor', { apiKey }, own), /printable ASCII/);
});

test('languages with and without their region', () => {
  assert.equal(baseLanguage('es-MX'), 'es');
  assert.deepEqual(['es', 'es-MX', 'es_mx', 'en', 'ja', 'xx'].map(withRegion), [
    'es-ES',
    'es-MX',
    'es-MX',
    'en-US',
    'ja-JP',
    'xx-XX',
  ]);
  assert.equal(localeOfVoice('es-MX-DaliaNeural'), 'es-MX');
  assert.equal(localeOfVoice('cmn-CN-Wavenet-A'), 'cmn-CN');
  assert.equal(localeOfVoice('Kore'), null);
  assert.ok(sameLanguage('cmn-CN', 'zh') && sameLanguage('nb-NO', 'no') && !sameLanguage('es', 'en'));
});

test('a text cannot become markup, nor hold what XML cannot', () => {
  assert.equal(escapeXml(`<a b="c">&'`), '&lt;a b=&quot;c&quot;&gt;&amp;&apos;');
  assert.equal(escapeXml('a\u0000b\u001fc\ufffed\ud800e'), 'a b c d\ufffde');
  assert.equal(escapeXml('¿Qué?\n😀'), '¿Qué?\n😀');
});
