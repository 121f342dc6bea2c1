/** The agent of a dialogue: a playbook for what has slots, else a prompt whose model says the scripted lines. */
import type { AgentConfig, CallPlan, Flow } from '../../src/domain/index.ts';
import type { ChatEvent, LlmModel } from '../../src/models/index.ts';
import type { Dialogue, Exchange } from './dialogue.ts';

export const FAREWELL = 'Thank you very much for your time, that was all I wanted to know.';

export function planOf(dialogue: Dialogue, turns: NonNullable<AgentConfig['turns']>): CallPlan {
  const closed = dialogue.exchanges.every(({ slot }) => slot !== undefined);
  const mind = closed
    ? { flow: flowOf(dialogue.exchanges) }
    : { prompt: 'Say the lines.', greeting: dialogue.exchanges[0]!.agent };
  const config: AgentConfig = {
    ...{ name: dialogue.name, language: dialogue.language, interruptible: true, turns },
    ...{ silence: { reminder_after_s: 60 }, ...mind },
  };
  const nobody = { agentId: null, agentName: dialogue.name, versionId: null };
  return { ...nobody, config, variables: {}, context: null, maxDurationMs: 600_000 };
}

function flowOf(exchanges: readonly Exchange[]): Flow {
  const ids = [...exchanges.map((_, index) => `q${index}`), 'end'];
  return {
    start: 'q0',
    nodes: [
      ...exchanges.map(({ agent, slot }, index) => ({
        ...{ id: ids[index]!, type: 'ask' as const, text: agent, retries: 3 },
        slot: slotOf(slot!, `s${index}`),
      })),
      { id: 'end', type: 'end', text: FAREWELL },
    ],
    edges: exchanges.map((_, index) => ({ from: ids[index]!, to: ids[index + 1]! })),
  };
}

function slotOf(
  slot: NonNullable<Exchange['slot']>,
  name: string,
): (Flow['nodes'][number] & { type: 'ask' })['slot'] {
  if (slot.type !== 'choice') return { ...slot, name };
  const options = Object.entries(slot.options).map(([value, phrases]) => ({ value, phrases: [...phrases] }));
  return { type: 'choice', name, options };
}

/** Answers at once with what `line` gives. */
export class LineLlm implements LlmModel {
  readonly contract = 1;
  readonly provider = 'scripted';
  readonly modelId = 'lines';
  readonly #line: () => string;

  constructor(line: () => string) {
    this.#line = line;
  }

  async *chat(): AsyncIterable<ChatEvent> {
    await Promise.resolve();
    yield { type: 'text-delta', text: this.#line() };
    yield { type: 'finish', reason: 'stop' };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
