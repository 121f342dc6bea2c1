import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBucket } from './read-bucket.ts';
import { BrokenRule } from './readers.ts';

test('a bucket is read with its defaults, or refused', () => {
  assert.deepEqual(readBucket('s3://calls'), {
    ...{ bucket: 'calls', prefix: '', region: 'us-east-1' },
    endpoint: 'https://s3.us-east-1.amazonaws.com',
  });
  assert.deepEqual(readBucket('s3://calls/a/b/?endpoint=http://127.0.0.1:9000/&region=eu'), {
    ...{ bucket: 'calls', prefix: 'a/b', region: 'eu', endpoint: 'http://127.0.0.1:9000' },
  });
  for (const text of [
    'calls',
    's3://',
    's3://A B',
    's3://calls?endpoint=x',
    's3://calls?key=1',
    'https://calls',
  ])
    assert.ok(readBucket(text) instanceof BrokenRule, text);
});
