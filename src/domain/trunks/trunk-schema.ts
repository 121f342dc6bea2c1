/** What can be set on a trunk besides its account and its limits, as the API spells it. */
import { Type, type Static } from 'typebox';

/** `sip:` or `sips:`, a host or an address, perhaps a port and a transport; no user (RFC 3261, 19.1.1). */
export const GATEWAY_PATTERN =
  '^[sS][iI][pP][sS]?:(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?(;[tT][rR][aA][nN][sS][pP][oO][rR][tT]=([uU][dD][pP]|[tT][cC][pP]|[tT][lL][sS]))?$';
const HOST_PATTERN = '^(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?$';

export const GatewayUri = Type.String({
  maxLength: 300,
  pattern: GATEWAY_PATTERN,
  description:
    'Where calls go: `sip:`, a host or an address, perhaps a port and `;transport=udp`, `tcp` or `tls`; no user. `sips:` is TLS on every hop.',
  examples: ['sip:sip.example.com:5060', 'sip:sip.example.com;transport=tls'],
});

/** The first gateway, or the API of a carrier. */
export const TrunkAddress = Type.String({
  maxLength: 300,
  pattern: `${GATEWAY_PATTERN}|^https?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?$`,
  description:
    'The first gateway: `sip:`, a host or an address, perhaps a port and `;transport=udp`, `tcp` or `tls`; no user. `sips:` is TLS on every hop. With `kind` `twilio` the address of its API, `https://api.twilio.com` when absent.',
  examples: ['sip:sip.example.com:5060', 'sip:sip.example.com;transport=tls'],
});

const Gateway = Type.Object(
  {
    uri: GatewayUri,
    priority: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 65_535,
        default: 0,
        description: 'The lowest is tried first (RFC 2782).',
      }),
    ),
    weight: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 65_535,
        default: 1,
        description: 'Share of the calls among gateways of one priority (RFC 2782).',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Gateway = Required<Static<typeof Gateway>>;

/** Digits as they are dialled, and the signs before and between them. */
const Digits = Type.String({ maxLength: 20, pattern: '^\\+?[0-9*#]*$' });

const TranslationRule = Type.Object(
  {
    match: Type.Unsafe<string>({
      ...Digits,
      description: 'What the number begins with; empty: every number.',
    }),
    strip: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        default: 0,
        description: 'So many characters are taken from its beginning.',
      }),
    ),
    prepend: Type.Optional(
      Type.Unsafe<string>({ ...Digits, default: '', description: 'Put before what is left.' }),
    ),
  },
  { additionalProperties: false },
);
export type TranslationRule = Static<typeof TranslationRule>;

const rules = (description: string) =>
  Type.Array(TranslationRule, { maxItems: 50, default: [], description });

export const CALLER_FORMATS = ['e164', 'e164_no_plus', 'international', 'national'] as const;

const one = <T extends string>(values: readonly T[], more: object) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...more });

const CallerId = Type.Object(
  {
    format: one(CALLER_FORMATS, {
      default: 'e164',
      description:
        'How our number is written: +34910000001, 34910000001, 0034910000001, or 910000001 (without its country).',
    }),
    header: one(['from', 'p_asserted_identity', 'both', 'remote_party_id'] as const, {
      default: 'from',
      description:
        'Where it stands. With `p_asserted_identity` From shows the user name of the trunk (RFC 3325, 9.1), with `remote_party_id` too: that is what carriers took before (Remote-Party-ID, draft-ietf-sip-privacy-04).',
    }),
    privacy: one(['off', 'id', 'user', 'header', 'none'] as const, {
      default: 'off',
      description:
        '`id`, `user` and `header` keep it from the callee: an anonymous From, our number in P-Asserted-Identity, and this word in Privacy (RFC 3323, 4.2). `none` asks that nothing be hidden; `off` says nothing.',
    }),
    diversion: Type.Boolean({
      default: false,
      description:
        'A transfer that shows the number of the person in the call names ours in Diversion (RFC 5806): some carriers take a foreign number only so.',
    }),
  },
  { additionalProperties: false },
);

const Header = Type.Object(
  {
    name: Type.String({
      pattern: '^[XxPp]-[A-Za-z0-9-]{1,60}$',
      description: 'Begins with X- or P-; none that the stack writes itself.',
    }),
    value: Type.String({
      minLength: 1,
      maxLength: 500,
      pattern: '^[^\\u0000-\\u001f\\u007f]*$',
      description: 'Variables of the call may stand in it: `{{campaign}}`.',
    }),
  },
  { additionalProperties: false },
);
export type TrunkHeader = Static<typeof Header>;

/** Every field; `Type.Partial` of it is what is kept. */
export const trunkSettingFields = {
  kind: one(['sip', 'twilio'] as const, {
    default: 'sip',
    description:
      '`twilio`: an account there, without SIP. `username` is its Account SID, `password` its Auth Token; of the settings only `number_translation` applies. PARLEY_PUBLIC_URL must lead to this server from the Internet.',
  }),
  gateways: Type.Array(Gateway, {
    minItems: 1,
    maxItems: 20,
    description: 'Where calls go; `uri` is the first of them.',
  }),
  codecs: Type.Array(one(['PCMU', 'PCMA', 'G722', 'opus', 'L16'] as const, {}), {
    minItems: 1,
    maxItems: 5,
    default: ['PCMU', 'PCMA'],
    description: 'What is offered, in order of preference.',
  }),
  ptime_ms: Type.Unsafe<10 | 20 | 30 | 40 | 60>({
    type: 'integer',
    enum: [10, 20, 30, 40, 60],
    default: 20,
    description: 'Audio in one packet, ms.',
  }),
  srtp: one(['off', 'optional', 'required'] as const, {
    default: 'off',
    description: 'Encrypted audio, its keys in the offer (RFC 4568): use it with TLS.',
  }),
  registration: Type.Object(
    {
      enabled: Type.Boolean(),
      registrar: Type.Optional(
        Type.String({ maxLength: 300, pattern: GATEWAY_PATTERN, description: 'Absent: the first gateway.' }),
      ),
      username: Type.Optional(
        Type.String({
          pattern: '^[A-Za-z0-9._+*#-]{1,100}$',
          description: 'User part of the address of record; absent: the user name of the trunk.',
        }),
      ),
      expires_s: Type.Optional(
        Type.Integer({ minimum: 60, maximum: 86_400, default: 3600, description: 'Asked for, s.' }),
      ),
    },
    {
      additionalProperties: false,
      default: { enabled: false, expires_s: 3600 },
      description: 'Tells a registrar where we are, for carriers that send calls only so (RFC 3261, 10).',
    },
  ),
  options_ping: Type.Object(
    {
      enabled: Type.Boolean(),
      interval_s: Type.Optional(Type.Integer({ minimum: 5, maximum: 3600, default: 30 })),
    },
    {
      additionalProperties: false,
      default: { enabled: false, interval_s: 30 },
      description: 'Asks each gateway whether it lives (OPTIONS); one that does not is tried last.',
    },
  ),
  caller_id: Type.Partial(CallerId, {
    default: { format: 'e164', header: 'from', privacy: 'off', diversion: false },
    description: 'How our number is shown.',
  }),
  headers: Type.Array(Header, { maxItems: 20, default: [], description: 'Sent with each INVITE.' }),
  number_translation: Type.Object(
    {
      called: Type.Optional(rules('For the number that is dialled.')),
      calling: Type.Optional(
        rules('For our number; one that a rule has changed is not put into `caller_id.format` any more.'),
      ),
    },
    {
      additionalProperties: false,
      default: { called: [], calling: [] },
      description: 'The first rule that matches is applied, to the number in E.164 with its plus.',
    },
  ),
  late_offer: Type.Boolean({
    default: false,
    description:
      'INVITE without a description: the far end offers in its answer, and we answer in the ACK (RFC 3261, 13.2.1).',
  }),
  failover: one(['safe', 'also_on_silence'] as const, {
    default: 'safe',
    description:
      '`safe`: another gateway only after what cannot have rung anybody (refused, not found, 503, a connection that stayed mute). `also_on_silence`: over UDP too, where silence may hide a ringing phone.',
  }),
  dtmf: one(['rfc4733', 'info', 'inband'] as const, {
    default: 'rfc4733',
    description: 'How keys are sent: events in RTP, INFO, or tones.',
  }),
  transfer: one(['bridge', 'refer'] as const, {
    default: 'bridge',
    description:
      '`refer`: a transfer to a number of the same trunk is handed to the carrier, an attended one when the target has taken it (RFC 3515, 5589); where the carrier refuses, and else, both legs run through Parley.',
  }),
  referrals: one(['refuse', 'follow'] as const, {
    default: 'refuse',
    description:
      'What a REFER of the callee’s side gets: `refuse` 603; `follow`: whom it names is called, if the rules of dialling allow it, and the agent goes on with them (RFC 3515).',
  }),
  redirects: Type.Integer({
    minimum: 0,
    maximum: 5,
    default: 0,
    description: 'So many 3xx answers of one call are followed, each after a new verdict.',
  }),
  session_expires_s: Type.Integer({
    minimum: 0,
    maximum: 86_400,
    default: 1800,
    description: 'Asked for as session timer, s (RFC 4028): 0 for none, else 90 or more.',
  }),
  from_domain: Type.Union([Type.String({ maxLength: 200, pattern: HOST_PATTERN }), Type.Null()], {
    default: null,
    description: 'Host of From and To; null: the host of the gateway.',
  }),
  challenge: Type.Boolean({
    default: false,
    description: 'Who calls its numbers must prove to know its user name and password (digest, RFC 7616).',
  }),
  challenge_algorithms: Type.Array(one(['MD5', 'SHA-256'] as const, {}), {
    minItems: 1,
    maxItems: 2,
    uniqueItems: true,
    default: ['MD5'],
    description:
      'By what they prove it, the most preferred first (RFC 8760). Many telephones give up at a challenge by SHA-256, even beside one by MD5.',
  }),
  addresses: Type.Array(Type.String({ maxLength: 60, pattern: '^[0-9a-fA-F:.]+(/\\d{1,3})?$' }), {
    maxItems: 100,
    default: [],
    description:
      'From where calls to its numbers are taken: addresses, or networks as 192.0.2.0/24; empty: from anywhere.',
  }),
};

export const TrunkSettingsSchema = Type.Object(trunkSettingFields, { additionalProperties: false });
/** As it is set; each field may be left out. */
export type TrunkSettings = Static<typeof TrunkSettingsSchema>;

/** All of it. */
export interface WholeTrunkSettings extends TrunkSettings {
  gateways: Gateway[];
  registration: TrunkSettings['registration'] & { expires_s: number };
  options_ping: Required<TrunkSettings['options_ping']>;
  caller_id: Required<TrunkSettings['caller_id']>;
  number_translation: Required<TrunkSettings['number_translation']>;
}
