/** How vendors' receivers are spoken to, by name. */
import type { InboundHookFormat, WebhookFormat, WebhookFormatName } from '#domain';
import { dialWebhook } from './dial/webhook-format.ts';
import { createFlireoInboundHook } from './flireo/inbound-hook.ts';
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

/**
 * How vendors' users are asked who answers.
 * @param configured the server's own language model; null: it has none
 */
export function vendorInboundHooks(
  configured: string | null,
): Readonly<Record<'synthflow' | 'flireo', InboundHookFormat>> {
  return { synthflow: synthflowInboundHook, flireo: createFlireoInboundHook(configured) };
}
