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

const NAME: TemplateVariable = {
  name: 'name',
  description: 'Whom the call is for.',
  example: 'Anna',
};
const COMPANY: TemplateVariable = {
  name: 'company',
  description: 'In whose name the agent calls.',
  example: 'Riverside Dental',
};

/** What every template says in both languages. */
interface Wording {
  readonly tag: 'en-US' | 'es-ES';
  readonly unclear: string;
}

const ENGLISH: Wording = {
  tag: 'en-US',
  unclear: 'Sorry, I did not get that. We will call you again later. Goodbye.',
};
const SPANISH: Wording = {
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

/** One purpose in English and Spanish; a pair holds the English and the Spanish of it. */
interface Purpose<Texts> {
  readonly name: string;
  readonly titles: readonly [string, string];
  readonly description: string;
  readonly texts: readonly [Texts, Texts];
  /** Beside the person's and the company's names. */
  readonly variables: readonly {
    readonly name: string;
    readonly description: string;
    readonly examples: readonly [string, string];
  }[];
  /** The first node is the start. */
  readonly flow: (text: Texts) => {
    readonly nodes: readonly FlowNode[];
    readonly edges: readonly FlowEdge[];
  };
}

/** @returns `<name>-en` and `<name>-es` */
export function inBothLanguages<Texts>(purpose: Purpose<Texts>): readonly Template[] {
  return ([0, 1] as const).map((index) => {
    const wording = index === 0 ? ENGLISH : SPANISH;
    const title = purpose.titles[index];
    return {
      name: `${purpose.name}-${wording.tag.slice(0, 2)}`,
      language: wording.tag,
      title,
      description: purpose.description,
      variables: [
        NAME,
        COMPANY,
        ...purpose.variables.map(({ examples, ...variable }) => ({ ...variable, example: examples[index] })),
      ],
      agent: {
        name: title,
        language: wording.tag,
        interruptible: true,
        flow: withUnclearEnd(purpose.flow(purpose.texts[index]), wording),
      },
    };
  });
}

/** Questions that nobody answers lead to one polite end. */
function withUnclearEnd({ nodes, edges }: ReturnType<Purpose<unknown>['flow']>, { unclear }: Wording): Flow {
  const asks = nodes.filter(({ type }) => type === 'ask');
  return {
    start: nodes[0]!.id,
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
