/** What a number's weighted alternatives make of a call: drawn once, at acceptance, and told in its log. */
import {
  drawRoutes,
  isE164,
  type AgentChoice,
  type CallOverrides,
  type CreateCall,
  type DrawnRoutes,
  type PhoneNumber,
  type Repositories,
} from '#domain';
import { invalidRequest, parseId, type Id, type Random } from '#kernel';
import type { PlanNote } from './plan-note.ts';

export interface RoutedCall {
  readonly input: CreateCall;
  readonly notes: readonly PlanNote[];
}

/**
 * Only a number that the request names has a say; what the request says itself holds.
 * @throws AppError `invalid-request` (400) when the number is to name the agent and names none
 */
export async function routeCall(
  organizationId: Id,
  input: CreateCall,
  store: Pick<Repositories, 'numbers'>,
  random: Random,
): Promise<RoutedCall> {
  // Whole blocks are said by a request that leaves nothing to chance, such as a call that an earlier one arranged.
  if (input.agent.kind !== 'number' && input.overrides.config !== undefined) return { input, notes: [] };
  const number = await namedNumber(organizationId, input, store);
  const drawn = number?.routes ? drawRoutes(number.routes, random) : {};
  const routed = number ? toldOf(input, number, withRoutes(input, number, drawn)) : { input, notes: [] };
  if (input.agent.kind !== 'number') return routed;
  const agent = number && agentOfNumber(number, drawn);
  if (!agent)
    throw invalidRequest([
      {
        param: 'agent_id',
        rule: 'agent-of-number',
        message: 'is missing, and the number has no agent; name an agent, or bind one to the number.',
      },
    ]);
  return { ...routed, input: { ...routed.input, agent } };
}

/** With what the request's own API drew before it came here. */
function toldOf({ routed }: CreateCall, { id }: Pick<PhoneNumber, 'id'>, call: RoutedCall): RoutedCall {
  if (routed === undefined) return call;
  return { ...call, notes: [{ type: 'call-routed', data: { number_id: id, ...routed } }, ...call.notes] };
}

/** What the alternatives that were drawn put in the place of the agent's model and voice. Pure. */
export function withRoutes(
  input: CreateCall,
  number: Pick<PhoneNumber, 'id'>,
  drawn: DrawnRoutes,
): RoutedCall {
  const { overrides } = input;
  const { agent, model, voice } = drawn;
  const taken: CallOverrides = {
    ...(model && overrides.model === undefined && overrides.llm === undefined ? modelOf(model) : {}),
    ...(voice && overrides.voice === undefined ? { voice: voice.voice } : {}),
  };
  const said = {
    ...(agent && input.agent.kind === 'number' ? { agent } : {}),
    ...('model' in taken || 'llm' in taken ? { model } : {}),
    ...('voice' in taken ? { voice } : {}),
  };
  if (Object.keys(said).length === 0) return { input, notes: [] };
  return {
    input: { ...input, overrides: { ...overrides, ...taken } },
    notes: [{ type: 'call-routed', data: { number_id: number.id, ...said } }],
  };
}

function modelOf({ provider, model }: NonNullable<DrawnRoutes['model']>): CallOverrides {
  return provider === undefined ? { model } : { llm: { provider, model } };
}

/** Who speaks for a number: whom its routes drew, else who is bound to it. */
export function agentOfNumber(
  { agentId: bound }: Pick<PhoneNumber, 'agentId'>,
  { agent }: DrawnRoutes,
): Extract<AgentChoice, { kind: 'saved' }> | null {
  const agentId = agent ? parseId(agent.agent_id) : bound;
  if (agentId === null) return null;
  const versionId = agent?.version_id === undefined ? null : parseId(agent.version_id);
  return { kind: 'saved', agentId, versionId, ifVersionUnknown: 'production' };
}

async function namedNumber(
  organizationId: Id,
  { numberId, from }: CreateCall,
  { numbers }: Pick<Repositories, 'numbers'>,
): Promise<PhoneNumber | null> {
  if (numberId !== null) return numbers.get(organizationId, numberId);
  return from !== null && isE164(from) ? numbers.findByE164(organizationId, from) : null;
}
