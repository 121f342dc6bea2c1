/** Which variables an agent's texts ask for. */
import type { AgentConfig } from '../agents/config.ts';
import { ownTools, runsAt, toolName, type Tool } from '../agents/tools-schema.ts';
import { fills } from '../flow/unfilled.ts';
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
  texts.push(ownTools(config.tools).map(toolTexts));
  for (const text of texts) for (const name of placeholdersIn(text)) names.add(name);
  const own = new Set(ownNames(config));
  return [...names].filter((name) => !own.has(name) && !own.has(name.split('.')[0]!));
}

/** What of a tool is filled before it is sent or said. */
function toolTexts(tool: Tool): unknown[] {
  const speech = 'speech' in tool ? [tool.speech] : [];
  switch (tool.type) {
    case 'http':
      return [tool.url, tool.headers, tool.body, tool.arguments, speech];
    case 'transfer':
      return [tool.to, tool.destinations, tool.announcement, tool.briefing, tool.failed];
    case 'leave_voicemail':
      return [tool.message];
    case 'send_sms':
      return [tool.text, tool.arguments, speech];
    default:
      return speech;
  }
}

/** The names that a call gives values itself: slots, results of tools, arguments of tools. */
function ownNames(config: AgentConfig): string[] {
  const names: string[] = ['tool_call'];
  for (const node of config.flow?.nodes ?? []) {
    names.push(...fills(node));
    if (node.type === 'tool') names.push(...Object.keys(node.arguments ?? {}));
  }
  for (const tool of ownTools(config.tools)) {
    if (runsAt(tool) === 'before') names.push(toolName(tool));
    if (tool.type === 'http') names.push(...(tool.fills ?? []), ...Object.keys(tool.arguments ?? {}));
    if (tool.type === 'set_variable') names.push(...tool.names);
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
