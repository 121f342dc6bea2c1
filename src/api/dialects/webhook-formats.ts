/** How vendors' receivers are spoken to, by name. */
import type { WebhookFormat, WebhookFormatName } from '#domain';
import { dialWebhook } from './dial/webhook-format.ts';
import { flireoWebhook } from './flireo/webhook-format.ts';
import { meetzyWebhook } from './meetzy/webhook-format.ts';
import { synthflowWebhook } from './synthflow/webhook-format.ts';

export const vendorWebhookFormats: Readonly<Record<Exclude<WebhookFormatName, 'standard'>, WebhookFormat>> = {
  meetzy: meetzyWebhook,
  synthflow: synthflowWebhook,
  dial: dialWebhook,
  flireo: flireoWebhook,
};
