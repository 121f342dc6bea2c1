/**
 * SIP trunks in the three shapes that were documented: the guide's (`host`, `port`, `username`, `password`), the API's
 * (`provider`, `address`, `transport`, `auth_username`, `auth_password`) and the first SDK's (`inbound_addresses`,
 * `outbound_address`, `outbound_number`). Source: reference.flireo.com/sip-trunks-1894220m0 and the vendor's Node SDK.
 */
import { isE164, isNetwork, type Trunk } from '#domain';
import { Fields, isJson, type Json } from '../../shared/fields.ts';
import { inSnake } from '../spelling.ts';

const LONGEST = 200;
const USUAL_PORT = 5060;
const USUAL_TLS_PORT = 5061;
const TRANSPORTS = new Set(['udp', 'tcp', 'tls']);
/** A host or an address, perhaps with a scheme before it and a port behind it. */
const ADDRESS = /^(?:sip:)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?$/i;

export interface WrittenTrunk {
  readonly name: string;
  /** `sip:host:port`, with its transport unless that is UDP. */
  readonly uri: string;
  /** From where calls to its numbers are taken, if not from anywhere. */
  readonly settings?: NonNullable<Trunk['settings']>;
  readonly username: string | null;
  readonly password: string | null;
  readonly active: boolean;
  /** E.164: a number to dial from through it. */
  readonly outboundNumber: string | null;
  /** What native has no field for. */
  readonly kept: Json;
}

/** @throws AppError `invalid-request` naming each field */
export function readTrunk(body: unknown): WrittenTrunk {
  const fields = new Fields(isJson(body) ? inSnake(body) : body);
  const name = short(fields, 'name', fields.requiredText('name'));
  const place = ['address', 'outbound_address', 'host'].find((one) => fields.has(one)) ?? 'address';
  const text = fields.requiredText(place).trim();
  const [, host = '', behind] = ADDRESS.exec(text) ?? [];
  if (text !== '' && host === '')
    fields.fail(
      place,
      'Must be a host name or an address, perhaps with a port: sip.example.com:5060.',
      'address',
    );
  const usual = fields.text('transport')?.toLowerCase() === 'tls' ? USUAL_TLS_PORT : USUAL_PORT;
  const port = fields.integer('port', 1, 65_535) ?? Number(behind ?? usual);
  if (port < 1 || port > 65_535) fields.fail(place, 'Has a port beyond 65535.', 'range');
  const transport = fields.text('transport')?.toLowerCase() ?? 'udp';
  if (!TRANSPORTS.has(transport))
    fields.fail('transport', `Is ${JSON.stringify(transport)}; use udp, tcp or tls.`, 'one-of');
  const username = either(fields, 'auth_username', 'username');
  const password = either(fields, 'auth_password', 'password');
  if (password !== null && username === null)
    fields.fail('auth_username', 'Is required with a password.', 'required');
  const inbound = (fields.list('inbound_addresses') ?? []).map((one, index) => {
    const text = String(one).trim();
    if (!isNetwork(text))
      fields.fail(
        `inbound_addresses[${index}]`,
        'Must be an address or a network: 192.0.2.7, 192.0.2.0/24.',
        'network',
      );
    return text;
  });
  const outboundNumber = fields.text('outbound_number')?.trim() || null;
  if (outboundNumber !== null && !isE164(outboundNumber))
    fields.fail('outbound_number', 'Must be a number in E.164, such as +31200000001.', 'e164');
  const provider = fields.text('provider') || null;
  const active = fields.flag('is_active') ?? true;
  fields.finish();
  return {
    ...{ name, username, password, active, outboundNumber },
    uri: `sip:${host}:${port}${transport === 'udp' ? '' : `;transport=${transport}`}`,
    ...(inbound.length === 0 ? {} : { settings: { addresses: inbound } }),
    kept: provider === null ? {} : { provider: provider.slice(0, LONGEST) },
  };
}

function either(fields: Fields, one: string, other: string): string | null {
  const name = fields.has(one) ? one : other;
  const text = fields.text(name) || null;
  return text === null ? null : short(fields, name, text);
}

function short(fields: Fields, name: string, text: string): string {
  if (text.length > LONGEST) fields.fail(name, `Must have ${LONGEST} characters or fewer.`, 'maxLength');
  return text;
}
