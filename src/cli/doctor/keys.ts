/** Do the providers still take the keys that are configured? */
import type { Config } from '#config';
import { tryKeys, type TriedKey, type TriedKeys } from '#calling';
import type { Store } from '#domain';
import { createLogger, realClock } from '#kernel';
import { askOperator } from '#operator';
import { createAddressGuard, createCatalogue, createGuardedOutlet, createOutboundHttp } from '#providers';
import { fault, good, warning, type Finding } from './finding.ts';

/** The server asks up to fifty providers, each with patience. */
const SERVER_PATIENCE_MS = 90_000;
/** What the operator names may be anywhere. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** Tried by the running server, with its own settings and store. */
export async function keysOfServer(dataDir: string): Promise<Finding[]> {
  const told = await askOperator(dataDir, 'GET', '/provider-keys', undefined, SERVER_PATIENCE_MS);
  return told ? keyFindings(told as unknown as TriedKeys) : [];
}

/** Tried from here. @param store absent: only the keys of the settings */
export async function keysOfStopped(config: Config, store?: Pick<Store, 'providerKeys'>): Promise<Finding[]> {
  const [clock, logger] = [realClock, createLogger('error')];
  const http = (allowNetworks: readonly string[]) => createOutboundHttp({ allowNetworks, clock, logger });
  const guarded = http(config.allowNetworks);
  const catalogue = createCatalogue({
    ...{ own: [], http: guarded, clock, logger },
    guard: createAddressGuard(config.allowNetworks),
    outlet: createGuardedOutlet(config.allowNetworks),
  });
  try {
    const open = http(EVERYWHERE);
    const tried = await tryKeys({
      ...(store && { store }),
      ...{ vendors: catalogue.vendors, serverKeys: config.vendors },
      testTenants: (key) => catalogue.testKey(key),
      testOwn: (key) => catalogue.testKey(key, open),
    });
    return keyFindings(tried);
  } finally {
    await catalogue.close();
  }
}

/** A provider out of reach may be back in a minute, and an organization's key is its own to mend: only ours is a fault. */
export function keyFindings({ tried, more }: TriedKeys): Finding[] {
  if (tried.length === 0) return [good('provider keys', 'none configured')];
  return [
    ...tried.map(keyFinding),
    ...(more ? [good('provider keys', 'organizations have more; these were untested for longest')] : []),
  ];
}

function keyFinding({ provider, organization, state, detail }: TriedKey): Finding {
  const subject = `key of ${provider}`;
  const said = organization === null ? detail : `${organization}: ${detail}`;
  if (state === 'works') return good(subject, said);
  if (state === 'unreachable')
    return warning(subject, said, 'Check the address, the network and the provider’s status page.');
  if (organization === null)
    return fault(
      subject,
      said,
      `Correct PARLEY_${provider.toUpperCase()}_KEY: copy it anew from the provider.`,
    );
  return warning(subject, said, 'The organization must bring a new one (PATCH /v1/provider-keys/ID).');
}
