/** What the schema of a trunk cannot say. Pure. */
import type { FieldFault } from '#kernel';
import type { Trunk } from './trunk.ts';
import type { TrunkSettings } from './trunk-schema.ts';
import { gatewayParts } from './trunk-settings.ts';
import { isNetwork } from './source-address.ts';
import { twilioFaults } from './twilio-trunk.ts';

const HIGHEST_PORT = 65_535;
/** RFC 4028, section 4: Min-SE is never below this. */
const SHORTEST_SESSION_S = 90;
/** Fields that the stack writes itself. */
const OURS = new Set(['p-asserted-identity', 'p-preferred-identity']);

/** Each names its field, the rule and the mend. @param trunk as it would be kept */
export function trunkFaults({
  uri,
  username,
  settings = {},
}: Pick<Trunk, 'uri' | 'username' | 'settings'>): FieldFault[] {
  if (settings.kind === 'twilio') return twilioFaults(uri, username, settings);
  return [
    ...uriFaults('uri', uri),
    ...gatewayFaults(settings, uri),
    ...registrationFaults(settings, username),
    ...(settings.challenge && username === null
      ? [
          fault(
            'challenge',
            'credentials',
            'needs `username` and `password`: callers prove that they know them.',
          ),
        ]
      : []),
    ...headerFaults(settings),
    ...addressFaults(settings),
    ...sessionFaults(settings),
    ...codecFaults(settings),
  ];
}

function fault(param: string, rule: string, message: string): FieldFault {
  return { param, rule, message };
}

function uriFaults(param: string, uri: string): FieldFault[] {
  if (/^http/i.test(uri))
    return [fault(param, 'scheme', 'is no SIP address; write sip:host, or set `kind` to `twilio`.')];
  const { scheme, port, transport } = gatewayParts(uri);
  const number = Number(port.slice(1));
  return [
    ...(port !== '' && (number < 1 || number > HIGHEST_PORT)
      ? [fault(param, 'port', `has port ${number}; use one from 1 to ${HIGHEST_PORT}.`)]
      : []),
    // RFC 3261, section 26.2.2: sips asks for TLS on every hop.
    ...(scheme === 'sips' && transport === 'udp'
      ? [fault(param, 'transport', 'is sips: with transport=udp; leave the transport out, or use sip:.')]
      : []),
  ];
}

function gatewayFaults({ gateways }: Partial<TrunkSettings>, uri: string): FieldFault[] {
  if (!gateways) return [];
  const [first] = gateways;
  const seen = new Set<string>();
  return [
    ...(first && first.uri !== uri
      ? [fault('uri', 'first-gateway', 'is not the first of `gateways`; give one of the two, or the same.')]
      : []),
    ...gateways.flatMap((gateway, index) => {
      const param = `gateways[${index}].uri`;
      const again = seen.has(gateway.uri.toLowerCase());
      seen.add(gateway.uri.toLowerCase());
      const twice = again ? [fault(param, 'unique', 'is there twice; name each gateway once.')] : [];
      return [...twice, ...uriFaults(param, gateway.uri)];
    }),
  ];
}

function registrationFaults({ registration }: Partial<TrunkSettings>, username: string | null): FieldFault[] {
  if (!registration?.enabled) return [];
  const nobody = (registration.username ?? username) === null;
  return [
    ...(nobody
      ? [
          fault(
            'registration.username',
            'required',
            'is required to register, as the trunk has no `username`; give one of the two.',
          ),
        ]
      : []),
    ...(registration.registrar === undefined
      ? []
      : uriFaults('registration.registrar', registration.registrar)),
  ];
}

function headerFaults({ headers = [] }: Partial<TrunkSettings>): FieldFault[] {
  return headers.flatMap(({ name }, index) =>
    OURS.has(name.toLowerCase())
      ? [fault(`headers[${index}].name`, 'reserved', `${name} is written by \`caller_id\`; set it there.`)]
      : [],
  );
}

function addressFaults({ addresses = [] }: Partial<TrunkSettings>): FieldFault[] {
  const message = 'is no address and no network; write it as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.';
  return addresses.flatMap((text, index) =>
    isNetwork(text) ? [] : [fault(`addresses[${index}]`, 'network', message)],
  );
}

function sessionFaults({ session_expires_s: expires = 0 }: Partial<TrunkSettings>): FieldFault[] {
  return expires === 0 || expires >= SHORTEST_SESSION_S
    ? []
    : [fault('session_expires_s', 'minimum', `must be 0, or ${SHORTEST_SESSION_S} or more (RFC 4028, 4).`)];
}

/** RFC 6716, section 2.1.4: Opus has no frame of 30 ms. */
function codecFaults({ codecs = [], ptime_ms: ptime = 20 }: Partial<TrunkSettings>): FieldFault[] {
  return [
    ...(new Set(codecs).size < codecs.length
      ? [fault('codecs', 'unique', 'names one twice; name each codec once.')]
      : []),
    ...(codecs.includes('opus') && ptime === 30
      ? [fault('ptime_ms', 'codec', 'is 30, which Opus cannot do; use 10, 20, 40 or 60, or leave Opus out.')]
      : []),
  ];
}
