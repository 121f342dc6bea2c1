/** The flow mind: a playbook as a graph, run without a language model as far as its nodes need none. */
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { heard } from '../prompt/prompt.ts';
import type { AskNode } from './ask-node.ts';
import { answered, extractionOver, remind } from './ask.ts';
import { enter } from './enter.ts';
import { dropExtraction, EXTRACT_LIMIT, extracted } from './extract.ts';
import { inPrompt, type PromptNode } from './prompt-node.ts';
import type { FlowState } from './state.ts';
import { toolDone, toolReported, variablesSet } from './tool-node.ts';
import { transferOver } from './transfer-node.ts';
import { flowOf, leave, nodeOf, remembered, say, walked, walkOf, type Walk, type Way } from './walk.ts';

export const flow: Part<FlowState> = (own, signal, scene) => {
  // An answer that the model is to find belongs to no prompt node, and the other way round.
  const node = nodeOf(scene, own.node);
  const noted = took(own, signal);
  const reaction =
    own.phase === 'prompt' && own.prompt && node?.type === 'prompt'
      ? prompted(noted, node, signal, scene)
      : walk(noted, signal, scene);
  return remembered(reaction);
};

/** What is known beside the current node. */
function took(own: FlowState, signal: Signal): FlowState {
  switch (signal.type) {
    case 'conversation-started':
      return {
        ...own,
        epoch: signal.startedAt === undefined ? null : signal.startedAt - toMs(signal.at),
        openVocabulary: signal.openVocabulary ?? signal.hearing === 'stream',
      };
    case 'turn-taken':
      if (own.prompt || signal.turn.text === '') return own;
      return { ...own, entries: [...own.entries, { who: 'callee', text: signal.turn.text }] };
    case 'speech-finished':
      if (own.prompt || signal.aside === true) return own;
      return { ...own, entries: heard(own.entries, signal.text) };
    case 'variables-set':
      return variablesSet(own, signal.values);
    case 'tool-reported':
      return toolReported(own, signal);
    default:
      return own;
  }
}

function prompted(own: FlowState, node: PromptNode, signal: Signal, scene: Scene): Reaction<FlowState> {
  const inside = walkOf(own, scene);
  return goOn(inside, inPrompt(inside, node, signal));
}

function walk(own: FlowState, signal: Signal, scene: Scene): Reaction<FlowState> {
  const going = walkOf(own, scene);
  const node = nodeOf(scene, own.node);
  const asked = own.phase === 'asking' && node?.type === 'ask' ? (node as AskNode) : null;
  switch (signal.type) {
    case 'conversation-started': {
      const { start } = flowOf(scene);
      const { greeting } = scene.setup.plan.config;
      if (greeting !== undefined && nodeOf(scene, start)?.type !== 'say') say(going, greeting, undefined);
      return walked(enter(going, start));
    }
    case 'turn-taken':
      if (!asked) return { state: own };
      dropExtraction(going);
      return goOn(going, answered(going, asked, signal.turn));
    case 'tool-requested':
      if (!asked || signal.request !== own.extracting) return { state: own };
      return goOn(going, extractionOver(going, asked, extracted(going, asked, signal.call)));
    case 'reply-finished':
    case 'reply-failed':
      if (!asked || signal.request !== own.extracting) return { state: own };
      dropExtraction(going);
      return goOn(going, extractionOver(going, asked, null));
    case 'alarm-reached':
      if (!asked || signal.name !== EXTRACT_LIMIT || own.extracting === null) return { state: own };
      dropExtraction(going);
      return goOn(going, extractionOver(going, asked, null));
    case 'speech-finished':
      if (!asked || signal.questionAt === null || own.questionAt !== null) return { state: own };
      return { state: { ...own, questionAt: signal.questionAt } };
    case 'remind':
      if (!asked) return { state: own };
      return walked(remind(going, asked, signal.text));
    case 'silence-ran-out':
      return silent(going, asked, signal.say);
    case 'tool-done':
      if (own.phase !== 'tool' || node?.type !== 'tool' || signal.run !== `t${own.runs}`)
        return { state: own };
      return goOn(going, toolDone(going, node, signal));
    case 'transfer-over':
      if (own.phase !== 'transfer' || node?.type !== 'transfer' || signal.run !== `t${own.runs}`)
        return { state: own };
      return goOn(going, transferOver(going, node, signal));
    default:
      return { state: own };
  }
}

function silent(going: Walk, asked: AskNode | null, words: string): Reaction<FlowState> {
  const way = asked ? leave(going, asked.id, 'no_input') : undefined;
  if (way) {
    going.signals.push({ type: 'expect', expectation: null });
    return walked(enter(going, way.to));
  }
  const text = 'The callee said nothing.';
  return { state: going.state, signals: [{ type: 'finish', reason: 'silence', text, say: words }] };
}

function goOn(going: Walk, way: Way | null): Reaction<FlowState> {
  return walked(way ? enter(going, way.to) : going);
}
