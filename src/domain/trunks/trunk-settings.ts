/** A trunk's settings: what was set, completed by what is usual. Pure. */
import type { Trunk } from './trunk.ts';
import type { Gateway, TrunkSettings, WholeTrunkSettings } from './trunk-schema.ts';

/** What is usual; gateways come from the trunk's `uri`. */
export const USUAL_TRUNK: Omit<WholeTrunkSettings, 'gateways'> = {
  kind: 'sip',
  codecs: ['PCMU', 'PCMA'],
  ptime_ms: 20,
  srtp: 'off',
  registration: { enabled: false, expires_s: 3600 },
  options_ping: { enabled: false, interval_s: 30 },
  caller_id: { format: 'e164', header: 'from', privacy: 'off', diversion: false },
  headers: [],
  number_translation: { called: [], calling: [] },
  late_offer: false,
  failover: 'safe',
  dtmf: 'rfc4733',
  transfer: 'bridge',
  referrals: 'refuse',
  redirects: 0,
  session_expires_s: 1800,
  from_domain: null,
  challenge: false,
  challenge_algorithms: ['MD5'],
  addresses: [],
};

/** Every field of it. */
export function settingsOf({ uri, settings = {} }: Pick<Trunk, 'uri' | 'settings'>): WholeTrunkSettings {
  return {
    ...USUAL_TRUNK,
    ...settings,
    gateways: gatewaysOf(uri, settings).map((gateway) => ({ ...onlyGateway(uri), ...gateway })),
    registration: { ...USUAL_TRUNK.registration, ...settings.registration },
    options_ping: { ...USUAL_TRUNK.options_ping, ...settings.options_ping },
    caller_id: { ...USUAL_TRUNK.caller_id, ...settings.caller_id },
    number_translation: { ...USUAL_TRUNK.number_translation, ...settings.number_translation },
  };
}

/** An account at a carrier's API has none. */
function gatewaysOf(
  uri: string,
  { kind, gateways }: Partial<TrunkSettings>,
): NonNullable<TrunkSettings['gateways']> {
  return kind === 'twilio' ? [] : (gateways ?? [{ uri }]);
}

function onlyGateway(uri: string): Gateway {
  return { uri, priority: 0, weight: 1 };
}

/** Another address for the first gateway: the others stay. For clients that know one address only. */
export function withFirstGateway(settings: Partial<TrunkSettings>, uri: string): Partial<TrunkSettings> {
  const [first, ...others] = settings.gateways ?? [];
  return first ? { ...settings, gateways: [{ ...first, uri }, ...others] } : settings;
}

/** A gateway's address in its parts. */
export interface GatewayParts {
  readonly scheme: 'sip' | 'sips';
  /** With its brackets when it is IPv6. */
  readonly host: string;
  /** With its colon, or empty. */
  readonly port: string;
  /** With their semicolons, or empty. */
  readonly parameters: string;
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
}

/** A user part is not a trunk's; old rows may have other parameters. */
const URI = /^(sips?):(?:[^@]*@)?(\[[^\]]+\]|[^:;]+)(:\d+)?(;.*)?$/i;

export function gatewayParts(uri: string): GatewayParts {
  const [, scheme = 'sip', host = '', port = '', parameters = ''] = URI.exec(uri) ?? [];
  const named = /;transport=(udp|tcp|tls)\b/i.exec(parameters)?.[1]?.toLowerCase();
  return {
    scheme: scheme.toLowerCase() as 'sip' | 'sips',
    ...{ host, port, parameters },
    transport: (named as GatewayParts['transport']) ?? null,
  };
}
