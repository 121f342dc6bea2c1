/** What an agent says of its webhook: `webhook_url`, `webhook_secret`, `webhook_events`. */
import { isSealed, type CallWebhook, type WebhookChange } from '#domain';
import type { Fields } from '../shared/fields.ts';

/** Source: reference.flireo.com/webhooks-1861373m0. */
export const WEBHOOK_EVENTS = [
  'assistant-request',
  'tool-calls',
  'status-update',
  'end-of-call-report',
] as const;
export type FlireoEvent = (typeof WEBHOOK_EVENTS)[number];

/** Ours by theirs; the other two are asked, not told. */
export const FLIREO_EVENTS: Readonly<Record<string, readonly string[]>> = {
  'status-update': ['call.answered', 'call.ended'],
  'end-of-call-report': ['call.analyzed'],
};

const LONGEST_SECRET = 500;

export interface AgentWebhook {
  readonly url: string | null;
  /** Signs what is sent, unless a tool has its own. */
  readonly secret: string | null;
  /** Those wanted; null or an empty list means all. */
  readonly events: readonly FlireoEvent[];
}

/** Where an agent's webhook is, and what signs it. */
export type WebhookPlace = Pick<AgentWebhook, 'url' | 'secret'>;

/**
 * Faults are kept in `fields`.
 * @param own the saved agent's, for members that an override leaves out
 */
export function readWebhook(fields: Fields, own: WebhookPlace | null = null): AgentWebhook {
  const isOwn = (name: string): boolean => own !== null && fields.raw[name] === undefined;
  const secret = isOwn('webhook_secret') ? own!.secret : fields.text('webhook_secret') || null;
  if (secret !== null && secret.length > LONGEST_SECRET)
    fields.fail('webhook_secret', `Must have ${LONGEST_SECRET} characters or fewer.`, 'maxLength');
  // What is kept sealed is told by nobody.
  if (secret !== null && isSealed(secret))
    fields.fail('webhook_secret', 'Begins like a secret that is kept sealed; give the secret.', 'secret');
  const given = (fields.list('webhook_events') ?? []).flatMap((event, index) => {
    const known = WEBHOOK_EVENTS.find((one) => one === event);
    if (known !== undefined) return [known];
    fields.fail(
      `webhook_events[${index}]`,
      `Is ${JSON.stringify(event)?.slice(0, 100)}; it must be one of: ${WEBHOOK_EVENTS.join(', ')}.`,
      'one-of',
    );
    return [];
  });
  const events = WEBHOOK_EVENTS.filter((event) => given.length === 0 || given.includes(event));
  return { url: isOwn('webhook_url') ? own!.url : fields.webAddress('webhook_url'), secret, events };
}

/** What an override says of it, each member in the place of the saved agent's; null: nothing. */
export function readWebhookChange(fields: Fields, webhook: AgentWebhook): WebhookChange | null {
  const has = (name: string): boolean => fields.raw[name] !== undefined;
  const change = {
    ...(has('webhook_url') ? { url: webhook.url } : {}),
    ...(has('webhook_secret') ? { secret: webhook.secret } : {}),
    ...(has('webhook_events') ? { eventTypes: eventTypesOf(webhook) } : {}),
  };
  return Object.keys(change).length === 0 ? null : { ...UNCHANGED, ...change };
}

/** The agent's own webhook, if it has one. */
export const UNCHANGED: WebhookChange = {
  format: 'flireo',
  usualEventTypes: eventTypesOf({ events: WEBHOOK_EVENTS }),
};

/** Ours of those that are told of. */
export function eventTypesOf({ events }: Pick<AgentWebhook, 'events'>): readonly string[] {
  return events.flatMap((event) => FLIREO_EVENTS[event] ?? []);
}

/** For one call alone; null: nothing is to be told of it. */
export function callWebhook(webhook: AgentWebhook): CallWebhook | null {
  const eventTypes = eventTypesOf(webhook);
  const { url, secret } = webhook;
  return url === null || eventTypes.length === 0
    ? null
    : { url, secret, format: 'flireo', headers: {}, eventTypes };
}
