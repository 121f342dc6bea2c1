/** Which variables an agent's texts ask for. */
import type { AgentConfig } from '../agents/config.ts';
import { placeholders } from './template.ts';

/**
 * Every placeholder of an agent that a request must be able to fill, each once. Those that the call fills itself
 * (a slot's answer, a tool's result) are not among them.
 */
export function planPlaceholders(config: AgentConfig): string[] {
  const names = new Set<string>();
  const texts: unknown[] = [config.greeting, config.prompt, config.silence?.text, config.flow?.nodes];
  const { message, message_prompt, ivr_goal, introduction } = config.machine ?? {};
  texts.push(message, message_prompt, ivr_goal, introduction);
  texts.push(config.tools?.map((tool) => (tool.type === 'http' ? [tool.url, tool.headers, tool.body] : [])));
  for (const text of texts) for (const name of placeholdersIn(text)) names.add(name);
  const own = new Set(ownNames(config));
  return [...names].filter((name) => !own.has(name) && !own.has(name.split('.')[0]!));
}

/** The names that a call gives values itself: slots, results of tools, arguments of tools. */
function ownNames(config: AgentConfig): string[] {
  const names: string[] = [];
  for (const node of config.flow?.nodes ?? []) {
    if (node.type === 'ask') names.push(node.slot.name);
    if (node.type !== 'tool') continue;
    if (node.save_as !== undefined) names.push(node.save_as);
    names.push(...Object.keys(node.arguments ?? {}));
  }
  for (const tool of config.tools ?? []) {
    const properties = tool.type === 'http' ? tool.parameters?.['properties'] : undefined;
    if (typeof properties === 'object' && properties !== null) names.push(...Object.keys(properties));
  }
  return names;
}

/** Placeholders of every string inside a value, however deep. */
export function placeholdersIn(value: unknown): string[] {
  if (typeof value === 'string') return placeholders(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(placeholdersIn);
}
