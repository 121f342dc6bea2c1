/** What every database must do with keys of providers, voice slots and prices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_PRICES, type ProviderKey, type VoiceSlot } from '#domain';
import { AppError, type Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import type { Stored } from './contract.ts';
import { ids } from './samples.ts';

const SECRET = 'dg-secret-0123456789';

const sampleKey = (organizationId: Id, more: Partial<ProviderKey> = {}): ProviderKey => ({
  ...{ id: ids.next(), organizationId, provider: 'deepgram', name: 'Main', key: SECRET, url: null },
  ...{ state: 'untested', testedAt: null, createdAt: 5, updatedAt: 5, ...more },
});

const sampleSlot = (organizationId: Id, number: number, language: string): VoiceSlot => ({
  ...{ organizationId, number, model: 'human', language, provider: 'elevenlabs', voiceModel: null },
  ...{ voiceId: `voice ${number}`, speed: 0.9, updatedAt: 7 },
});

export function modelContract(stored: Stored): void {
  test('keys of providers: one a provider, scoped, changed field by field, and sealed', async () => {
    const { store, organizationId, target } = await stored();
    const key = sampleKey(organizationId);
    await store.providerKeys.insert(key);
    assert.deepEqual(await store.providerKeys.get(organizationId, key.id), key);
    assert.equal(await store.providerKeys.get(ids.next(), key.id), null, 'a foreign id is unknown');
    await assert.rejects(
      store.providerKeys.insert(sampleKey(organizationId)),
      (fault: unknown) => fault instanceof AppError && fault.code === 'provider-key-taken',
    );
    await store.providerKeys.insert(sampleKey(organizationId, { provider: 'cartesia' }));
    const listed = await store.providerKeys.list(organizationId);
    assert.deepEqual(
      listed.map(({ provider }) => provider),
      ['cartesia', 'deepgram'],
    );
    const changed = await store.providerKeys.update(organizationId, key.id, { state: 'works', testedAt: 9 });
    assert.deepEqual(changed, { ...key, state: 'works', testedAt: 9 });
    const everyones = (await store.providerKeys.listAll(1_000)).filter(({ key }) => key === SECRET);
    assert.ok(everyones.some(({ id }) => id === key.id));
    const untestedFirst = everyones.map(({ testedAt }) => testedAt ?? -1);
    assert.deepEqual(
      untestedFirst,
      untestedFirst.toSorted((a, b) => a - b),
    );
    assert.equal((await store.providerKeys.listAll(1)).length, 1);
    const [row] = await execute(
      target,
      'SELECT provider_keys::text AS text FROM provider_keys WHERE id = $1',
      [key.id],
    );
    assert.ok(!String(row!['text']).includes(SECRET), 'the row holds no readable key');
    assert.equal(await store.providerKeys.remove(ids.next(), key.id), false);
    assert.equal(await store.providerKeys.remove(organizationId, key.id), true);
    assert.equal(await store.providerKeys.remove(organizationId, key.id), false);
  });

  test('voice slots are replaced as a whole, by however many at a time', async () => {
    const { store, organizationId } = await stored();
    const slots = [sampleSlot(organizationId, 2, 'es'), sampleSlot(organizationId, 1, 'es-MX')];
    await store.voiceSlots.replace(organizationId, slots);
    assert.deepEqual(await store.voiceSlots.list(organizationId), slots.toReversed());
    await Promise.all(
      [3, 4, 5].map((number) =>
        store.voiceSlots.replace(organizationId, [sampleSlot(organizationId, number, 'en')]),
      ),
    );
    assert.equal((await store.voiceSlots.list(organizationId)).length, 1);
    await store.voiceSlots.replace(organizationId, []);
    assert.deepEqual(await store.voiceSlots.list(organizationId), []);
  });

  test("prices: the organization's own table, or none", async () => {
    const { store, organizationId } = await stored();
    assert.equal(await store.prices.get(organizationId), null);
    await store.prices.put(organizationId, DEFAULT_PRICES, 1);
    const own = { ...DEFAULT_PRICES, currency: 'EUR' };
    await store.prices.put(organizationId, own, 2);
    assert.deepEqual(await store.prices.get(organizationId), own);
    await store.prices.put(organizationId, null, 3);
    assert.equal(await store.prices.get(organizationId), null);
  });
}
