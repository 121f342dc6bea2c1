/** Has the next prompts made while the callee thinks, as far as they do not depend on the answer. */
import { placeholders, render, type FlowNode } from '#domain';
import { pieces } from '../mouth/sentences.ts';
import { flowOf, nodeOf, variablesOf, type Walk } from './walk.ts';

/** Prompts made ahead for one question; each costs the voice a moment. */
const MOST_AHEAD = 4;
/** Decisions looked through on the way to a text. */
const DEEPEST = 3;

export function prepareNext(walk: Walk, node: FlowNode & { type: 'ask' }): void {
  const texts = new Set<string>();
  collect(walk, node.id, texts, DEEPEST);
  const variables = variablesOf(walk.state, walk.scene);
  for (const text of [...texts].slice(0, MOST_AHEAD)) {
    if (placeholders(text).includes(node.slot.name)) continue;
    const [first] = pieces(render(text, variables).text);
    if (first !== undefined) walk.effects.push({ type: 'speech-prepare', text: first });
  }
}

function collect(walk: Walk, id: string, texts: Set<string>, depth: number): void {
  for (const edge of flowOf(walk.scene).edges) {
    if (edge.from !== id || edge.on !== undefined) continue;
    const next = nodeOf(walk.scene, edge.to);
    if (!next) continue;
    if (next.type === 'decide') {
      if (depth > 0) collect(walk, next.id, texts, depth - 1);
      continue;
    }
    const text = next.type === 'tool' ? next.speech : next.text;
    if (text !== undefined) texts.add(text);
  }
}
