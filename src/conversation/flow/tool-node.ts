/** Tools of a flow: run while the agent says its line, their result into a variable. */
import { toolName, type FlowNode } from '#domain';
import { ms } from '../core/setup.ts';
import { fillArguments, toolRequest } from '../tools/request.ts';
import { leave, say, variablesOf, type Walk, type Way } from './walk.ts';

type ToolNode = FlowNode & { type: 'tool' };
export const TOOL_LIMIT = 'tool-limit';

/** @returns where to go on, or `null` while the tool runs. */
export function runTool(walk: Walk, node: ToolNode): Way | null {
  const { plan } = walk.scene.setup;
  const tool = (plan.config.tools ?? []).find((tool) => toolName(tool) === node.tool);
  const run = `t${walk.state.runs + 1}`;
  walk.state = { ...walk.state, phase: 'tool', node: node.id, runs: walk.state.runs + 1 };
  if (node.speech !== undefined) say(walk, node.speech, undefined);
  walk.signals.push({ type: 'say-done' });
  if (!tool) return toolDone(walk, node, { ok: false, detail: 'unknown', result: undefined });
  if (tool.type === 'end_call') {
    walk.state = { ...walk.state, phase: 'done' };
    const text = `The flow ended the call at '${node.id}'.`;
    walk.signals.push({ type: 'finish', reason: 'end-call-tool', text, say: null });
    return null;
  }
  if (tool.type !== 'http') return toolDone(walk, node, { ok: false, detail: 'unknown', result: undefined });
  const variables = variablesOf(walk.state, walk.scene);
  const args = fillArguments(node.arguments ?? {}, variables);
  walk.effects.push(
    { type: 'tool-run', run, tool: tool.name, arguments: args, http: toolRequest(tool, args, variables) },
    { type: 'alarm-set', name: TOOL_LIMIT, at: walk.scene.now + ms(tool.timeout_ms) },
  );
  return null;
}

export interface ToolResult {
  readonly ok: boolean;
  readonly detail: string;
  readonly result: unknown;
}

/** An error goes the way made for it, else the ordinary one; then its variable has no value. */
export function toolDone(walk: Walk, node: ToolNode, { ok, detail, result }: ToolResult): Way {
  walk.effects.push(
    { type: 'alarm-clear', name: TOOL_LIMIT },
    { type: 'fact-record', data: { fact: 'tool-finished', tool: node.tool, ok, detail } },
  );
  if (node.save_as !== undefined && ok)
    walk.state = { ...walk.state, values: { ...walk.state.values, [node.save_as]: result } };
  const way = ok ? leave(walk, node.id) : (leave(walk, node.id, 'error') ?? leave(walk, node.id));
  return { to: way?.to };
}
