/** Agents to begin with: flows that run as they are, by speech or by keypad, with or without a language model. */
import type { AgentConfig } from '../agents/config.ts';
import type { Flow, FlowEdge, FlowNode, Slot } from '../flow/schema.ts';

export interface TemplateVariable {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

export interface Template {
  /** `<purpose>-<language>`, e.g. `survey-es`. */
  readonly name: string;
  readonly language: string;
  readonly title: string;
  readonly description: string;
  /** What a call must give in `variables`. */
  readonly variables: readonly TemplateVariable[];
  /** Body of `POST /v1/agents`. */
  readonly agent: AgentConfig;
}

/** What every template says in both languages. */
export interface Wording {
  readonly tag: 'en-US' | 'es-ES';
  readonly unclear: string;
}

export const ENGLISH: Wording = {
  tag: 'en-US',
  unclear: 'Sorry, I did not get that. We will call you again later. Goodbye.',
};
export const SPANISH: Wording = {
  tag: 'es-ES',
  unclear: 'Lo siento, no le he entendido. Le llamaremos más tarde. Adiós.',
};

export function say(id: string, text: string): FlowNode {
  return { id, type: 'say', text };
}

export function ask(id: string, text: string, slot: Slot, reprompt?: string): FlowNode {
  const costly = slot.type !== 'yes_no' && slot.type !== 'choice';
  return {
    ...{ id, type: 'ask', text, slot, retries: 2 },
    ...(reprompt === undefined ? {} : { reprompt }),
    ...(costly ? { confirm: 'costly' as const } : {}),
  };
}

export function end(id: string, text: string): FlowNode {
  return { id, type: 'end', text };
}

/** @param options value, then ways to say it */
export function choice(name: string, options: Readonly<Record<string, readonly string[]>>): Slot {
  return {
    type: 'choice',
    name,
    options: Object.entries(options).map(([value, phrases]) => ({ value, phrases: [...phrases] })),
  };
}

/** From one node to another, where a slot has a value. */
export function when(from: string, to: string, variable: string, value: string): FlowEdge {
  return { from, to, when: { variable, op: 'equals', value } };
}

export function onward(from: string, to: string): FlowEdge {
  return { from, to };
}

/** Questions that nobody answers lead to one polite end. */
export function flowOf(
  start: string,
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  { unclear }: Wording,
): Flow {
  const asks = nodes.filter(({ type }) => type === 'ask');
  return {
    start,
    nodes: [...nodes, end('unclear', unclear)],
    edges: [
      ...edges,
      ...asks.flatMap(({ id }): FlowEdge[] => [
        { from: id, to: 'unclear', on: 'no_match' },
        { from: id, to: 'unclear', on: 'no_input' },
      ]),
    ],
  };
}

export function agentOf(name: string, { tag }: Wording, flow: Flow): AgentConfig {
  return { name, language: tag, interruptible: true, flow };
}

export const NAME: TemplateVariable = {
  name: 'name',
  description: 'Whom the call is for.',
  example: 'Anna',
};
export const COMPANY: TemplateVariable = {
  name: 'company',
  description: 'In whose name the agent calls.',
  example: 'Riverside Dental',
};
