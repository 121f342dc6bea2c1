/** A webhook endpoint as the native API shows it; its secret is shown once, when it is made. */
import {
  EVENT_TYPES,
  isEventFilter,
  isWebhookSecret,
  WEBHOOK_FORMATS,
  webhookPublicKey,
  type WebhookEndpoint,
} from '#domain';
import { invalidRequest, spellNative, type FieldFault } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { IdText, spellMaybe } from '../shapes/ids.ts';
import { isWebUrl } from '../shapes/texts.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** Shown of a fixed header in place of its value. */
const HIDDEN = '***';
/** Fields of a request that the exchange itself decides. */
const OWN_HEADER =
  /^(host|connection|content-length|content-type|transfer-encoding|upgrade|te|trailer|expect|proxy-.*|webhook-.*)$/i;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export const endpointFields = {
  url: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: 'http or https.',
    examples: ['https://example.com/hooks'],
  }),
  event_types: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
    minItems: 1,
    maxItems: 50,
    description: `\`*\`, \`call.*\` or a type: ${EVENT_TYPES.join(', ')}.`,
    examples: [['call.*']],
  }),
  description: Type.String({ maxLength: 500 }),
  format: Type.Enum([...WEBHOOK_FORMATS], { description: '`standard`, or whose receiver it is.' }),
  headers: Type.Record(Type.String(), Type.String({ maxLength: 2000 }), {
    description: 'Sent with every request; values are never shown again.',
  }),
  active: Type.Boolean(),
};

export const secretField = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once.',
});
export const signingField = Type.Enum(['hmac', 'ed25519'], {
  description: 'Of `standard`: `v1` by HMAC-SHA256, or `v1a` by ed25519 whose public key is shown.',
});
export const agentField = Type.Union([IdText, Type.Null()], { description: 'Only events of this agent.' });

export const EndpointSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('webhook_endpoint'),
    ...endpointFields,
    agent_id: orNull(Type.String()),
    signing: signingField,
    is_signed: Type.Boolean(),
    public_key: orNull(Type.String({ description: '`whpk_…`, verifies `v1a`.' })),
    old_secret_until: orNull(Moment),
    disabled_reason: orNull(Type.String()),
    disabled_at: orNull(Moment),
    failing_since: orNull(Moment),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

/** With the secret, as it is shown once. */
export const NewEndpointSchema = Type.Object(
  { ...EndpointSchema.properties, secret: orNull(Type.String()) },
  { additionalProperties: false },
);

export function endpointView(endpoint: WebhookEndpoint): Static<typeof EndpointSchema> {
  const { secret, signing, format } = endpoint;
  return {
    id: spellNative('hook', endpoint.id),
    object: 'webhook_endpoint',
    url: endpoint.url,
    event_types: [...endpoint.eventTypes],
    description: endpoint.description,
    format,
    headers: Object.fromEntries(Object.keys(endpoint.headers).map((name) => [name, HIDDEN])),
    active: endpoint.active,
    agent_id: spellMaybe('agent', endpoint.agentId),
    signing,
    is_signed: secret !== null,
    public_key: signing === 'ed25519' && secret !== null ? webhookPublicKey(secret) : null,
    old_secret_until: isoMaybe(endpoint.oldSecretUntil),
    disabled_reason: endpoint.disabledReason,
    disabled_at: isoMaybe(endpoint.disabledAt),
    failing_since: isoMaybe(endpoint.failingSince),
    created_at: iso(endpoint.createdAt),
    updated_at: iso(endpoint.updatedAt),
  };
}

/** A private key stays inside: whoever verifies has the public one. */
export function newEndpointView(endpoint: WebhookEndpoint): Static<typeof NewEndpointSchema> {
  return { ...endpointView(endpoint), secret: endpoint.signing === 'ed25519' ? null : endpoint.secret };
}

interface Given {
  readonly url?: string;
  readonly event_types?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly format?: WebhookEndpoint['format'];
  readonly signing?: WebhookEndpoint['signing'];
  readonly secret?: string;
}

/** What a schema can not judge. @param path of the object in the request, with its dot */
export function endpointFaults(given: Given, path = ''): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (param: string, rule: string, message: string) =>
    faults.push({ param: path + param, rule, message });
  if (given.url !== undefined && !isWebUrl(given.url))
    fault('url', 'url', 'Must be an absolute http or https URL.');
  for (const [index, filter] of (given.event_types ?? []).entries())
    if (!isEventFilter(filter))
      fault(
        `event_types[${index}]`,
        'event-type',
        'Matches no event. Use `*`, a noun like `call.*`, or a type like `call.ended`.',
      );
  for (const [name, value] of Object.entries(given.headers ?? {}))
    if (!HEADER_NAME.test(name) || OWN_HEADER.test(name) || !HEADER_VALUE.test(value))
      fault(
        `headers.${name}`,
        'header',
        'Is no header that can be set: a bad name or value, or one that Parley sets itself.',
      );
  const { format = 'standard', signing = 'hmac', secret } = given;
  if (format !== 'standard' && signing !== 'hmac')
    fault('signing', 'signing', `The format ${format} signs in its own way; leave signing out.`);
  if (secret !== undefined && signing === 'ed25519')
    fault('secret', 'signing', 'An ed25519 key is made here; leave the secret out.');
  else if (secret !== undefined && format === 'standard' && !isWebhookSecret(secret))
    fault(
      'secret',
      'secret',
      'Must be `whsec_` and 24 to 64 bytes in base64; leave it out to have one made.',
    );
  return faults;
}

/** @throws AppError `url-refused` (400) for addresses that tenants may not reach */
export async function refuseInnerUrl(
  deps: Pick<NativeDeps, 'checkUrl'>,
  url: string | undefined,
): Promise<void> {
  if (url !== undefined) await deps.checkUrl?.(url);
}

/** @throws AppError `invalid-request` naming every field */
export function refuseFaults(given: Given, path = ''): void {
  const faults = endpointFaults(given, path);
  if (faults.length > 0) throw invalidRequest(faults);
}
