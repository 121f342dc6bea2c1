import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { parseCrypto, printCrypto, usableKey } from './crypto.ts';

/** 30 octets, as RFC 4568's own examples write them. */
const KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const GCM_KEY = Buffer.alloc(28, 7).toString('base64');

test('lines that we can use (RFC 4568, 9.2)', () => {
  const table: [value: string, lifetime?: number][] = [
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20`, 2 ** 20],
    [`12 AES_CM_128_HMAC_SHA1_32 INLINE:${KEY}|1048576`, 1_048_576],
    [`0 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^60`, 2 ** 48],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY} WSH=128 -EXTRA=1`],
    [`3 AEAD_AES_128_GCM inline:${GCM_KEY}`],
    [`3 AEAD_AES_128_GCM inline:${GCM_KEY.replace(/=+$/, '')}`],
  ];
  for (const [value, lifetime] of table) {
    const key = usableKey(parseCrypto(value)!);
    assert.ok(key, value);
    assert.equal(key.lifetime, lifetime, value);
  }
});

test('an MKI is written into as many octets as it says; of several keys the first is taken (6.1)', () => {
  const suite = '1 AES_CM_128_HMAC_SHA1_80';
  for (const [value, mki] of [
    [`${suite} inline:${KEY}|2^20|1:4`, [0, 0, 0, 1]],
    [`${suite} inline:${KEY}|258:2`, [1, 2]],
    [`${suite} inline:${KEY}|255:1`, [255]],
    [`${suite} inline:${KEY}|2^20|1:4;inline:${KEY}|2^20|2:4`, [0, 0, 0, 1]],
  ] as const)
    assert.deepEqual([...(usableKey(parseCrypto(value)!)?.mki ?? [])], mki, value);
  assert.equal(usableKey(parseCrypto(`${suite} inline:${KEY}|1:128`)!)!.mki!.length, 128);
});

test('lines that are understood and not used: keys not told apart, other suites and sizes, parameters to obey', () => {
  for (const value of [
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|256:1`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1:0`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1:129`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY};inline:${KEY}`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1:4;inline:${KEY}`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1:4;inline:${KEY}|2:1`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1:4;inline:${GCM_KEY}|2:4`,
    `1 F8_128_HMAC_SHA1_80 inline:${KEY}`,
    `1 AEAD_AES_128_GCM inline:${KEY}`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY} KDR=1`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY} UNENCRYPTED_SRTCP`,
    `1 toString inline:${KEY}`,
  ]) {
    const line = parseCrypto(value);
    assert.ok(line, value);
    assert.equal(usableKey(line), null, value);
  }
  assert.equal(parseCrypto(`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|1:4`)!.keys[0]!.mki, '1:4');
});

test('lines against the grammar', () => {
  for (const value of [
    '',
    '1',
    '1 AES_CM_128_HMAC_SHA1_80',
    `01 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
    `x AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
    `1 AES_CM_128_HMAC_SHA1_80 uri:${KEY}`,
    '1 AES_CM_128_HMAC_SHA1_80 inline:????',
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|0`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^x`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|2^20|1:4`,
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|x:4`,
  ])
    assert.equal(parseCrypto(value), null, value);
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void parseCrypto(text)));
});

test('what is printed is read back', () => {
  for (const [suite, octets] of [
    ['AES_CM_128_HMAC_SHA1_80', 30],
    ['AES_CM_128_HMAC_SHA1_32', 30],
    ['AEAD_AES_128_GCM', 28],
  ] as const)
    for (let seed = 0; seed < 20; seed++) {
      const key = { suite, keySalt: seededRandom(seed).bytes(octets) };
      assert.deepEqual(usableKey(parseCrypto(printCrypto(seed, key).value!)!), key);
    }
});
