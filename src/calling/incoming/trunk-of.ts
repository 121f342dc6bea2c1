/** The trunk that a call comes in by: that of the number, and whether it may come from where it comes. */
import { TWILIO_SOURCE, type Guard } from '#telephony';
import { credentialsOf } from '../dial/target.ts';
import { isTakenFrom, isTwilio, settingsOf, type PhoneNumber, type Store, type Trunk } from '#domain';

/** By which callers know us. */
const REALM = 'parley';

/** Of a number that is lent, the trunk is its owner's. */
export async function trunkOf(
  { trunkId, ownerOrganizationId, organizationId }: PhoneNumber,
  { trunks }: Pick<Store, 'trunks'>,
): Promise<Trunk | null> {
  return trunkId === null ? null : trunks.get(ownerOrganizationId ?? organizationId, trunkId);
}

/** @param source `host:port` that the INVITE came from */
export function mayComeFrom(trunk: Trunk | null, source: string): boolean {
  // Its calls come by its own API, and nobody else brings them.
  if (trunk && isTwilio(trunk)) return source === TWILIO_SOURCE;
  return trunk === null || isTakenFrom(source, settingsOf(trunk).addresses);
}

/** Who must be able to prove what, before a call to its numbers is taken; null: nobody. */
export function guardOf(trunk: Trunk | null): Guard | null {
  if (!trunk) return null;
  const { challenge, challenge_algorithms: algorithms } = settingsOf(trunk);
  const credentials = challenge ? credentialsOf(trunk) : null;
  return credentials && { realm: REALM, algorithms, credentials: [credentials] };
}
