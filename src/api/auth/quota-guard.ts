/** A store that refuses what an organization's quotas do not allow, whichever API asks. */
import { quotaExceeded, type Repositories, type Store } from '#domain';
import type { Clock, Id } from '#kernel';

type Counted = 'agents' | 'numbers';
type Counting = Pick<Repositories, 'organizations' | 'quotas'>;

/** The same store, except that inserting one agent or number too many throws `quota-exceeded` (403). */
export function guardQuotas(store: Store, clock: Clock): Store {
  return withInserts(store, (noun, row, insert) =>
    store.transaction(async (tx) => {
      await refuse(tx, noun, row.organizationId, clock);
      await insert(tx);
    }),
  ).with({
    transaction: (work) =>
      store.transaction((tx) =>
        work(
          withInserts(tx, async (noun, row, insert) => {
            await refuse(tx, noun, row.organizationId, clock);
            await insert(tx);
          }).with({}),
        ),
      ),
  });
}

async function refuse(
  { organizations, quotas }: Counting,
  noun: Counted,
  organizationId: Id,
  clock: Clock,
): Promise<void> {
  const limit = (await organizations.get(organizationId))?.quotas[noun] ?? null;
  if (limit === null) return;
  if ((await quotas.count(organizationId, noun)) >= limit) throw quotaExceeded(noun, limit, clock.now());
}

type Guard = (
  noun: Counted,
  row: { readonly organizationId: Id },
  insert: (tx: Repositories) => Promise<void>,
) => Promise<void>;

/** A view of `target` whose inserts of agents and numbers go through `guard`. */
function withInserts<T extends Repositories>(target: T, guard: Guard): { with(more: Partial<T>): T } {
  const agents = over(target.agents, {
    insert: (agent) => guard('agents', agent, (tx) => tx.agents.insert(agent)),
  });
  const numbers = over(target.numbers, {
    insert: (number) => guard('numbers', number, (tx) => tx.numbers.insert(number)),
  });
  return { with: (more) => over(target, { agents, numbers, ...more } as Partial<T>) };
}

/** `target` with some members replaced; methods keep their owner. */
function over<T extends object>(target: T, replaced: Partial<T>): T {
  return new Proxy(target, {
    get(owner, name) {
      if (name in replaced) return replaced[name as keyof T];
      const value: unknown = Reflect.get(owner, name, owner);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
  });
}
