/** A language model in charge of one node: it converses until it calls `go_on` with an outcome, or its turns are up. */
import { render, type AgentConfig, type FlowNode } from '#domain';
import type { ToolSpec } from '#models';
import type { Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import { MIND_LIMIT } from '../prompt/think.ts';
import { enterPrompt, prompt } from '../prompt/prompt.ts';
import type { PromptState } from '../prompt/state.ts';
import { slotParameter, slotValue } from './extract.ts';
import { slotsOf } from './slots/scene.ts';
import { flowOf, leave, variablesOf, type Walk, type Way } from './walk.ts';

export type PromptNode = FlowNode & { type: 'prompt' };

export const GO_ON = 'go_on';
type Wanted = Signal & { type: 'tool-wanted' };

/** The node takes over, with everything that was said so far. */
export function beginPrompt(walk: Walk, node: PromptNode): void {
  // The words on the way here are an utterance of their own, and the model knows them.
  const said = walk.signals.some(({ type }) => type === 'say');
  if (said) walk.signals.push({ type: 'say-done' });
  const before = said ? sayings(walk) : [];
  const { requests } = walk.state;
  const entries = [...walk.state.entries, ...before];
  walk.state = { ...walk.state, phase: 'prompt', node: node.id, turns: 0, entries };
  const text = node.text === undefined ? '' : filled(walk, node.text);
  absorb(walk, node, enterPrompt({ entries, requests }, text, sceneOf(walk, node)));
}

/** Tells the node's own mind. @returns where to go on, or `null` to stay */
export function inPrompt(walk: Walk, node: PromptNode, signal: Signal): Way | null {
  if (signal.type === 'turn-taken' && signal.turn.text !== '') {
    walk.state = { ...walk.state, turns: walk.state.turns + 1 };
    if (walk.state.turns > node.max_turns) {
      const way = leave(walk, node.id, 'max_turns') ?? leave(walk, node.id);
      const entry = { who: 'callee', text: signal.turn.text } as const;
      if (way) return left(walk, way.to, [entry]);
    }
  }
  if (signal.type === 'silence-ran-out') {
    const way = leave(walk, node.id, 'no_input');
    if (way) return left(walk, way.to);
  }
  return absorb(walk, node, prompt(walk.state.prompt!, signal, sceneOf(walk, node)));
}

/** What the model decided: its words go out, `go_on` stays here. */
function absorb(walk: Walk, node: PromptNode, reaction: Reaction<PromptState>): Way | null {
  walk.state = { ...walk.state, prompt: reaction.state, requests: reaction.state.requests };
  walk.effects.push(...(reaction.effects ?? []));
  const signals = reaction.signals ?? [];
  const wanted = signals.find((it): it is Wanted => it.type === 'tool-wanted' && it.name === GO_ON);
  const failedAt = signals.findIndex((it) => it.type === 'finish' && it.reason === 'mind-failed');
  const error = failedAt < 0 ? undefined : leave(walk, node.id, 'error');
  if (error) {
    walk.signals.push(...signals.slice(0, failedAt));
    return left(walk, error.to);
  }
  if (!wanted) {
    walk.signals.push(...signals);
    return null;
  }
  walk.signals.push(...signals.filter((it) => it !== wanted));
  return goOn(walk, node, wanted);
}

/** An outcome that exists leads on, with its slots; otherwise the model is told what is wrong. */
function goOn(walk: Walk, node: PromptNode, wanted: Wanted): Way | null {
  const args = wanted.arguments ?? {};
  const { outcome } = args;
  const known = node.outcomes.some(({ name }) => name === outcome);
  const wrong = known ? fillSlots(walk, node, args) : `outcome must be one of: ${names(node).join(', ')}.`;
  if (wrong === null) {
    const way = leave(walk, node.id, String(outcome)) ?? leave(walk, node.id);
    return left(walk, way?.to);
  }
  const answer = { run: wanted.run, tool: GO_ON, ok: false, detail: 'refused', result: { error: wrong } };
  return absorb(
    walk,
    node,
    prompt(walk.state.prompt!, { type: 'tool-done', ...answer }, sceneOf(walk, node)),
  );
}

/** @returns what is wrong, or `null` */
function fillSlots(walk: Walk, node: PromptNode, args: Readonly<Record<string, unknown>>): string | null {
  for (const slot of node.slots ?? []) {
    const given = args[slot.name];
    if (given === undefined || given === null || given === '') continue;
    const reading = slotValue(walk, slot, String(given));
    if (!reading) return `${slot.name} can not be ${JSON.stringify(given)}.`;
    walk.state = { ...walk.state, values: { ...walk.state.values, [slot.name]: reading.value } };
    const { name } = slot;
    walk.effects.push({
      type: 'fact-record',
      data: { fact: 'slot-filled', slot: name, value: reading.value },
    });
  }
  return null;
}

/** The node is done; what it said stays in the history. */
function left(walk: Walk, to: string | undefined, more: PromptState['entries'] = []): Way {
  const { prompt: own } = walk.state;
  if (own?.phase === 'thinking')
    walk.effects.push(
      { type: 'reply-drop', request: `m${own.requests}` },
      { type: 'alarm-clear', name: MIND_LIMIT },
    );
  const kept = (own?.entries ?? []).filter((entry) => entry.who !== 'agent' || entry.text !== '');
  // Calls of the node are its own affair; the next node's model is told what was said.
  const spoken = kept.map((entry) => (entry.who === 'agent' ? { ...entry, calls: [] } : entry));
  walk.state = { ...walk.state, prompt: null, entries: [...spoken, ...more] };
  walk.signals.push({ type: 'expect', expectation: null });
  return { to };
}

/** The agent as it is in this node: its instructions, and the way out as a function. */
function sceneOf(walk: Walk, node: PromptNode): Scene {
  const { setup } = walk.scene;
  const { greeting: _greeting, ...config } = setup.plan.config;
  const variables = variablesOf(walk.state, walk.scene);
  const own: AgentConfig = { ...config, prompt: filled(walk, node.instructions) };
  return {
    ...walk.scene,
    setup: { ...setup, plan: { ...setup.plan, config: own, variables } },
    functions: [goOnSpec(walk, node)],
  };
}

function goOnSpec(walk: Walk, node: PromptNode): ToolSpec {
  const outcomes = node.outcomes.map(({ name, description = '' }) => `${name}: ${description}`.trim());
  const slots = slotsOf({ ...flowOf(walk.scene), nodes: [node] });
  return {
    name: GO_ON,
    description: `Ends this part of the conversation; call it as soon as one of these is reached. ${outcomes.join(' ')}`,
    parameters: {
      type: 'object',
      properties: {
        outcome: { type: 'string', enum: names(node) },
        ...Object.fromEntries([...slots].map(([name, slot]) => [name, slotParameter(slot)])),
      },
      required: ['outcome'],
      additionalProperties: false,
    },
  };
}

function names({ outcomes }: PromptNode): string[] {
  return outcomes.map(({ name }) => name);
}

function filled(walk: Walk, text: string): string {
  return render(text, variablesOf(walk.state, walk.scene)).text;
}

/** What this walk said before the node. */
function sayings({ signals }: Walk): PromptState['entries'] {
  const text = signals.flatMap((it) => (it.type === 'say' && it.aside !== true ? [it.text] : [])).join(' ');
  return text === '' ? [] : [{ who: 'agent', text, heard: null, calls: [] }];
}
