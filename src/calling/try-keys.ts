/** Asks every provider whether it still takes the keys that are configured, as when a key is saved. */
import type { KeyVerdict, ProviderKey, Store } from '#domain';
import { AppError, errorText, spellNative } from '#kernel';
import type { CatalogueVendor, ModelCatalogue } from '#models';
import type { ServerKey } from './model-source.ts';

/** A key by what may be told of it. */
export interface TriedKey {
  readonly provider: string;
  /** An organization's id as the API spells it; null: the server's own. */
  readonly organization: string | null;
  readonly state: KeyVerdict['state'];
  /** A sentence; the key stands in none. */
  readonly detail: string;
}

export interface TriedKeys {
  readonly tried: readonly TriedKey[];
  /** Organizations have more keys than are tried. */
  readonly more: boolean;
}

export interface KeyTrial {
  /** Absent: only the server's own are tried. */
  readonly store?: Pick<Store, 'providerKeys'>;
  readonly vendors: readonly CatalogueVendor[];
  /** For addresses that tenants named, which may not lead inside. */
  readonly testTenants: ModelCatalogue['testKey'];
  /** For those that the operator named. */
  readonly testOwn: ModelCatalogue['testKey'];
  /** By provider. */
  readonly serverKeys: Readonly<Record<string, ServerKey>>;
}

/** Organizations' keys that are tried, and how many at once: a slow provider takes 8 s. */
const MOST_KEYS = 40;
const AT_ONCE = 8;

type Given = Pick<ProviderKey, 'provider' | 'key' | 'url'> & { readonly organization: string | null };

export async function tryKeys(options: KeyTrial): Promise<TriedKeys> {
  const { store, vendors, serverKeys, testTenants, testOwn } = options;
  const brought = (await store?.providerKeys.listAll(MOST_KEYS + 1)) ?? [];
  const own = Object.entries(serverKeys).flatMap(([provider, { key, url }]): Given[] => {
    const vendor = vendors.find(({ id }) => id === provider);
    if (!vendor || (key === null && vendor.needsKey)) return [];
    return [{ provider, key: key ?? '', url, organization: null }];
  });
  const given = [
    ...own,
    ...brought.slice(0, MOST_KEYS).map(({ provider, key, url, organizationId }): Given => ({
      ...{ provider, key, url },
      organization: spellNative('org', organizationId),
    })),
  ];
  const tried: TriedKey[] = [];
  for (let first = 0; first < given.length; first += AT_ONCE)
    tried.push(...(await Promise.all(given.slice(first, first + AT_ONCE).map(trial))));
  return { tried, more: brought.length > MOST_KEYS };

  async function trial({ provider, key, url, organization }: Given): Promise<TriedKey> {
    const vendor = vendors.find(({ id }) => id === provider);
    const told = (state: KeyVerdict['state'], detail: string): TriedKey => ({
      ...{ provider, organization, state },
      detail: key === '' ? detail : detail.replaceAll(key, '…'),
    });
    if (url === null && (vendor?.needsUrl ?? null) !== null)
      return told('unreachable', `${vendor!.title} has no address of its own, and none is named.`);
    try {
      const { state, detail } = await (organization === null ? testOwn : testTenants)({ provider, key, url });
      return told(state, detail);
    } catch (thrown) {
      if (thrown instanceof AppError) return told('unreachable', thrown.message);
      return told('unreachable', errorText(thrown));
    }
  }
}
