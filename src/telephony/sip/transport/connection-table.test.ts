import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipTarget } from '../../contract.ts';
import type { Connection } from './connection.ts';
import { ConnectionTable } from './connection-table.ts';

const peer: SipTarget = { transport: 'TCP', host: '192.0.2.1', port: 5060 };
const connection = (flow: number) => ({ flow, peer }) as Connection;

test('by a retired connection nothing new is sent; its responses still leave, and it is still counted and closed', () => {
  const table = new ConnectionTable();
  const [mute, fresh] = [connection(1), connection(2)];
  table.add(mute, true);
  assert.equal(table.find(peer), mute);
  table.retire(mute);
  assert.equal(table.find(peer), undefined);
  assert.equal(table.byFlow(1), mute);
  table.add(fresh, true);
  assert.equal(table.find(peer), fresh);
  assert.deepEqual(table.all(), [mute, fresh]);
  table.remove(mute);
  table.remove(mute);
  assert.deepEqual([table.size, table.find(peer)], [1, fresh]);
});
