/** An override of where an agent's webhook is: tools that are called there are called elsewhere in this call. Pure. */
import type { AgentConfig, AgentTool, ToolsAt } from '#domain';

export function moveTools(
  { tools }: Pick<AgentConfig, 'tools'>,
  at: ToolsAt | undefined,
): Pick<AgentConfig, 'tools'> {
  if (!at || tools === undefined) return {};
  return { tools: tools.map((tool) => moved(tool, at)) };
}

function moved(tool: AgentTool, { from, to, auth }: ToolsAt): AgentTool {
  if (tool.type !== 'http' || tool.url !== from) return tool;
  if (auth === undefined) return { ...tool, url: to };
  const { auth: _before, ...open } = tool;
  return { ...open, url: to, ...(auth === null ? {} : { auth }) };
}
