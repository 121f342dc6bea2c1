/** Keys of providers, voice slots and prices in memory. */
import type { PriceTable, ProviderKey, Repositories, VoiceSlot } from '#domain';
import { AppError, type Id } from '#kernel';

export function memoryModels(): Pick<Repositories, 'providerKeys' | 'voiceSlots' | 'prices'> {
  const keys = new Map<Id, ProviderKey>();
  const slots = new Map<Id, readonly VoiceSlot[]>();
  const tables = new Map<Id, PriceTable>();
  const owned = (organizationId: Id, id: Id) => {
    const key = keys.get(id);
    return key?.organizationId === organizationId ? key : null;
  };
  return {
    providerKeys: {
      insert: async (key) => {
        const list = [...keys.values()].filter(({ organizationId }) => organizationId === key.organizationId);
        if (list.some(({ provider }) => provider === key.provider))
          throw new AppError({ code: 'provider-key-taken', status: 409, message: 'It is there.' });
        keys.set(key.id, key);
      },
      get: async (organizationId, id) => owned(organizationId, id),
      list: async (organizationId) =>
        [...keys.values()].filter((key) => key.organizationId === organizationId),
      listAll: async (limit) => [...keys.values()].slice(0, limit),
      update: async (organizationId, id, patch) => {
        const key = owned(organizationId, id);
        if (key) keys.set(id, { ...key, ...patch });
        return owned(organizationId, id);
      },
      remove: async (organizationId, id) => owned(organizationId, id) !== null && keys.delete(id),
    },
    voiceSlots: {
      list: async (organizationId) => slots.get(organizationId) ?? [],
      replace: async (organizationId, all) => void slots.set(organizationId, all),
    },
    prices: {
      get: async (organizationId) => tables.get(organizationId) ?? null,
      put: async (organizationId, table) => {
        if (table) tables.set(organizationId, table);
        else tables.delete(organizationId);
      },
    },
  };
}
