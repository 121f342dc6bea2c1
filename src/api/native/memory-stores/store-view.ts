/** Memory stores and what they hold, as the native API shows them. */
import type { Memory, MemoryStore } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { IdText, spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const StoreName = Type.String({ minLength: 1, maxLength: 200 });
export const StoreInstructions = Type.String({
  maxLength: 4000,
  description: 'What is worth remembering, in words; empty: the model judges.',
});

export const StoreSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('memory_store'),
    name: Type.String(),
    instructions: Type.String(),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function storeView(store: MemoryStore): Static<typeof StoreSchema> {
  return {
    id: spellNative('memory', store.id),
    object: 'memory_store',
    name: store.name,
    instructions: store.instructions,
    created_at: iso(store.createdAt),
    updated_at: iso(store.updatedAt),
  };
}

export const MemoryParams = Type.Object({ id: IdText, contact: IdText });
export const Facts = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
  maxItems: 30,
  description: 'One sentence each.',
});
export const MemoryData = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  description: 'Free; told to the model name by name.',
});

export const MemorySchema = Type.Object(
  {
    object: Type.Literal('memory'),
    memory_store_id: Type.String(),
    contact_id: Type.String(),
    facts: Facts,
    data: MemoryData,
    call_id: Type.Union([Type.String(), Type.Null()], { description: 'The call that wrote it last.' }),
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function memoryView(memory: Memory): Static<typeof MemorySchema> {
  return {
    object: 'memory',
    memory_store_id: spellNative('memory', memory.storeId),
    contact_id: spellNative('contact', memory.contactId),
    facts: [...memory.facts],
    data: { ...memory.data },
    call_id: spellMaybe('call', memory.callId),
    updated_at: iso(memory.updatedAt),
  };
}
