/** Webhooks: the outbox, endpoints, deliveries. */
import type { WebhookRepository } from '#domain';
import type { Context } from '../context.ts';
import { claimRepository } from './claims.ts';
import { deliveryRepository } from './deliveries.ts';
import { emit, emitTo } from './emit.ts';
import { endpointRepository } from './endpoints.ts';
import { oldWebhooks } from './forget.ts';

export function webhookRepository(context: Context): WebhookRepository {
  return {
    emit: (...emissions) => emit(context, emissions),
    emitTo: (endpointId, emission) => emitTo(context, endpointId, emission),
    ...endpointRepository(context),
    ...claimRepository(context),
    ...deliveryRepository(context),
    ...oldWebhooks(context),
  };
}
