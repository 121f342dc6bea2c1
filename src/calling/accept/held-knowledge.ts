/** What a call may look up, whom it remembers and where it may transfer to, frozen with its plan. */
import { type AgentTool, type CallPlan, type Contact, type Memory, type Repositories } from '#domain';
import { parseId, type Id } from '#kernel';
import type { PlanNote } from './plan-note.ts';

type Store = Pick<Repositories, 'knowledge' | 'memories' | 'phoneBooks'>;

/** Characters of everything that is remembered of one person. */
const LONGEST_MEMORY = 8_000;

/** What an agent names and is gone does not keep a call from being made; the log tells it. */
export async function withHeld(
  plan: CallPlan,
  organizationId: Id,
  contact: Contact | null,
  store: Store,
): Promise<{ readonly plan: CallPlan; readonly notes: readonly PlanNote[] }> {
  const { knowledge, memory, tools } = plan.config;
  const notes: PlanNote[] = [];
  const missing = (what: string, id: string): void =>
    void notes.push({ type: 'reference-missing', data: { what, id } });
  const held: { -readonly [K in 'knowledge' | 'memory']?: CallPlan[K] } = {};
  if (knowledge) {
    const bases = await store.knowledge.getBases(organizationId, idsOf(knowledge.bases));
    for (const id of knowledge.bases)
      if (!bases.some((base) => base.id === parseId(id))) missing('knowledge-base', id);
    const told = bases.map(({ id, name, condition }) => ({ id, name, condition }));
    if (told.length > 0) held.knowledge = { bases: told, mode: knowledge.mode, top: knowledge.top };
  }
  if (memory) {
    const stores = await store.memories.getMany(organizationId, idsOf(memory.stores));
    for (const id of memory.stores)
      if (!stores.some((it) => it.id === parseId(id))) missing('memory-store', id);
    const ids = stores.map(({ id }) => id);
    const recalled = contact ? await store.memories.recallAll(organizationId, ids, contact.id) : [];
    if (ids.length > 0)
      held.memory = {
        stores: ids,
        contact: contact?.id ?? null,
        facts: factsOf(recalled),
        write: memory.write,
      };
  }
  const resolved =
    tools && (await Promise.all(tools.map((tool) => withEntries(tool, organizationId, store, missing))));
  const config = resolved ? { ...plan.config, tools: resolved } : plan.config;
  return { plan: { ...plan, config, ...held }, notes };
}

/** The entries of a phone book as they are now; equal names are told apart by their number. */
async function withEntries<T extends AgentTool>(
  tool: T,
  organizationId: Id,
  { phoneBooks }: Store,
  missing: (what: string, id: string) => void,
): Promise<T> {
  if (tool.type !== 'transfer' || tool.phone_book_id === undefined) return tool;
  const { phone_book_id: book, ...rest } = tool;
  const [id] = idsOf([book]);
  const entries = id === undefined ? [] : await phoneBooks.entries(organizationId, id);
  if (entries.length === 0) missing('phone-book', book);
  const names = entries.map(({ name, phone }) => name || phone);
  const destinations = entries.map(({ phone, condition }, index) => {
    const name = names[index]!;
    const isTwice = names.indexOf(name) !== names.lastIndexOf(name);
    return { name: isTwice ? `${name} (${phone}, ${index + 1})` : name, to: phone, condition };
  });
  return { ...rest, destinations } as unknown as T;
}

function factsOf(memories: readonly Memory[]): readonly string[] {
  let room = LONGEST_MEMORY;
  return memories
    .flatMap(({ facts, data }) => [
      ...facts,
      ...Object.entries(data).map(
        ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      ),
    ])
    .filter((fact) => (room -= fact.length) >= 0);
}

function idsOf(texts: readonly string[]): Id[] {
  return texts.flatMap((text) => parseId(text) ?? []);
}
