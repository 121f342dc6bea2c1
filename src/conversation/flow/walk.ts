/** A walk through a flow: what it may look up, say, and leave by. */
import { render, type Flow, type FlowEdge, type FlowNode, type Variables } from '#domain';
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import { pieces } from '../mouth/sentences.ts';
import type { Entry } from '../prompt/state.ts';
import { holds } from './conditions.ts';
import { spokenAnswers } from './slots/scene.ts';
import type { FlowState } from './state.ts';

/** A walk in progress: what was said and decided on the way. */
export interface Walk {
  state: FlowState;
  readonly signals: Signal[];
  readonly effects: Effect[];
  readonly scene: Scene;
}

export function walkOf(state: FlowState, scene: Scene): Walk {
  return { state, signals: [], effects: [], scene };
}

export function walked({ state, signals, effects }: Walk): Reaction<FlowState> {
  return { state, signals, effects };
}

/** What is said now stands in the history, one entry an utterance; how much of it is heard is told later. */
export function remembered(reaction: Reaction<FlowState>): Reaction<FlowState> {
  const entries: Entry[] = [];
  let open = '';
  for (const signal of reaction.signals ?? []) {
    if (signal.type === 'say' && signal.aside !== true) open = `${open} ${signal.text}`.trim();
    if (signal.type !== 'say-done' || open === '') continue;
    entries.push({ who: 'agent', text: open, heard: null, calls: [] });
    open = '';
  }
  if (entries.length === 0 || reaction.state.prompt) return reaction;
  return { ...reaction, state: { ...reaction.state, entries: [...reaction.state.entries, ...entries] } };
}

/** The agent's flow; only asked for when the plan has one. */
export function flowOf({ setup }: Scene): Flow {
  return setup.plan.config.flow ?? { start: '', nodes: [], edges: [] };
}

export function nodeOf(scene: Scene, id: string): FlowNode | undefined {
  return flowOf(scene).nodes.find((node) => node.id === id);
}

export function variablesOf(state: FlowState, { setup, parts }: Scene): Variables {
  return { ...setup.plan.variables, ...parts.tools.variables, ...state.values };
}

/** Where to go on; `to` is absent when nothing leads on. */
export interface Way {
  readonly to: string | undefined;
}

/** The way out of a node: the first whose condition holds, else the first without one. */
export function leave(walk: Walk, id: string, on?: FlowEdge['on']): FlowEdge | undefined {
  const ways = flowOf(walk.scene).edges.filter((edge) => edge.from === id && edge.on === on);
  const variables = variablesOf(walk.state, walk.scene);
  return (
    ways.find((edge) => edge.when !== undefined && holds(edge.when, variables)) ??
    ways.find((edge) => edge.when === undefined)
  );
}

/** Says a text with its placeholders filled. @returns whether there was anything to say. */
export function say(walk: Walk, text: string, interruptible: boolean | undefined, question = false): boolean {
  const { setup } = walk.scene;
  const variables = {
    ...variablesOf(walk.state, walk.scene),
    ...spokenAnswers(flowOf(walk.scene), walk.state, walk.scene),
  };
  const rendered = render(text, variables);
  for (const name of rendered.missing)
    walk.effects.push({ type: 'fact-record', data: { fact: 'variable-missing', name } });
  if (pieces(rendered.text).length === 0) return false;
  const may = interruptible ?? setup.interruptible;
  walk.signals.push({ type: 'say', text: rendered.text, interruptible: may, keep: true, question });
  return true;
}
