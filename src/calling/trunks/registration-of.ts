/** What a trunk wants of its registrar. Pure. */
import { gatewayParts, settingsOf, type Trunk } from '#domain';
import type { RegistrationSettings } from '#telephony';
import { userPart } from '../dial/identity.ts';
import { credentialsOf } from '../dial/target.ts';

/** Null: it does not register. */
export function registrationOf(trunk: Trunk): RegistrationSettings | null {
  const { registration, gateways, from_domain: domain } = settingsOf(trunk);
  const account = registration.username ?? trunk.username;
  const [first] = gateways;
  if (!registration.enabled || account === null || !first) return null;
  // Some carriers' user names hold their realm; what is left may hold anything.
  const user = userPart(account.split('@')[0]!);
  const registrar = registration.registrar ?? first.uri;
  const host = domain ?? gatewayParts(registrar).host;
  const credentials = credentialsOf(trunk);
  return {
    // RFC 3261, section 10.2: the Request-URI is the domain of the location service; no user part stands in it.
    registrar: domain === null ? registrar : `sip:${domain}`,
    ...(domain === null ? {} : { proxy: registrar }),
    aor: `sip:${user}@${host}`,
    contactUser: user,
    ...(credentials ? { credentials } : {}),
    expiresS: registration.expires_s,
  };
}
