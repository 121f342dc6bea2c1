import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf, type Listing, type Row } from './rows.ts';
import type { Query } from './source.ts';

/** A vendor with so many rows that gives at most so many at a time. */
function vendorOf(count: number, most: number, wrap: (rows: Row[], total: number) => unknown) {
  const rows = Array.from({ length: count }, (_, index) => ({ id: `row-${index}` }));
  const asked: Query[] = [];
  const source = {
    async get(_path: string, query: Query = {}) {
      asked.push(query);
      const size = Math.min(most, Number(query['limit'] ?? query['page_size'] ?? most));
      const from = Number(query['offset'] ?? (Number(query['page_number'] ?? 1) - 1) * size);
      return wrap(rows.slice(from, from + size), count);
    },
  };
  const read = async (listing: Partial<Listing>) => {
    const found: Row[] = [];
    const whole: Listing = { names: ['things'], paging: 'offset', ...listing };
    for await (const row of rowsOf(source, '/things', whole)) found.push(row);
    return found.length;
  };
  return { asked, read };
}

test('every page is read, in each envelope, also where fewer rows come than were asked for', async () => {
  const told = vendorOf(7, 3, (rows, total) => ({
    response: { things: rows, pagination: { total_records: total } },
  }));
  assert.deepEqual([await told.read({}), told.asked.length], [7, 3]);
  const untold = vendorOf(7, 3, (rows) => ({ things: rows }));
  assert.deepEqual([await untold.read({}), untold.asked.length], [7, 4], 'the last page is empty');
  const numbered = vendorOf(250, 100, (rows, total) => ({ response: { things: rows, total } }));
  assert.deepEqual([await numbered.read({ paging: 'page' }), numbered.asked.length], [250, 3]);
  const bare = vendorOf(5, 100, (rows) => rows);
  assert.deepEqual([await bare.read({ paging: 'none' }), bare.asked.length], [5, 1]);
});

test('a vendor that gives the same page for ever, or tells a wrong count, is left', async () => {
  const stuck = vendorOf(3, 3, () => ({ things: [{ id: 'a' }, { id: 'b' }], total: 1_000 }));
  assert.deepEqual([await stuck.read({}), stuck.asked.length], [2, 2]);
});

test('what holds no list is a fault; rows that are no objects are left out', async () => {
  await assert.rejects(vendorOf(1, 1, () => ({ other: [] })).read({}), { code: 'vendor-answer-malformed' });
  await assert.rejects(vendorOf(1, 1, () => 'text').read({}), { code: 'vendor-answer-malformed' });
  assert.equal(await vendorOf(1, 1, () => ({ things: [null, 3, { id: 'a' }] })).read({ paging: 'none' }), 1);
});
