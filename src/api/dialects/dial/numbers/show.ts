/** A number as dial shows it: the members of two generations at once. Pure. */
import { parseId, spellHex } from '#kernel';
import type { PhoneNumber } from '#domain';
import { present } from '../../shared/call-facts.ts';
import { derivedId, modelId } from '../ids.ts';

/** @param prompt the default outbound prompt of its use case, spelled */
export function showNumber(number: PhoneNumber, prompt: string | null): Record<string, unknown> {
  const { id, organizationId, e164, agentId, name } = number;
  const agents = agentRoutes(number);
  const models = modelRoutes(number);
  const useCase = agentId === null ? null : spellHex(agentId);
  const prompts = models.length === 0 ? [{ probability: 100, id: undefined }] : models;
  return present({
    id: spellHex(id),
    organization_id: spellHex(organizationId),
    number: e164,
    sid: `PN${derivedId('number', id)}`,
    title: name,
    // The one value that the vendor's page shows.
    mode: 'direct_transfer',
    use_case_id: useCase,
    agent_routes: agents,
    model_routes: models,
    use_case_config:
      useCase === null
        ? undefined
        : {
            id: useCase,
            prompt_routes: prompts.map(({ probability, id: model }) =>
              present({ probability, prompt_id: prompt ?? undefined, model_id: model }),
            ),
            agent_routes: agents,
          },
  });
}

interface Route {
  readonly probability: number;
  readonly id: string;
}

/** Voices that another API gave the number are nobody's. */
function agentRoutes({ routes }: PhoneNumber): Route[] {
  return (routes?.voices ?? []).flatMap(({ weight, label = '' }) => {
    const id = parseId(label);
    return id === null ? [] : [{ probability: weight, id: spellHex(id) }];
  });
}

function modelRoutes({ routes }: PhoneNumber): Route[] {
  return (routes?.models ?? []).map(({ weight, model }) => ({ probability: weight, id: modelId(model) }));
}
