/** Who had a ticket issued. What a ticket opened ends when they may no more, as what a key opened does. */
import { keyRefusal, type Store } from '#domain';
import { errorText, type Clock, type Id, type Logger, type Millis } from '#kernel';
import type { Access } from '../auth/access.ts';

export interface Holder {
  readonly kind: 'key' | 'member';
  readonly id: Id;
  /** Whose key or member it is; not the call's organization when a parent acts for its child. */
  readonly homeId: Id;
}

/** As long as a key is believed. */
const LOOK_EVERY_MS: Millis = 1000;

interface Deps {
  readonly store: Pick<Store, 'keys' | 'members' | 'organizations'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function holderOf({ tenant, homeId, signedIn }: Access): Holder {
  return signedIn
    ? { kind: 'member', id: signedIn.member.id, homeId }
    : { kind: 'key', id: tenant.keyId, homeId };
}

export async function stillMay({ store, clock }: Omit<Deps, 'logger'>, holder: Holder): Promise<boolean> {
  const { kind, id, homeId } = holder;
  const organization = await store.organizations.get(homeId);
  if (!organization || organization.archivedAt !== null) return false;
  if (kind === 'member') return (await store.members.get(homeId, id))?.state === 'active';
  const key = await store.keys.get(homeId, id);
  return key !== null && keyRefusal(key, key.hash, clock.now()) === null;
}

/** Looks once a second; a database that is out of reach revokes nothing. @returns stops looking */
export function untilHolderMayNot(deps: Deps, holder: Holder, end: () => void): () => void {
  let stopped = false;
  const again = (): void => {
    if (!stopped) timer = deps.clock.after(LOOK_EVERY_MS, look);
  };
  const look = (): void => {
    stillMay(deps, holder).then(
      (may) => {
        if (may) return again();
        if (!stopped) end();
        stopped = true;
      },
      (thrown: unknown) => {
        deps.logger.debug('ticket-holder-not-known', { fault: errorText(thrown) });
        again();
      },
    );
  };
  let timer = deps.clock.after(LOOK_EVERY_MS, look);
  return () => {
    stopped = true;
    timer.cancel();
  };
}
