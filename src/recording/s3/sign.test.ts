import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY_HASH, encodePath, sign } from './sign.ts';

/** The examples of the signature's own page: keys, dates and signatures as printed there. */
const key = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = Date.UTC(2013, 4, 24);
const signatureOf = (headers: Readonly<Record<string, string>>) =>
  /Signature=(.*)$/.exec(headers['authorization']!)?.[1];

test('GET of a range, as documented', () => {
  const headers = sign(
    {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { range: 'bytes=0-9' },
      bodyHash: EMPTY_HASH,
    },
    key,
    at,
  );
  assert.equal(signatureOf(headers), 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

test('PUT with a body and a name to be escaped, as documented', () => {
  const headers = sign(
    {
      method: 'PUT',
      url: new URL(`https://examplebucket.s3.amazonaws.com/${encodePath('test$file.text')}`),
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      bodyHash: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    key,
    at,
  );
  assert.equal(signatureOf(headers), '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd');
});

const request = (query: string) =>
  sign(
    {
      method: 'GET',
      url: new URL(`https://examplebucket.s3.amazonaws.com/${query}`),
      headers: {},
      bodyHash: EMPTY_HASH,
    },
    key,
    at,
  );

test('a query is signed in order, as documented', () => {
  assert.equal(
    signatureOf(request('?lifecycle')),
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  );
  assert.equal(
    signatureOf(request('?max-keys=2&prefix=J')),
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  );
});
