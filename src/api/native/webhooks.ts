/** The operations of webhooks. */
import { getEvent } from './events/get/route.ts';
import { listEvents } from './events/list/route.ts';
import type { Operation } from './native.ts';
import { getWebhookDelivery } from './webhook-deliveries/get/route.ts';
import { listWebhookDeliveries } from './webhook-deliveries/list/route.ts';
import { replayWebhookDelivery } from './webhook-deliveries/replay/route.ts';
import { createWebhookEndpoint } from './webhook-endpoints/create/route.ts';
import { deleteWebhookEndpoint } from './webhook-endpoints/delete/route.ts';
import { getWebhookEndpoint } from './webhook-endpoints/get/route.ts';
import { listWebhookEndpoints } from './webhook-endpoints/list/route.ts';
import { rotateWebhookSecret } from './webhook-endpoints/rotate-secret/route.ts';
import { testWebhookEndpoint } from './webhook-endpoints/test/route.ts';
import { updateWebhookEndpoint } from './webhook-endpoints/update/route.ts';

export const webhookOperations: readonly Operation[] = [
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  listWebhookDeliveries,
  getWebhookDelivery,
  replayWebhookDelivery,
  listEvents,
  getEvent,
];
