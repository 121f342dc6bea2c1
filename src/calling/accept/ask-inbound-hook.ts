/** Who answers a call that comes in, where the number or its agent has a hook that is asked. */
import {
  changedWebhook,
  endpointOfAgent,
  sealSecrets,
  type Agent,
  type CallOverrides,
  type CallWebhook,
  type InboundAnswer,
  type InboundDecision,
  type InboundQuestion,
  type PhoneNumber,
  type Repositories,
} from '#domain';
import { parseId } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { productionOf } from './choose-agent.ts';
import type { ChosenAgent } from './plan.ts';
import type { PlanNote } from './plan-note.ts';
import { saying, unbound } from './refusing-agent.ts';

/** What a hook made of the call. */
export interface Answering {
  /** null: it named nobody who is there, and the number has no agent of its own. */
  readonly chosen: ChosenAgent | null;
  readonly overrides: CallOverrides;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Told of this call alone. */
  readonly webhook: CallWebhook | null;
  readonly notes: readonly PlanNote[];
  /** Who says so; speaker null: the call is not answered. */
  readonly refusal: { readonly speaker: ChosenAgent | null } | null;
}

/** More than any agent has. */
const MOST_ENDPOINTS = 1_000;
/** What a hook answers is plain text, whatever it looks like. */
const NEVER = (): boolean => false;

/**
 * Without a hook the number's own agent answers.
 * @param own null: the number has none; its hook decides alone
 */
export async function askInboundHook(
  number: PhoneNumber,
  own: ChosenAgent | null,
  question: Pick<InboundQuestion, 'callId' | 'from'>,
  { store, hooks, clock, secrets }: Pick<EngineOptions, 'store' | 'hooks' | 'clock' | 'secrets'>,
  signal: AbortSignal,
): Promise<Answering> {
  const usual: Answering = {
    ...{ chosen: own, overrides: {}, variables: {}, metadata: {}, webhook: null, notes: [], refusal: null },
  };
  const hook = number.inboundHook ?? own?.config.inbound_hook;
  if (!hook || !hooks) return usual;
  const speaker = own ?? unbound(number);
  const decision = await hooks.ask(
    hook,
    {
      ...{ ...question, organizationId: number.organizationId, to: number.e164, at: clock.now() },
      ...{ agentId: own?.agentId ?? null, agentName: speaker.config.name },
      ...{ numberId: number.id, numberName: number.name },
    },
    signal,
  );
  const { answer } = decision;
  const notes = [noteOf(decision)];
  switch (answer.kind) {
    case 'default':
      return { ...usual, notes };
    case 'hang-up':
      return { ...usual, notes, refusal: { speaker: null } };
    case 'refuse':
      return { ...usual, notes, refusal: { speaker: saying(speaker, answer.text) } };
    case 'answer': {
      const { agentId, overrides, variables, metadata } = answer;
      const config = answer.config && secrets ? sealSecrets(answer.config, secrets, NEVER) : answer.config;
      const other = config || agentId === null ? null : await savedAgent(number, agentId, store);
      const isUnknown = !config && agentId !== null && !other;
      const chosen = config ? { agentId: null, versionId: null, config } : (other ?? own);
      return {
        ...{ chosen, overrides, variables, metadata, refusal: null },
        webhook: await webhookOf(answer, number, config ? own : chosen, store),
        notes: isUnknown
          ? [...notes, { type: 'inbound-hook-agent-unknown', data: { agent_id: agentId } }]
          : notes,
      };
    }
  }
}

/** @param whose webhook it changes */
async function webhookOf(
  { webhook: change }: Extract<InboundAnswer, { kind: 'answer' }>,
  { organizationId }: PhoneNumber,
  whose: ChosenAgent | null,
  { webhooks }: Pick<Repositories, 'webhooks'>,
): Promise<CallWebhook | null> {
  if (!change) return null;
  const agentId = whose?.agentId ?? null;
  if (agentId === null) return changedWebhook(change, null);
  const all = await webhooks.listEndpoints(organizationId, { limit: MOST_ENDPOINTS, agentId });
  return changedWebhook(change, endpointOfAgent(all, agentId, change.format));
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
