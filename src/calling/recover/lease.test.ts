/** What an audit takes for lost, and what only was on its way to whoever minds it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Call } from '#domain';
import { silentLogger, VirtualClock, type Id } from '#kernel';
import { DEFAULT_LIMITS, type EngineOptions } from '../options.ts';
import { Lease } from './lease.ts';

const call = (id: string) => ({ id }) as unknown as Call;

test('a call of our own that nobody minds is lost at the second audit, one of a dead node at the first', async () => {
  const clock = new VirtualClock();
  const held = new Set(['fresh', 'lost', 'orphan']);
  let orphans = [call('orphan')];
  const store = {
    nodes: { heartbeat: async () => {}, leave: async () => {} },
    commands: { waiting: async () => [] },
    calls: {
      claimOrphans: async () => orphans.splice(0),
      heldBy: async () => [...held].map(call),
    },
  };
  const minded = new Set<string>();
  const recovered: string[] = [];
  const lease = new Lease(
    {
      ...{ store, clock, nodeId: 'node', logger: silentLogger, limits: DEFAULT_LIMITS },
      sip: { address: '127.0.0.1:1' },
    } as unknown as EngineOptions,
    (id) => minded.has(id as unknown as string),
    () => {},
    {
      // Settled is recovered, for this test.
      settle: async (id: Id) => {
        recovered.push(id as unknown as string);
        held.delete(id as unknown as string);
        return true;
      },
    },
  );
  await lease.start();
  assert.deepEqual(recovered, ['orphan']);
  // Claimed before the first audit, begun after it.
  minded.add('fresh');
  await clock.advance(DEFAULT_LIMITS.leaseMs / 3);
  for (let turns = 0; turns < 20; turns++) await setImmediate();
  assert.deepEqual(recovered, ['orphan', 'lost']);
  orphans = [];
  await lease.stop();
});
