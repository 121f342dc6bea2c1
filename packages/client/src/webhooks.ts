/** Checks that a webhook is Parley's: Standard Webhooks, symmetric (`v1`) and ed25519 (`v1a`). */
import type { Call } from './generated/index.ts';

/** The body of a webhook of an endpoint with the format `standard`. */
export interface WebhookMessage {
  /** The same in every try and every repetition. */
  readonly id: string;
  readonly type: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly timestamp: string;
  /** Place in the log of its call. */
  readonly sequence: number | null;
  readonly call_id: string | null;
  readonly agent_id: string | null;
  /** Id of what it is about, where that is no call. */
  readonly subject: string | null;
  readonly data: {
    /** As `calls.get` gives it. */
    readonly call?: Call;
    readonly [name: string]: unknown;
  };
}

/** A webhook that must not be believed. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

export interface WebhookCheck {
  /** `webhook-id`, `webhook-timestamp` and `webhook-signature`, in any case. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as it came, before any parsing. */
  readonly body: string;
  /** The endpoint's secret `whsec_…`, or its public key `whpk_…`; several while one replaces another. */
  readonly secret: string | readonly string[];
  /** How old it may be, and how far ahead, s. 300. */
  readonly toleranceS?: number;
  /** Unix ms; now when absent. */
  readonly now?: number;
}

/** The event, once its signature and its time were checked. @throws WebhookRefused */
export async function verifyWebhook<Event = WebhookMessage>(check: WebhookCheck): Promise<Event> {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(check.headers, name),
  ) as [string, string, string];
  const at = Number(timestamp);
  const now = (check.now ?? Date.now()) / 1000;
  if (!/^\d+$/.test(timestamp) || Math.abs(now - at) > (check.toleranceS ?? 300))
    throw new WebhookRefused('`webhook-timestamp` is too old, or too far ahead.');
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${check.body}`);
  const secrets = typeof check.secret === 'string' ? [check.secret] : check.secret;
  for (const one of signature.split(' '))
    for (const secret of secrets)
      if (await matches(one, secret, signed)) return JSON.parse(check.body) as Event;
  throw new WebhookRefused('No signature fits the body and the secret.');
}

function headerOf(headers: WebhookCheck['headers'], name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value !== 'string' || value === '') throw new WebhookRefused(`\`${name}\` is missing.`);
  return value;
}

async function matches(signature: string, secret: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const comma = signature.indexOf(',');
  const [version, text] = [signature.slice(0, comma), signature.slice(comma + 1)];
  const symmetric = !secret.startsWith('whpk_');
  if (version !== (symmetric ? 'v1' : 'v1a')) return false;
  const algorithm = symmetric ? { name: 'HMAC', hash: 'SHA-256' } : { name: 'Ed25519' };
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret.replace(/^wh(sec|pk)_/, '')),
    algorithm,
    false,
    ['verify'],
  );
  return crypto.subtle.verify(algorithm.name, key, bytesOf(text), signed);
}

/** @returns no bytes for what is no base64, which fits nothing */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
