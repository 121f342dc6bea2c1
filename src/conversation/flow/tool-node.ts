/** Tools of a flow: wanted while the agent says its line, their result into a variable. */
import type { FlowNode } from '#domain';
import type { ToolOutcome } from '../core/signal.ts';
import { fillArguments } from '../tools/request.ts';
import type { FlowState } from './state.ts';
import { leave, say, variablesOf, type Walk, type Way } from './walk.ts';

type ToolNode = FlowNode & { type: 'tool' };

/** What the result of an asynchronous tool is until it comes. */
const STARTED = 'started';

/** Nothing leads on before the tool is done. */
export function runTool(walk: Walk, node: ToolNode): void {
  const runs = walk.state.runs + 1;
  walk.state = { ...walk.state, phase: 'tool', node: node.id, runs };
  const spoken = node.speech !== undefined && say(walk, node.speech, undefined);
  const args = fillArguments(node.arguments ?? {}, variablesOf(walk.state, walk.scene));
  walk.signals.push(
    { type: 'say-done' },
    { type: 'tool-wanted', run: `t${runs}`, name: node.tool, arguments: args, by: 'node', spoken },
  );
}

/** An error goes the way made for it, else the ordinary one; then its variable has no value. */
export function toolDone(walk: Walk, node: ToolNode, { run, ok, detail, result }: ToolOutcome): Way {
  const { save_as: name } = node;
  if (name !== undefined && ok) {
    const { state } = walk;
    walk.state =
      detail === STARTED
        ? { ...state, awaited: { ...state.awaited, [run]: name } }
        : { ...state, values: { ...state.values, [name]: result } };
  }
  const way = ok ? leave(walk, node.id) : (leave(walk, node.id, 'error') ?? leave(walk, node.id));
  return { to: way?.to };
}

/** The flow has gone on; the result is there for whatever comes next. */
export function toolReported(own: FlowState, { run, ok, result }: ToolOutcome): FlowState {
  const name = own.awaited[run];
  return name === undefined || !ok ? own : { ...own, values: { ...own.values, [name]: result } };
}

/** What a flow has a value of itself takes the new one; of all others the tools keep it. */
export function variablesSet(own: FlowState, values: Readonly<Record<string, unknown>>): FlowState {
  const mine = Object.entries(values).filter(([name]) => Object.hasOwn(own.values, name));
  return mine.length === 0 ? own : { ...own, values: { ...own.values, ...Object.fromEntries(mine) } };
}
