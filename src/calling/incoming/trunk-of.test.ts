import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PhoneNumber, Store, Trunk } from '#domain';
import { mayComeFrom, trunkOf } from './trunk-of.ts';

test('a call comes in only from the addresses of its trunk, if it names any', () => {
  const trunk = { uri: 'sip:a', settings: { addresses: ['192.0.2.0/24'] } } as Trunk;
  assert.ok(mayComeFrom(trunk, '192.0.2.9:5060'));
  assert.ok(!mayComeFrom(trunk, '198.51.100.9:5060'));
  assert.ok(mayComeFrom({ uri: 'sip:a' } as Trunk, '198.51.100.9:5060'), 'none named: everybody');
  assert.ok(mayComeFrom(null, '198.51.100.9:5060'), 'no trunk: everybody');
});

test('the trunk of a number that is lent is its owner’s', async () => {
  const store = { trunks: { get: async (owner: string) => ({ name: owner }) } } as unknown as Store;
  const number = { trunkId: 't', organizationId: 'child', ownerOrganizationId: 'parent' };
  const lent = await trunkOf(number as unknown as PhoneNumber, store);
  const own = await trunkOf({ ...number, ownerOrganizationId: null } as unknown as PhoneNumber, store);
  assert.deepEqual([lent?.name, own?.name], ['parent', 'child']);
});
