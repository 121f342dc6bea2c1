/** Who answers a call that comes in, where the number or its agent has a hook that is asked. */
import type {
  Agent,
  CallOverrides,
  InboundDecision,
  InboundQuestion,
  PhoneNumber,
  Repositories,
} from '#domain';
import { parseId } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { productionOf } from './accept-call.ts';
import type { ChosenAgent } from './plan.ts';
import type { PlanNote } from './plan-note.ts';
import { saying } from './refusing-agent.ts';

/** What a hook made of the call. */
export interface Answering {
  readonly chosen: ChosenAgent;
  readonly overrides: CallOverrides;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly notes: readonly PlanNote[];
  /** Who says so; speaker null: the call is not answered. */
  readonly refusal: { readonly speaker: ChosenAgent | null } | null;
}

/** Without a hook the number's own agent answers. */
export async function askInboundHook(
  number: PhoneNumber,
  own: ChosenAgent,
  question: Pick<InboundQuestion, 'callId' | 'from'>,
  { store, hooks, clock }: Pick<EngineOptions, 'store' | 'hooks' | 'clock'>,
  signal: AbortSignal,
): Promise<Answering> {
  const nothing = { overrides: {}, variables: {}, metadata: {}, notes: [], refusal: null };
  const hook = number.inboundHook ?? own.config.inbound_hook;
  if (!hook || !hooks) return { chosen: own, ...nothing };
  const decision = await hooks.ask(
    hook,
    {
      ...{ ...question, organizationId: number.organizationId, to: number.e164, at: clock.now() },
      ...{ agentId: own.agentId, agentName: own.config.name, numberId: number.id, numberName: number.name },
    },
    signal,
  );
  const { answer } = decision;
  const notes = [noteOf(decision)];
  switch (answer.kind) {
    case 'default':
      return { chosen: own, ...nothing, notes };
    case 'hang-up':
      return { chosen: own, ...nothing, notes, refusal: { speaker: null } };
    case 'refuse':
      return { chosen: own, ...nothing, notes, refusal: { speaker: saying(own, answer.text) } };
    case 'answer': {
      const { agentId, config, overrides, variables, metadata } = answer;
      if (config)
        return {
          chosen: { agentId: null, versionId: null, config },
          overrides,
          variables,
          metadata,
          notes,
          refusal: null,
        };
      const other = agentId === null ? own : await savedAgent(number, agentId, store);
      const unknown: PlanNote[] = other
        ? []
        : [{ type: 'inbound-hook-agent-unknown', data: { agent_id: agentId } }];
      return {
        chosen: other ?? own,
        overrides,
        variables,
        metadata,
        notes: [...notes, ...unknown],
        refusal: null,
      };
    }
  }
}

async function savedAgent(
  { organizationId }: PhoneNumber,
  text: string,
  store: Pick<Repositories, 'agents' | 'aliases'>,
): Promise<ChosenAgent | null> {
  const id = (await store.aliases.resolve(organizationId, null, 'agent', text)) ?? parseId(text);
  const agent: Agent | null = id && (await store.agents.get(organizationId, id));
  return agent && productionOf(agent, store);
}

function noteOf({ answer, tries, status, fault, ms }: InboundDecision): PlanNote {
  return { type: 'inbound-hook-asked', data: { answer: answer.kind, tries, status, fault, ms } };
}
