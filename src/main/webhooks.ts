/** Webhooks of this process: our own format and the vendors', sent from here. */
import { callView, vendorIds, vendorInboundHooks, vendorWebhookFormats, type RecordingLinks } from '#api';
import type { InboundHooks, Sealer, Store } from '#domain';
import { realClock, realRandom, type Id, type Logger } from '#kernel';
import type { HttpClient } from '#models';
import { createInboundHooks, createStandardFormat, standardInboundHook, WebhookSender } from '#webhooks';

/** Not started yet: a node sends once its lease holds. */
export function createWebhookSender(
  nodeId: Id,
  store: Store,
  http: HttpClient,
  links: RecordingLinks,
  logger: Logger,
): WebhookSender {
  return new WebhookSender({
    ...{ nodeId, store, http, logger, clock: realClock, random: realRandom },
    spellIds: vendorIds(store),
    formats: { ...vendorWebhookFormats, standard: createStandardFormat(callView) },
    recordingUrl: (call) => (call.recording ? links.url(call.organizationId, call.id) : null),
  });
}

/** Who answers calls that come in, where agents have a hook. */
export function inboundHooks(
  http: HttpClient,
  store: Pick<Store, 'aliases'>,
  secrets: Sealer,
  llmModel: string | null,
  logger: Logger,
): InboundHooks {
  const formats = { ...vendorInboundHooks(llmModel), standard: standardInboundHook };
  const spellIds = vendorIds(store);
  return createInboundHooks({ http, secrets, logger, formats, spellIds, clock: realClock });
}
