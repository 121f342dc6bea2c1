import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trunkFaults, type Trunk } from '#domain';
import { guardOf } from './trunk-of.ts';

const trunk = (challenge: boolean) =>
  ({ uri: 'sip:h', username: 'u', password: 'p', settings: { challenge } }) as Trunk;

test('callers prove what the trunk knows, where it asks for it', () => {
  assert.deepEqual(guardOf(trunk(true)), {
    realm: 'parley',
    algorithms: ['MD5'],
    credentials: [{ username: 'u', password: 'p' }],
  });
  assert.equal(guardOf(trunk(false)), null);
  assert.equal(guardOf(null), null);
});

test('without credentials there is nothing to prove', () => {
  const [fault] = trunkFaults({ ...trunk(true), username: null });
  assert.deepEqual([fault?.param, fault?.rule], ['challenge', 'credentials']);
});
