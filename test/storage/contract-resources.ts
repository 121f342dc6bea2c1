/** What every database must do with dialect data, pools, tools, templates and usage. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stored } from './contract.ts';
import { ids } from './samples.ts';

/** Declares the tests. @param stored gives the store and a fresh organization. */
export function resourceContract(stored: Stored): void {
  test('dialect data are kept by API and noun, replaced whole, and no other organization reads them', async () => {
    const { store, organizationId } = await stored();
    const of = { dialect: 'flireo', noun: 'agent' };
    const [first, second] = [ids.next(), ids.next()];
    await store.dialectData.put(organizationId, of, first, { b: 1, a: [null] }, 5);
    const put = await store.dialectData.put(organizationId, of, first, { a: 'ünï' }, 6);
    assert.deepEqual(put, {
      organizationId,
      ...of,
      id: first,
      data: { a: 'ünï' },
      createdAt: 5,
      updatedAt: 6,
    });
    assert.deepEqual(await store.dialectData.get(organizationId, of, first), put);
    assert.equal(await store.dialectData.get(ids.next(), of, first), null);
    assert.equal(await store.dialectData.get(organizationId, { ...of, dialect: 'dial' }, first), null);
    const other = await store.dialectData.put(organizationId, of, second, {}, 7);
    const many = await store.dialectData.getMany(organizationId, of, [second, first, ids.next()]);
    assert.deepEqual([...many.keys()].toSorted(), [first, second].toSorted());
    assert.equal((await store.dialectData.getMany(organizationId, of, [])).size, 0);
    assert.deepEqual(await store.dialectData.list(organizationId, of, { limit: 1 }), {
      rows: [other],
      total: 2,
    });
    assert.deepEqual(await store.dialectData.list(organizationId, of, { limit: 5, before: second }), {
      rows: [put],
      total: 2,
    });
    assert.deepEqual((await store.dialectData.list(organizationId, of, { limit: 5, offset: 1 })).rows, [put]);
    assert.equal(await store.dialectData.remove(ids.next(), of, first), false);
    assert.equal(await store.dialectData.remove(organizationId, of, first), true);
    assert.equal(await store.dialectData.get(organizationId, of, first), null);
  });
}
