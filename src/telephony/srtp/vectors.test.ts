/** The published test vectors, octet for octet. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Gcm } from './gcm.ts';
import { HmacSha1 } from './hmac-sha1.ts';
import { deriveKey, deriveSecrets, type SessionSecrets } from './key-derivation.ts';
import { KeyStream } from './key-stream.ts';

function octets(text: string): Buffer {
  return Buffer.from(text.replace(/\s/g, ''), 'hex');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

test('key stream of AES counter mode (RFC 3711, B.2)', () => {
  const stream = new KeyStream(octets('2B7E151628AED2A6ABF7158809CF4F3C'));
  const made = stream.make(octets('F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000'), 0, 0xff02 * 16);
  for (const [block, value] of [
    [0, 'E03EAD0935C95E80E166B16DD92B4EB4'],
    [1, 'D23513162B02D0F72A43A2FE4A5F97AB'],
    [2, '41E95B3BB0A2E8DD477901E4FCA894C0'],
    [0xfeff, 'EC8CDF7398607CB0F2D21675EA9EA1E4'],
    [0xff00, '362B7C3C6773516318A077D7FC5073AE'],
    [0xff01, '6A2CC3787889374FBEB4C81B17BA6C44'],
  ] as const)
    assert.equal(hex(made.subarray(block * 16, block * 16 + 16)), value.toLowerCase(), `block ${block}`);
});

test('key derivation (RFC 3711, B.3)', () => {
  const key = octets('E1F97A0D3E018BE0D64FA32C06DE4139');
  const salt = octets('0EC675AD498AFEEBB6960B3AABE6');
  const secrets = deriveSecrets({ suite: 'AES_CM_128_HMAC_SHA1_80', keySalt: Buffer.concat([key, salt]) });
  assert.equal(hex(secrets.rtpKey), 'c61e7a93744f39ee10734afe3ff7a087');
  assert.equal(hex(secrets.rtpSalt), '30cbbc08863d8c85d49db34a9ae1');
  assert.equal(
    hex(deriveKey(key, salt, 1, 94)),
    `cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e47403576 6b68642c59bbfc2f34db60dbdfb2`.replace(
      ' ',
      '',
    ),
  );
});

test('HMAC-SHA1 is what the platform computes, at every length around a block', () => {
  const hmac = new HmacSha1(octets('CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4'));
  const message = Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7) & 0xff));
  for (let length = 0; length <= 400; length++)
    assert.equal(
      hex(hmac.sign(message, length).subarray(0, 20)),
      createHmac('sha1', octets('CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4'))
        .update(message.subarray(0, length))
        .digest('hex'),
      `${length} octets`,
    );
});

const gcmKey = octets('000102030405060708090a0b0c0d0e0f');
const gcmSalt = octets('517569642070726f2071756f');
const none = new Uint8Array();
/** RFC 7714, 16 and 17: the session keys are given, nothing is derived. */
const given: SessionSecrets = {
  ...{ rtpKey: gcmKey, rtpSalt: gcmSalt, rtpAuth: none },
  ...{ rtcpKey: gcmKey, rtcpSalt: gcmSalt, rtcpAuth: none },
};
const RTCP = `81c8000d4d617273 4e5450314e545032525450200000042a0000e9304c756e61
  deadbeefdeadbeefdeadbeefdeadbeefdeadbeef`;

function withRoom(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(32)]);
}

test('AEAD_AES_128_GCM of RTP (RFC 7714, 16.1)', () => {
  const plain = octets(`8040f17b8041f8d35501a0b2 47616c6c696120657374206f6d6e697320646976697361
    20696e207061727465732074726573`);
  const bytes = withRoom(plain);
  const length = new Gcm(given).sealRtp(bytes, 12, plain.length, 0xf17b);
  assert.equal(
    hex(bytes.subarray(0, length)),
    hex(
      octets(`8040f17b8041f8d35501a0b2 f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833
        899d7f27beb16a9152cf765ee4390cce`),
    ),
  );
  assert.equal(new Gcm(given).openRtp(bytes, 12, length, 0xf17b), plain.length);
  assert.deepEqual(bytes.subarray(0, plain.length), plain);
});

test('AEAD_AES_128_GCM of RTCP, encrypted and only authenticated (RFC 7714, 17.1 and 17.3)', () => {
  const plain = octets(RTCP);
  const bytes = withRoom(plain);
  const gcm = new Gcm(given);
  const length = gcm.sealRtcp(bytes, plain.length, 0x5d4);
  assert.equal(
    hex(bytes.subarray(0, length)),
    hex(
      octets(`81c8000d4d617273 63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b
        c84aa45896cf4d2fc5abf87245d9eade 800005d4`),
    ),
  );
  assert.equal(gcm.rtcpIndex(bytes, length), 0x5d4);
  assert.equal(gcm.openRtcp(bytes, length), plain.length);
  assert.deepEqual(bytes.subarray(0, plain.length), plain);
  const open = octets(`${RTCP} 841dd9683dd78ec92ae58790125f62b3 000005d4`);
  assert.equal(gcm.openRtcp(open, open.length), plain.length);
});
