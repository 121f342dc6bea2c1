/** An action in Synthflow's shape. */
import type { Action } from './kinds.ts';
import { placeholdersOf } from './texts.ts';

/** @param whole with the agents that have it */
export function showAction(action: Action, whole: boolean): Record<string, unknown> {
  const { id, kind, name, description, body, initial, attached } = action;
  return {
    ...{ action_id: id, action_type: kind, name, description, parameters_hard_coded: body },
    ...(whole
      ? {
          assistants: Object.keys(attached),
          input_variables: {
            values: placeholdersOf(body).map((key) => ({ key, value: initial[key] ?? null })),
            assistants: Object.entries(attached).map(([model_id, how]) => ({ model_id, ...how })),
          },
        }
      : {}),
  };
}
