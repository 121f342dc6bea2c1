/** Goes through nodes until one waits: for the callee, for a tool, or for nothing any more. */
import type { FlowNode } from '#domain';
import { ask } from './ask.ts';
import { beginPrompt } from './prompt-node.ts';
import { runTool } from './tool-node.ts';
import { transfer } from './transfer-node.ts';
import { flowOf, leave, nodeOf, say, type Walk } from './walk.ts';

/** Nodes passed without waiting; a valid flow has no such circle. */
const MOST_NODES = 600;

/** Enters `id` and goes on from there. */
export function enter(walk: Walk, id: string | undefined): Walk {
  let next = id;
  for (let passed = 0; passed < MOST_NODES; passed++) {
    const node = next === undefined ? undefined : nodeOf(walk.scene, next);
    if (!node) return finish(walk, 'The flow was gone through.');
    walk.effects.push({ type: 'fact-record', data: { fact: 'node-entered', node: node.id } });
    switch (node.type) {
      case 'say':
        say(walk, sayText(walk, node), node.interruptible);
        break;
      case 'ask':
        return ask(walk, node);
      case 'tool':
        runTool(walk, node);
        return walk;
      case 'prompt':
        beginPrompt(walk, node);
        return walk;
      case 'transfer':
        transfer(walk, node);
        return walk;
      case 'end':
        if (node.text !== undefined) say(walk, node.text, node.interruptible);
        return finish(walk, `The flow reached '${node.id}'.`);
      case 'decide':
        break;
    }
    next = leave(walk, node.id)?.to;
  }
  return finish(walk, 'The flow goes in a circle.');
}

/** The agent's greeting replaces the first say. */
function sayText(walk: Walk, node: FlowNode & { type: 'say' }): string {
  const { greeting } = walk.scene.setup.plan.config;
  return greeting !== undefined && walk.state.phase === 'before' && node.id === flowOf(walk.scene).start
    ? greeting
    : node.text;
}

function finish(walk: Walk, text: string): Walk {
  walk.state = { ...walk.state, phase: 'done' };
  walk.signals.push({ type: 'finish', reason: 'flow-ended', text, say: null });
  return walk;
}
