/** A scenario as the native API shows it. */
import type { SimulationScenario } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../shapes/times.ts';

export const scenarioFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  description: Type.String({ minLength: 1, maxLength: 20_000, description: 'The situation, in words.' }),
};

export const ScenarioSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('simulation_scenario'),
    ...scenarioFields,
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function scenarioView(row: SimulationScenario): Static<typeof ScenarioSchema> {
  return {
    id: spellNative('scenario', row.id),
    object: 'simulation_scenario',
    name: row.name,
    description: row.description,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
  };
}
