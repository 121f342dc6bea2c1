/** A case of simulations as the native API shows it. */
import type { SimulationCase } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { IdText, spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

const Criteria = Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), {
  minItems: 1,
  maxItems: 20,
  description: 'What must hold, each judged by itself.',
});

export const caseFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  persona: Type.String({
    minLength: 1,
    maxLength: 20_000,
    description: 'Who the person is, what they want and how they behave; a language model plays them.',
  }),
  criteria: Criteria,
  passes: Type.Enum(['all', 'any'], { description: 'How many of the criteria must hold.' }),
  suite_id: Type.Union([IdText, Type.Null()]),
};

export const CaseSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('simulation_case'),
    ...caseFields,
    kind: Type.Enum(['custom', 'agent_based'], { description: '`agent_based`: written from an agent.' }),
    suite_id: Type.Union([Type.String(), Type.Null()]),
    agent_id: Type.Union([Type.String(), Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function caseView(row: SimulationCase): Static<typeof CaseSchema> {
  return {
    id: spellNative('simcase', row.id),
    object: 'simulation_case',
    name: row.name,
    persona: row.persona,
    criteria: [...row.criteria],
    passes: row.passes,
    kind: row.kind,
    suite_id: spellMaybe('suite', row.suiteId),
    agent_id: spellMaybe('agent', row.agentId),
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
  };
}
