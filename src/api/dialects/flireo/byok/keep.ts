/** Keeps a provider's key: judged by the provider first, in the place of an earlier one. */
import type { ProviderKey, Tenant } from '#domain';
import { AppError, invalidRequest } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';

/** What is kept of one provider; `key` and `url` together, so that a stored key goes nowhere new. */
export interface NewKey {
  readonly key: string;
  /** Undefined: as it was. */
  readonly url: string | null | undefined;
}

/**
 * @param test ask the provider whether it takes the key
 * @throws AppError `invalid-request` when none of them takes it, `provider-unknown`, `url-refused` (400)
 */
export async function keepKey(
  deps: DialectDeps,
  { organizationId }: Tenant,
  providers: readonly string[],
  { key, url }: NewKey,
  test: boolean,
): Promise<void> {
  const { store, clock, ids } = deps;
  const before = await store.providerKeys.list(organizationId);
  const addressed = providers.map((provider) => {
    const there = before.find((one) => one.provider === provider);
    return { provider, there, url: url === undefined ? (there?.url ?? null) : url };
  });
  const judged = await Promise.all(
    addressed.map(async (one) => ({ ...one, verdict: await judge(deps, { ...one, key }, test) })),
  );
  const taken = judged.filter(({ verdict }) => verdict.state !== 'refused');
  if (taken.length === 0) throw refused(judged[0]!.verdict.detail);
  const now = clock.now();
  await store.transaction(async (tx) => {
    for (const { provider, there, url: address, verdict } of taken) {
      const set = { key, url: address, state: verdict.state, testedAt: test ? now : null, updatedAt: now };
      if (there) await tx.providerKeys.update(organizationId, there.id, set);
      else {
        const made: ProviderKey = {
          ...set,
          id: ids.next(),
          organizationId,
          provider,
          name: provider,
          createdAt: now,
        };
        await tx.providerKeys.insert(made);
      }
    }
  });
}

async function judge(
  { models }: DialectDeps,
  key: { readonly provider: string; readonly key: string; readonly url: string | null },
  test: boolean,
): Promise<{ readonly state: ProviderKey['state']; readonly detail: string }> {
  await models.checkKey(key).catch((thrown: unknown) => {
    throw thrown instanceof AppError && thrown.code === 'url-refused'
      ? invalidRequest([{ param: 'config.base_url', rule: 'url', message: thrown.message }])
      : thrown;
  });
  return test ? models.testKey(key) : { state: 'untested', detail: '' };
}

function refused(detail: string): AppError {
  return invalidRequest([
    { param: 'api_key', rule: 'key-refused', message: `${detail} Copy it anew from the provider.` },
  ]);
}
