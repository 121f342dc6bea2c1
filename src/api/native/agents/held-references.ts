/** Knowledge bases, memory stores and phone books that an agent names: they must be there, and are kept in our spelling. */
import type { AgentConfig, Tenant } from '#domain';
import { notFound, spellNative } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { readId } from '../shapes/ids.ts';

/** @throws AppError `knowledge-base-unknown`, `memory-store-unknown`, `phone-book-unknown` (404) */
export async function withHeldReferences(
  { store }: NativeDeps,
  { organizationId }: Tenant,
  config: AgentConfig,
  base: string,
): Promise<AgentConfig> {
  const { knowledge, memory, tools } = config;
  const bases = knowledge?.bases.map((text, index) =>
    readId(text, 'knowledge-base', `${base}knowledge.bases[${index}]`),
  );
  const found = bases ? await store.knowledge.getBases(organizationId, bases) : [];
  const gone = bases?.findIndex((id) => !found.some((it) => it.id === id)) ?? -1;
  if (gone >= 0) throw notFound('knowledge-base', `${base}knowledge.bases[${gone}]`);
  const stores = memory?.stores.map((text, index) =>
    readId(text, 'memory-store', `${base}memory.stores[${index}]`),
  );
  const known = stores ? await store.memories.getMany(organizationId, stores) : [];
  const lost = stores?.findIndex((id) => !known.some((it) => it.id === id)) ?? -1;
  if (lost >= 0) throw notFound('memory-store', `${base}memory.stores[${lost}]`);
  const resolved =
    tools &&
    (await Promise.all(
      tools.map(async (tool, index) => {
        if (tool.type !== 'transfer' || tool.phone_book_id === undefined) return tool;
        const param = `${base}tools[${index}].phone_book_id`;
        const id = readId(tool.phone_book_id, 'phone-book', param);
        if (!(await store.phoneBooks.get(organizationId, id))) throw notFound('phone-book', param);
        return { ...tool, phone_book_id: spellNative('book', id) };
      }),
    ));
  return {
    ...config,
    ...(knowledge && bases
      ? { knowledge: { ...knowledge, bases: bases.map((id) => spellNative('kb', id)) } }
      : {}),
    ...(memory && stores
      ? { memory: { ...memory, stores: stores.map((id) => spellNative('memory', id)) } }
      : {}),
    ...(resolved ? { tools: resolved } : {}),
  };
}
