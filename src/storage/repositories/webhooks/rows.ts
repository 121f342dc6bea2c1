/** Rows of webhooks as records. */
import type {
  DeliveryStateName,
  DeliveryTry,
  Signing,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
  WebhookFormatName,
} from '#domain';
import type { Id, Millis } from '#kernel';
import type { Cipher } from '../../cipher.ts';

export interface EndpointRow {
  id: Id;
  organization_id: Id;
  agent_id: Id | null;
  call_id: Id | null;
  url: string;
  description: string;
  format: WebhookFormatName;
  event_types: string[];
  headers_sealed: string;
  signing: Signing;
  secret_sealed: string | null;
  old_secret_sealed: string | null;
  old_secret_until: Millis | null;
  active: boolean;
  disabled_reason: string | null;
  disabled_at: Millis | null;
  failing_since: Millis | null;
  created_at: Millis;
  updated_at: Millis;
}

export interface EventRow {
  id: Id;
  organization_id: Id;
  type: string;
  at: Millis;
  call_id: Id | null;
  agent_id: Id | null;
  subject: string | null;
  sequence: number | null;
  data: Readonly<Record<string, unknown>>;
}

export interface DeliveryRow {
  id: Id;
  organization_id: Id;
  endpoint_id: Id;
  event_id: Id;
  type: string;
  call_id: Id | null;
  sequence: number | null;
  state: DeliveryStateName;
  tries: number;
  due_at: Millis;
  created_at: Millis;
  finished_at: Millis | null;
}

export interface TryRow {
  number: number;
  at: Millis;
  url: string;
  request_headers: Readonly<Record<string, string>>;
  status: number | null;
  answer: string | null;
  error: string | null;
  duration_ms: Millis;
}

export function toEndpoint(row: EndpointRow, cipher: Cipher): WebhookEndpoint {
  const open = (sealed: string | null) => (sealed === null ? null : cipher.open(sealed));
  return {
    id: row.id,
    organizationId: row.organization_id,
    agentId: row.agent_id,
    callId: row.call_id,
    url: row.url,
    description: row.description,
    format: row.format,
    eventTypes: row.event_types,
    headers: JSON.parse(cipher.open(row.headers_sealed)) as Record<string, string>,
    signing: row.signing,
    secret: open(row.secret_sealed),
    oldSecret: open(row.old_secret_sealed),
    oldSecretUntil: row.old_secret_until,
    active: row.active,
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at,
    failingSince: row.failing_since,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The columns that change, each with its new value. */
export function endpointColumns(patch: Partial<WebhookEndpoint>, cipher: Cipher): Record<string, unknown> {
  const seal = (secret: string | null) => (secret === null ? null : cipher.seal(secret));
  const columns: [string, unknown][] = [
    ['id', patch.id],
    ['organization_id', patch.organizationId],
    ['agent_id', patch.agentId],
    ['call_id', patch.callId],
    ['url', patch.url],
    ['description', patch.description],
    ['format', patch.format],
    ['event_types', patch.eventTypes],
    ['headers_sealed', patch.headers && cipher.seal(JSON.stringify(patch.headers))],
    ['signing', patch.signing],
    ['secret_sealed', patch.secret === undefined ? undefined : seal(patch.secret)],
    ['old_secret_sealed', patch.oldSecret === undefined ? undefined : seal(patch.oldSecret)],
    ['old_secret_until', patch.oldSecretUntil],
    ['active', patch.active],
    ['disabled_reason', patch.disabledReason],
    ['disabled_at', patch.disabledAt],
    ['failing_since', patch.failingSince],
    ['created_at', patch.createdAt],
    ['updated_at', patch.updatedAt],
  ];
  return Object.fromEntries(columns.filter(([, value]) => value !== undefined));
}

export function toWebhookEvent(row: EventRow): WebhookEvent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    type: row.type,
    at: row.at,
    callId: row.call_id,
    agentId: row.agent_id,
    subject: row.subject,
    sequence: row.sequence,
    data: row.data,
  };
}

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    organizationId: row.organization_id,
    endpointId: row.endpoint_id,
    eventId: row.event_id,
    type: row.type,
    callId: row.call_id,
    sequence: row.sequence,
    state: row.state,
    tries: row.tries,
    dueAt: row.due_at,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

export function toTry(row: TryRow): DeliveryTry {
  return {
    number: row.number,
    at: row.at,
    url: row.url,
    requestHeaders: row.request_headers,
    status: row.status,
    answer: row.answer,
    error: row.error,
    durationMs: row.duration_ms,
  };
}
