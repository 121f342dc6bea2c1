import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestFaults, type ExpectedDigest } from './digest.ts';
import { readSipMessage } from './sip-message.ts';

// RFC 7616, section 3.9.1
const expected: ExpectedDigest = {
  header: 'Authorization',
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  username: 'Mufasa',
  password: 'Circle of Life',
};
const responses = {
  MD5: '8ca523f5e9506fed4657c9700eebdbec',
  'SHA-256': '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
};

for (const [algorithm, response] of Object.entries(responses)) {
  test(`the RFC's ${algorithm} example is right, and any other password wrong`, () => {
    const request = readSipMessage(
      [
        'GET /dir/index.html HTTP/1.1',
        `Authorization: Digest username="Mufasa", realm="${expected.realm}", uri="/dir/index.html",`,
        ` algorithm=${algorithm}, nonce="${expected.nonce}", nc=00000001,`,
        ` cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="${response}"`,
        '\r\n',
      ].join('\r\n'),
    );
    assert.deepEqual(digestFaults(request, expected), []);
    assert.deepEqual(digestFaults(request, { ...expected, password: 'other' }), [
      'the response does not match',
    ]);
  });
}

test('credentials that are absent are named', () => {
  assert.deepEqual(digestFaults(readSipMessage('INVITE sip:a@b SIP/2.0\r\n\r\n'), expected), [
    'no Authorization',
  ]);
});
