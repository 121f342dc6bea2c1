/** A number pool as the native API shows it, and its members out of a request. */
import { POOL_RULES, type NumberPool, type PoolMember, type Tenant } from '#domain';
import { invalidRequest, notFound, spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { aliasesOf, AliasesSchema, findId, IdText } from '../shapes/ids.ts';
import { knownNumber } from '../shapes/known.ts';
import { iso, Moment } from '../shapes/times.ts';

const Weight = Type.Integer({
  minimum: 1,
  maximum: 1000,
  default: 1,
  description: 'How often it is drawn beside the others, by the rule `weighted`.',
});
export const poolFields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  rule: Type.Enum([...POOL_RULES], {
    description:
      '`least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order.',
  }),
};
export const Members = Type.Array(
  Type.Object({ number_id: IdText, weight: Type.Optional(Weight) }, { additionalProperties: false }),
  { maxItems: 1000, description: 'In order; each number once.' },
);

export const NumberPoolSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('number_pool'),
    name: Type.String(),
    rule: poolFields.rule,
    members: Type.Array(
      Type.Object({ number_id: Type.String(), weight: Type.Integer() }, { additionalProperties: false }),
    ),
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export function poolView(pool: NumberPool): Static<typeof NumberPoolSchema> {
  return {
    id: spellNative('pool', pool.id),
    object: 'number_pool',
    name: pool.name,
    rule: pool.rule,
    members: pool.members.map(({ numberId, weight }) => ({
      number_id: spellNative('num', numberId),
      weight,
    })),
    created_at: iso(pool.createdAt),
    updated_at: iso(pool.updatedAt),
    aliases: aliasesOf(pool.id),
  };
}

/** @throws AppError `number-unknown` (404), `invalid-request` (400) for a number that stands twice */
export async function readMembers(
  deps: NativeDeps,
  tenant: Tenant,
  members: Static<typeof Members>,
): Promise<readonly PoolMember[]> {
  const read: PoolMember[] = [];
  for (const [index, { number_id, weight = 1 }] of members.entries()) {
    const param = `members[${index}].number_id`;
    const { id } = await knownNumber(
      deps,
      tenant,
      await findId(deps, tenant, number_id, 'number', param),
      param,
    );
    if (read.some(({ numberId }) => numberId === id))
      throw invalidRequest([
        { param, rule: 'unique', message: 'is in the pool already; name each number once.' },
      ]);
    read.push({ numberId: id, weight });
  }
  return read;
}

/** @throws AppError `number-pool-unknown` (404) */
export async function knownPool(
  deps: Pick<NativeDeps, 'store'>,
  tenant: Tenant,
  text: string,
  param?: string,
): Promise<NumberPool> {
  const id = await findId(deps, tenant, text, 'number-pool', param);
  const pool = await deps.store.numberPools.get(tenant.organizationId, id);
  if (!pool) throw notFound('number-pool', param);
  return pool;
}
