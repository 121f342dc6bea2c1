/** Which generation of GET /calls a token reads: its own setting, else its organization's, else the newer one. */
import type { DialectNoun, Repositories, Tenant } from '#domain';
import type { Id, Millis } from '#kernel';

export const GENERATIONS = ['newer', 'older'] as const;
export type Generation = (typeof GENERATIONS)[number];

export const HOLDERS = ['token', 'organization'] as const;
export type Holder = (typeof HOLDERS)[number];

type Store = Pick<Repositories, 'dialectData'>;

const SETTINGS: DialectNoun = { dialect: 'meetzy', noun: 'settings' };

export type Settings = Readonly<Record<Holder, Generation | null>>;

export async function settingsOf(tenant: Tenant, store: Store): Promise<Settings> {
  const { organizationId } = tenant;
  const all = await store.dialectData.getMany(organizationId, SETTINGS, [
    place(tenant, 'token'),
    place(tenant, 'organization'),
  ]);
  const of = (holder: Holder): Generation | null => {
    const kept = all.get(place(tenant, holder))?.data['calls'];
    return GENERATIONS.find((one) => one === kept) ?? null;
  };
  return { token: of('token'), organization: of('organization') };
}

export async function generationOf(tenant: Tenant, store: Store): Promise<Generation> {
  const { token, organization } = await settingsOf(tenant, store);
  return token ?? organization ?? 'newer';
}

/** @param calls null: no setting any more */
export async function keepGeneration(
  tenant: Tenant,
  holder: Holder,
  calls: Generation | null,
  store: Store,
  at: Millis,
): Promise<void> {
  const { organizationId } = tenant;
  const id = place(tenant, holder);
  if (calls === null) await store.dialectData.remove(organizationId, SETTINGS, id);
  else await store.dialectData.put(organizationId, SETTINGS, id, { calls }, at);
}

function place({ keyId, organizationId }: Tenant, holder: Holder): Id {
  return holder === 'token' ? keyId : organizationId;
}
