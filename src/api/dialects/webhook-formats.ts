/** How vendors' receivers are spoken to, by name. */
import type { InboundHookFormat, WebhookFormat, WebhookFormatName } from '#domain';
import { dialWebhook } from './dial/webhook-format.ts';
import { flireoInboundHook } from './flireo/inbound-hook.ts';
import { flireoWebhook } from './flireo/webhook-format.ts';
import { meetzyWebhook } from './meetzy/webhook-format.ts';
import { synthflowInboundHook } from './synthflow/inbound-hook.ts';
import { synthflowWebhook } from './synthflow/webhook-format.ts';

export const vendorWebhookFormats: Readonly<Record<Exclude<WebhookFormatName, 'standard'>, WebhookFormat>> = {
  meetzy: meetzyWebhook,
  synthflow: synthflowWebhook,
  dial: dialWebhook,
  flireo: flireoWebhook,
};

/** How vendors' users are asked who answers. */
export const vendorInboundHooks: Readonly<Record<'synthflow' | 'flireo', InboundHookFormat>> = {
  synthflow: synthflowInboundHook,
  flireo: flireoInboundHook,
};
