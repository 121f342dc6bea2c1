/** The flow mind: a playbook as a graph, run without a language model. */
import type { Part, Reaction } from '../core/scene.ts';
import { answered, remind, type AskNode } from './ask.ts';
import type { FlowState } from './state.ts';
import { toolDone, toolReported, variablesSet } from './tool-node.ts';
import { enter } from './enter.ts';
import { flowOf, leave, nodeOf, say, walked, walkOf, type Walk, type Way } from './walk.ts';

export const flow: Part<FlowState> = (own, signal, scene) => {
  const walk = walkOf(own, scene);
  const node = nodeOf(scene, own.node);
  const asked = own.phase === 'asking' && node?.type === 'ask' ? (node as AskNode) : null;
  switch (signal.type) {
    case 'conversation-started': {
      const { start } = flowOf(scene);
      const { greeting } = scene.setup.plan.config;
      if (greeting !== undefined && nodeOf(scene, start)?.type !== 'say') say(walk, greeting, undefined);
      return walked(enter(walk, start));
    }
    case 'turn-taken':
      return asked ? goOn(walk, answered(walk, asked, signal.turn)) : { state: own };
    case 'speech-finished':
      if (!asked || signal.questionAt === null || own.questionAt !== null) return { state: own };
      return { state: { ...own, questionAt: signal.questionAt } };
    case 'remind':
      if (!asked) return { state: own };
      return walked(remind(walk, asked, signal.text));
    case 'silence-ran-out': {
      const way = asked ? leave(walk, asked.id, 'no_input') : undefined;
      if (way) {
        walk.signals.push({ type: 'expect', expectation: null });
        return walked(enter(walk, way.to));
      }
      const text = 'The callee said nothing.';
      return { state: own, signals: [{ type: 'finish', reason: 'silence', text, say: signal.say }] };
    }
    case 'tool-done':
      if (own.phase !== 'tool' || node?.type !== 'tool' || signal.run !== `t${own.runs}`)
        return { state: own };
      return goOn(walk, toolDone(walk, node, signal));
    case 'tool-reported':
      return { state: toolReported(own, signal) };
    case 'variables-set':
      return { state: variablesSet(own, signal.values) };
    default:
      return { state: own };
  }
};

function goOn(walk: Walk, way: Way | null): Reaction<FlowState> {
  return walked(way ? enter(walk, way.to) : walk);
}
