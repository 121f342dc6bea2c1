/** Reads how a number reaches its carrier, and keeps it as a trunk of ours. */
import {
  gatewayParts,
  isTwilio,
  withFirstGateway,
  type PhoneNumber,
  type Repositories,
  type Trunk,
} from '#domain';
import { invalidRequest } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import type { Fields } from '../../shared/fields.ts';

const PROVIDERS = [
  'twilio',
  'telnyx',
  'vonage',
  'ring_central',
  'ringcx',
  'custom',
  'zoom',
  'five9',
] as const;
/** These tell where calls go themselves. */
const WITHOUT_ADDRESS: readonly string[] = ['five9', 'ringcx', 'zoom'];

export interface CarrierPatch {
  readonly friendlyName: string | null;
  readonly provider: string | null;
  /** `sip:host[:port]` */
  readonly uri: string | null;
  readonly proxy: string | null;
  readonly username: string | null;
  readonly password: string | null;
  readonly uacEnabled: boolean | null;
  readonly uacExpires: number | null;
}

export function readCarrier(fields: Fields): CarrierPatch {
  return {
    friendlyName: fields.text('friendly_name'),
    provider: fields.oneOf('provider_name', PROVIDERS),
    uri: sipUri(fields, fields.has('sip_term_uri') ? 'sip_term_uri' : 'termination_uri'),
    proxy: sipUri(fields, 'sip_outbound_proxy'),
    username: fields.text('trunk_username') ?? fields.text('sip_auth_username'),
    password: fields.text('trunk_pwd'),
    uacEnabled: fields.flag('uac_enabled'),
    uacExpires: fields.integer('uac_register_expires', 60, 3600),
  };
}

/** What an imported number must say besides. */
export function checkImport(
  fields: Fields,
  { provider, uri, uacEnabled, username, password }: CarrierPatch,
): void {
  const address = ['sip_term_uri', 'termination_uri'].some((name) => fields.has(name));
  if (uri === null && !address && !WITHOUT_ADDRESS.includes(provider ?? 'custom'))
    fields.fail('termination_uri', 'Is required for this provider.', 'required');
  if (uacEnabled !== true) return;
  if (!username) fields.fail('trunk_username', 'Is required when uac_enabled is true.', 'required');
  if (!password) fields.fail('trunk_pwd', 'Is required when uac_enabled is true.', 'required');
}

function sipUri(fields: Fields, name: string): string | null {
  const text = fields.text(name);
  if (text === null || text === '') return null;
  const host = text.replace(/^sips?:/i, '').split(';')[0]!;
  if (/^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(host)) return `sip:${host}`;
  fields.fail(name, 'Must be a host, with a port if it is not 5060, e.g. sip:trunk.example.com.', 'sip-uri');
  return null;
}

/** Asked for unless they say otherwise. */
export const USUAL_EXPIRES_S = 300;

/** Own words of a number that ours has no place for. */
const OF = { dialect: 'synthflow', noun: 'number' };

export interface OwnNumber {
  readonly provider_name?: string;
  readonly sip_term_uri?: string;
  readonly sip_outbound_proxy?: string;
  readonly uac_enabled?: boolean;
  readonly uac_register_expires?: number;
}

export async function ownNumber(
  { dialectData }: Pick<Repositories, 'dialectData'>,
  { organizationId, id }: PhoneNumber,
): Promise<OwnNumber> {
  return ((await dialectData.get(organizationId, OF, id))?.data ?? {}) as OwnNumber;
}

/**
 * A proxy is where requests go; the domain of the termination URI is then that of From, To and the registrar.
 * `uac_enabled` registers the trunk. @returns the number's trunk, made when it has none and an address is known
 * @throws AppError `invalid-request`: nobody can register without a user name
 */
export async function keepCarrier(
  {
    store,
    ids,
    clock,
  }: Pick<DialectDeps, 'ids' | 'clock'> & {
    /** A transaction: what the trunk has besides is read, merged and written. */
    readonly store: Pick<Repositories, 'trunks' | 'dialectData'>;
  },
  number: PhoneNumber,
  patch: CarrierPatch,
): Promise<string | null> {
  const at = clock.now();
  const { organizationId } = number;
  const there = number.trunkId === null ? null : await store.trunks.lock(organizationId, number.trunkId);
  const before = await ownNumber(store, number);
  const own: OwnNumber = {
    ...before,
    ...(patch.provider === null ? {} : { provider_name: patch.provider }),
    ...(patch.uri === null ? {} : { sip_term_uri: patch.uri }),
    ...(patch.proxy === null ? {} : { sip_outbound_proxy: patch.proxy }),
    ...(patch.uacEnabled === null ? {} : { uac_enabled: patch.uacEnabled }),
    ...(patch.uacExpires === null ? {} : { uac_register_expires: patch.uacExpires }),
  };
  const uri = patch.proxy ?? patch.uri ?? there?.uri ?? null;
  const settings = uri === null ? {} : settingsWith(there, uri, { before, own }, patch);
  const username = patch.username ?? there?.username ?? null;
  if (settings.registration?.enabled === true && username === null) {
    const message = 'Is required when uac_enabled is true.';
    throw invalidRequest([{ param: 'trunk_username', rule: 'required', message }]);
  }
  await store.dialectData.put(organizationId, OF, number.id, { ...own }, at);
  if (uri === null) return null;
  const reached = { uri, username, ...(Object.keys(settings).length > 0 ? { settings } : {}) };
  if (there) {
    await store.trunks.update(organizationId, there.id, {
      ...reached,
      ...(patch.password === null ? {} : { password: patch.password }),
      updatedAt: at,
    });
    return there.id;
  }
  const trunk: Trunk = {
    ...{ id: ids.next(), organizationId, name: number.e164, ...reached, password: patch.password },
    ...{ concurrency: 10, callsPerSecond: 1, active: true, createdAt: at, updatedAt: at },
  };
  await store.trunks.insert(trunk);
  return trunk.id;
}

/** What is set by another API stays. */
function settingsWith(
  trunk: Trunk | null,
  uri: string,
  { before: former, own }: { readonly before: OwnNumber; readonly own: OwnNumber },
  { uacEnabled, uacExpires }: CarrierPatch,
): NonNullable<Trunk['settings']> {
  const before = trunk?.settings ?? {};
  // An account at a carrier's API registers nowhere.
  if (trunk && isTwilio(trunk)) return before;
  const { registration, from_domain: shown } = before;
  const domain = uri === own.sip_outbound_proxy ? hostOf(own) : null;
  const isOurs = shown === undefined || shown === null || shown === hostOf(former);
  const registers = uacEnabled !== null || (uacExpires !== null && registration !== undefined);
  const { uac_enabled: enabled = false, uac_register_expires: expires_s = USUAL_EXPIRES_S } = own;
  return {
    ...withFirstGateway(before, uri),
    ...(isOurs && domain !== (shown ?? null) ? { from_domain: domain } : {}),
    ...(registers ? { registration: { ...registration, enabled, expires_s } } : {}),
  };
}

/** Of the carrier, whatever stands before it. */
function hostOf({ sip_term_uri: uri }: OwnNumber): string | null {
  return uri === undefined ? null : gatewayParts(uri).host;
}
