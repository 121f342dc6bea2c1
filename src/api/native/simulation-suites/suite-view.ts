/** A suite of simulations as the native API shows it. */
import type { SimulationSuite } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { IdText } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const suiteFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  agent_id: IdText,
  language: Type.String({
    pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$',
    description: 'BCP 47; what the persons speak.',
  }),
};

export const SuiteSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('simulation_suite'),
    ...suiteFields,
    agent_id: Type.String(),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function suiteView(row: SimulationSuite): Static<typeof SuiteSchema> {
  return {
    id: spellNative('suite', row.id),
    object: 'simulation_suite',
    name: row.name,
    agent_id: spellNative('agent', row.agentId),
    language: row.language,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
  };
}
