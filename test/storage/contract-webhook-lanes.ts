/** Deliveries of one endpoint and call while calls go on telling, and several processes claim and settle: none is left behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimedDelivery } from '#domain';
import { execute } from '../../src/storage/testing.ts';
import { sampleEndpoint } from './contract-webhooks.ts';
import type { Stored } from './contract.ts';
import { ids, sampleCall } from './samples.ts';

const ROUNDS = 3;
const LANES = 20;
const WORKERS = 3;
const NOW = 6;
const STEPS = ['attempt-started', 'callee-rang', 'call-answered', 'call-ended'];

const entry = (type: string) => ({ at: 5, type, data: { number: 1, from: null } });

export function webhookLaneContract(stored: Stored): void {
  test('an event that comes while the one before it is settled is due at once, not when a claim lapses', async () => {
    const { store, organizationId, target } = await stored();
    const { webhooks, calls } = store;
    for (let round = 0; round < ROUNDS; round++) {
      await execute(target, 'DELETE FROM webhook_deliveries');
      const endpoint = sampleEndpoint(organizationId);
      await webhooks.insertEndpoint(endpoint);
      const telling = Array.from({ length: LANES }, () => sampleCall(organizationId));
      for (const call of telling) await calls.insert(call, [entry('call-accepted')]);
      const places = new Map<string, number[]>();
      const now = { open: 0, isTelling: true };
      const settle = async ({ delivery, claim }: ClaimedDelivery) => {
        const { id, endpointId, callId, sequence } = delivery;
        places.set(callId!, [...(places.get(callId!) ?? []), sequence!]);
        const over = { state: 'delivered', tries: 1, at: NOW, made: null } as const;
        await webhooks.settle([{ id, endpointId, callId, claim, ...over }], NOW);
        now.open--;
      };
      const work = async (nodeId = ids.next()) => {
        for (let idle = 0; idle < 3 || now.open > 0 || now.isTelling; idle++) {
          const claim = { nodeId, now: NOW, leaseMs: 60_000, limit: 10, perEndpoint: 100, without: [] };
          const claimed = await webhooks.claimDue(claim);
          if (claimed.length > 0) idle = 0;
          now.open += claimed.length;
          for (const each of claimed) void settle(each);
        }
      };
      const tell = async () => {
        for (const type of STEPS)
          await Promise.all(telling.map(({ id }) => calls.append(id, null, [entry(type)])));
        now.isTelling = false;
      };
      await Promise.all([tell(), ...Array.from({ length: WORKERS }, () => work())]);
      const left = await execute(target, `SELECT type, due_at FROM webhook_deliveries WHERE state = 'due'`);
      assert.deepEqual(left, [], 'somebody would have to wait for the lapse of a claim');
      for (const sequences of places.values()) assert.deepEqual(sequences, [1, 2, 3, 4, 5]);
      await webhooks.removeEndpoint(organizationId, endpoint.id);
    }
  });
}
