/** Weighted alternatives of a number: who speaks, with which model, in which voice; drawn once a call. Pure. */
import { Type, type Static } from 'typebox';
import { randomUnit, type FieldFault, type Random } from '#kernel';
import { VoiceSchema } from '../agents/models-schema.ts';
import { joinPath } from '../agents/schema-faults.ts';

const weight = Type.Integer({
  minimum: 0,
  maximum: 100,
  description: 'Percent; those of one list sum to 100.',
});
const label = Type.Optional(Type.String({ maxLength: 100, description: 'Told in the call’s log.' }));

export const NumberRoutesSchema = Type.Object(
  {
    agents: Type.Optional(
      Type.Array(
        Type.Object(
          {
            agent_id: Type.String({ minLength: 1, maxLength: 80 }),
            version_id: Type.Optional(
              Type.String({ minLength: 1, maxLength: 80, description: 'Absent: its production version.' }),
            ),
            label,
            weight,
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 50 },
      ),
    ),
    models: Type.Optional(
      Type.Array(
        Type.Object(
          {
            provider: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            model: Type.String({ minLength: 1, maxLength: 200 }),
            label,
            weight,
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 50 },
      ),
    ),
    voices: Type.Optional(
      Type.Array(Type.Object({ voice: VoiceSchema, label, weight }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: 50,
      }),
    ),
  },
  { additionalProperties: false },
);
export type NumberRoutes = Static<typeof NumberRoutesSchema>;

/** What one call got; absent where the number has no alternatives. */
export interface DrawnRoutes {
  readonly agent?: NonNullable<NumberRoutes['agents']>[number];
  readonly model?: NonNullable<NumberRoutes['models']>[number];
  readonly voice?: NonNullable<NumberRoutes['voices']>[number];
}

/** What the schema cannot say: each list sums to 100. */
export function routeFaults(routes: NumberRoutes, path: string): FieldFault[] {
  return Object.entries(routes).flatMap(([list, ways]) => {
    const sum = ways.reduce((all, way) => all + way.weight, 0);
    if (sum === 100) return [];
    const message = `weighs ${sum} in all; the weights must sum to 100.`;
    return [{ param: joinPath(path, list), rule: 'weights', message }];
  });
}

/** One of each list, by chance. */
export function drawRoutes({ agents, models, voices }: NumberRoutes, random: Random): DrawnRoutes {
  return {
    ...(agents ? { agent: draw(agents, random) } : {}),
    ...(models ? { model: draw(models, random) } : {}),
    ...(voices ? { voice: draw(voices, random) } : {}),
  };
}

/** @param ways at least one; if nothing weighs anything, the first. */
export function draw<T extends { readonly weight: number }>(ways: readonly T[], random: Random): T {
  let left = randomUnit(random) * ways.reduce((sum, way) => sum + way.weight, 0);
  return ways.find((way) => (left -= way.weight) < 0) ?? ways[0]!;
}
