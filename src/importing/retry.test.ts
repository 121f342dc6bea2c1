import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitBeforeNext } from './retry.ts';

test('when a vendor is asked again: its own word, else a growing pause; never for a plain no', () => {
  const tried = { status: 429, retryAfter: undefined, tries: 1 };
  assert.equal(waitBeforeNext(tried, 0), 1_000);
  assert.equal(waitBeforeNext({ ...tried, tries: 5 }, 0), 16_000);
  assert.equal(waitBeforeNext({ ...tried, tries: 6 }, 0), null);
  assert.equal(waitBeforeNext({ ...tried, retryAfter: '7' }, 0), 7_000);
  assert.equal(waitBeforeNext({ ...tried, retryAfter: '0' }, 0), 0);
  assert.equal(waitBeforeNext({ ...tried, retryAfter: 'Thu, 01 Jan 1970 00:00:09 GMT' }, 4_000), 5_000);
  assert.equal(waitBeforeNext({ ...tried, retryAfter: 'soon' }, 0), 1_000);
  assert.equal(waitBeforeNext({ ...tried, retryAfter: '121' }, 0), null, 'longer than we wait');
  for (const status of [503, null]) {
    assert.equal(waitBeforeNext({ ...tried, status, tries: 3 }, 0), 4_000);
    assert.equal(waitBeforeNext({ ...tried, status, tries: 4 }, 0), null);
  }
  for (const status of [301, 400, 401, 404]) assert.equal(waitBeforeNext({ ...tried, status }, 0), null);
});
