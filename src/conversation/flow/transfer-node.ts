/** A transfer as a node: the callee is connected with somebody else, or the flow goes on. */
import { render, type FlowNode, type ChosenTransfer } from '#domain';
import type { Signal } from '../core/signal.ts';
import { leave, say, variablesOf, type Walk, type Way } from './walk.ts';

type TransferNode = FlowNode & { type: 'transfer' };

/** Nothing leads on before it is known whether it worked. */
export function transfer(walk: Walk, node: TransferNode): void {
  const { id, type, announcement, ...rest } = node;
  const runs = walk.state.runs + 1;
  walk.state = { ...walk.state, phase: 'transfer', node: id, runs };
  if (announcement !== undefined) say(walk, announcement, false);
  walk.signals.push({ type: 'say-done' });
  const variables = variablesOf(walk.state, walk.scene);
  const filled = (text: string): string => render(text, variables).text;
  const { briefing, failed, ...plain } = rest;
  const tool: ChosenTransfer = {
    type,
    ...plain,
    to: filled(plain.to).trim(),
    ...(briefing === undefined ? {} : { briefing: filled(briefing) }),
    ...(failed === undefined ? {} : { failed: filled(failed) }),
  };
  walk.signals.push({ type: 'transfer-wanted', run: `t${runs}`, tool });
}

/** @returns where to go on; `null`: the callee is connected, and the agent has nothing more to say. */
export function transferOver(
  walk: Walk,
  node: TransferNode,
  { ok }: Signal & { type: 'transfer-over' },
): Way | null {
  if (ok) {
    walk.state = { ...walk.state, phase: 'done' };
    return null;
  }
  const way = leave(walk, node.id, 'failed') ?? leave(walk, node.id);
  if (node.failed !== undefined) say(walk, node.failed, undefined);
  return { to: way?.to };
}
