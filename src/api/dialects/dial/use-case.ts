/** The use case embedded in every call: our agent, in full, in dial's shape. */
import type { Call, WebhookEndpoint } from '#domain';
import { ownData } from '../shared/call-facts.ts';
import { isJson, type Json } from '../shared/fields.ts';
import { showUseCase } from './use-cases/show.ts';
import type { UseCase } from './use-cases/use-cases.ts';

/**
 * What a use case says that an override of the call must not change; kept with the call.
 * @param model the language model used where the use case names none
 */
export function freezeUseCase(
  { agent: { id, organizationId }, record: { own }, config }: UseCase,
  hooks: readonly WebhookEndpoint[],
  model: string | null,
): Json {
  return {
    ...showUseCase({ id, organizationId, config, own, hooks }),
    model: config.llm?.model ?? model ?? '',
  };
}

/** As frozen at acceptance; for a call of another API from what it runs. */
export function useCaseOf(call: Call): Json {
  const kept = ownData(call, 'dial')['use_case'];
  if (isJson(kept)) return kept;
  const { organizationId, plan } = call;
  const { config } = plan;
  return {
    ...showUseCase({ id: plan.agentId ?? call.id, organizationId, config, own: {}, hooks: [] }),
    model: config.llm?.model ?? '',
  };
}
