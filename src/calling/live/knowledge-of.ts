/** The knowledge bases of one call. */
import type { Knowledge } from '#conversation';
import type { Call } from '#domain';
import type { Id } from '#kernel';
import type { EngineOptions } from '../options.ts';

/** @returns undefined for a call that has none */
export function knowledgeOf(
  { organizationId, plan }: Pick<Call, 'organizationId' | 'plan'>,
  { knowledge }: Pick<EngineOptions, 'knowledge'>,
): Knowledge | undefined {
  const held = plan.knowledge;
  if (!held || !knowledge) return undefined;
  const bases = held.bases.map(({ id }) => id as Id);
  return { search: (query, signal) => knowledge.search(organizationId, bases, query, held.top, signal) };
}
