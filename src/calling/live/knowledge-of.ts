/** The knowledge bases of one call. */
import type { Knowledge } from '#conversation';
import type { Call, PricedUsage } from '#domain';
import type { Id } from '#kernel';
import type { ModelUsage } from '#models';
import type { EngineOptions } from '../options.ts';

/**
 * @param onUsage hears what the search used of models; absent: it is the organization's, beside calls
 * @returns undefined for a call that has none
 */
export function knowledgeOf(
  { organizationId, plan }: Pick<Call, 'organizationId' | 'plan'>,
  { knowledge }: Pick<EngineOptions, 'knowledge'>,
  onUsage?: (usage: ModelUsage) => void,
): Knowledge | undefined {
  const held = plan.knowledge;
  if (!held || !knowledge) return undefined;
  const bases = held.bases.map(({ id }) => id as Id);
  // Knowledge passes on what its models tell, in their words.
  const note = onUsage && ((usage: PricedUsage) => onUsage(usage as ModelUsage));
  return {
    search: (query, signal) => knowledge.search(organizationId, bases, query, held.top, signal, note),
  };
}
