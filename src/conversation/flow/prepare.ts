/** Has the next prompts made while the callee thinks, as far as its answers can be foreseen. */
import { placeholders, render, type FlowNode, type Slot } from '#domain';
import { pieces } from '../mouth/sentences.ts';
import { flowOf, nodeOf, variablesOf, type Walk } from './walk.ts';

/** Prompts made ahead for one question; each costs the voice a moment. */
const MOST_AHEAD = 6;
/** Decisions looked through on the way to a text. */
const DEEPEST = 3;

export function prepareNext(walk: Walk, node: FlowNode & { type: 'ask' }): void {
  const texts = new Set<string>();
  collect(walk, node.id, texts, DEEPEST);
  const { name } = node.slot;
  const ahead = [...texts].flatMap((text) => {
    const uses = placeholders(text).some((used) => used === name);
    return (uses ? answersOf(node.slot) : [undefined]).map((value) => ({ text, value }));
  });
  const variables = variablesOf(walk.state, walk.scene);
  for (const { text, value } of ahead.slice(0, MOST_AHEAD)) {
    const known = value === undefined ? variables : { ...variables, [name]: value };
    const [first] = pieces(render(text, known).text);
    if (first !== undefined) walk.effects.push({ type: 'speech-prepare', text: first });
  }
}

/** The values that an answer can have, where they are few. */
function answersOf(slot: Slot): readonly string[] {
  if (slot.type === 'yes_no') return ['yes', 'no'];
  return slot.type === 'choice' ? slot.options.map((option) => option.value) : [];
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
    const text =
      next.type === 'tool' ? next.speech : next.type === 'transfer' ? next.announcement : next.text;
    if (text !== undefined) texts.add(text);
  }
}
