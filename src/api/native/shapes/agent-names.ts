/** Agents that a refusal names. */
import type { Agent } from '#domain';

const NAMED = 5;

/** The first of them by name; that there are more is told. */
export function agentNames(agents: readonly Agent[]): string {
  const names = agents.slice(0, NAMED).map(({ config }) => `'${config.name}'`);
  return names.join(', ') + (agents.length > NAMED ? ' and more' : '');
}
