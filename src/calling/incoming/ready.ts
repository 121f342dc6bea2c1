/** What a call that comes in will run: the hook's answer where it can run, else the number's own agent. */
import type {
  CallPlan,
  CallWebhook,
  CreateCall,
  DrawnRoutes,
  NewEvent,
  PhoneNumber,
  PreparedInbound,
} from '#domain';
import { AppError, errorText, type Id } from '#kernel';
import { engineOf } from '../accept/prepare-call.ts';
import type { Answering } from '../accept/ask-inbound-hook.ts';
import { incomingVariables } from '../accept/built-in.ts';
import { withHeld } from '../accept/held-knowledge.ts';
import { knownPerson } from '../accept/known-person.ts';
import { resolvePlan, type ChosenAgent } from '../accept/plan.ts';
import { saidOfCaller } from '../accept/prepared-call.ts';
import { resolvedAgent } from '../accept/refer.ts';
import { withRoutes } from '../accept/route-call.ts';
import { sealedOverrides } from '../accept/seal.ts';
import type { CallModels } from '../call-models.ts';
import { inTime, PREPARE_MS } from '../live/in-time.ts';
import { speechOf } from '../live/speech-of.ts';
import type { EngineOptions } from '../options.ts';

/** Who calls whom. */
export interface ComingCall {
  readonly number: PhoneNumber;
  readonly callId: Id;
  /** E.164, or a URI. */
  readonly caller: string;
  readonly drawn: DrawnRoutes;
  readonly announced: PreparedInbound | null;
}

/** What a call's log tells of how it came to run what it runs. */
type Note = Omit<NewEvent, 'at'>;

export interface ReadyCall {
  readonly plan: CallPlan;
  readonly input: CreateCall;
  readonly models: CallModels;
  readonly notes: readonly Note[];
}

/** Nobody can answer. */
export interface Unanswerable {
  /** Why, in a sentence. */
  readonly problem: string;
  readonly notes: readonly Note[];
}

/** Nothing of a hook's: the number's agent as it is. */
const AS_IT_IS = { overrides: {}, variables: {}, metadata: {}, webhook: null } as const;
type Wish = Pick<Answering, 'overrides' | 'variables' | 'metadata' | 'webhook'>;

/**
 * An answer of a hook that cannot run (a provider that is not there, a voice without a key) is noted, and the number's
 * own agent answers in its place.
 * @param own null: the number has no agent. @param speaker says why the call is refused, in the place of everybody
 * @throws AppError when the number's own agent cannot run, or a provider's fault leaves nobody
 */
export async function readyCall(
  coming: ComingCall,
  own: ChosenAgent | null,
  asked: Answering | null,
  speaker: ChosenAgent | null,
  options: EngineOptions,
): Promise<ReadyCall | Unanswerable> {
  const notes: readonly Note[] = asked?.notes ?? [];
  if (speaker) return made(coming, speaker, asked ?? AS_IT_IS, notes, options);
  const chosen = asked?.chosen ?? own;
  if (!chosen) return { problem: 'The hook named nobody who is there, and the number has no agent.', notes };
  const isOwn = chosen === own && Object.keys(asked?.overrides ?? {}).length === 0;
  if (isOwn) return made(coming, chosen, asked ?? AS_IT_IS, notes, options);
  try {
    const whole = await resolvedAgent(chosen, coming.number.organizationId, options.store);
    if (whole.config.active === false)
      throw new AppError({ code: 'agent-inactive', status: 400, message: 'The agent is not active.' });
    return await made(coming, whole, asked ?? AS_IT_IS, notes, options);
  } catch (cause) {
    const isOurs = !(cause instanceof AppError) || (cause.status >= 500 && !own);
    if (isOurs) throw cause;
    const data = { code: cause.code, detail: errorText(cause) };
    const told = [...notes, { type: 'inbound-hook-unusable', data }];
    if (!own) return { problem: `The answer of the hook cannot run: ${data.detail}`, notes: told };
    return made(coming, own, AS_IT_IS, told, options);
  }
}

async function made(
  coming: ComingCall,
  chosen: ChosenAgent,
  wish: Wish,
  before: readonly Note[],
  options: EngineOptions,
): Promise<ReadyCall> {
  const { plan, input, notes } = await planned(coming, chosen, wish, options);
  const making = options.models.forCall({ organizationId: coming.number.organizationId, plan });
  const models = await inTime(making, PREPARE_MS, options.clock, 'Making the models', (late) => late.close());
  speechOf(models);
  return { plan, input, models, notes: [...before, ...notes] };
}

/** Resolved, and nothing opened yet. */
export async function planned(
  { number, callId, caller, drawn, announced }: ComingCall,
  chosen: ChosenAgent,
  wish: Wish,
  options: EngineOptions,
): Promise<Omit<ReadyCall, 'models'>> {
  const { store } = options;
  const { organizationId } = number;
  const known = await knownPerson(organizationId, caller, { person: {}, variables: {} }, store);
  const { name, email } = known.person;
  const { input, notes: routeNotes } = withRoutes(
    {
      agent: { kind: 'number' },
      to: number.e164,
      person: known.person,
      from: caller,
      numberId: number.id,
      trunkId: number.trunkId,
      variables: { ...known.variables, ...wish.variables, ...announced?.variables },
      overrides: sealedOverrides(wish.overrides, options.secrets),
      metadata: wish.metadata,
      notBefore: null,
      unresolvedVariables: 'omit',
      pendingFeatures: [],
      source: { api: 'sip', data: {} },
      ...webhookOf(wish.webhook),
    },
    number,
    drawn,
  );
  const { plan: resolved, notes: planNotes } = resolvePlan(
    input,
    chosen,
    await engineOf(options, organizationId),
    {
      ...incomingVariables(input, callId, caller, number.e164),
      ...saidOfCaller(chosen.config, { callId, caller, called: number.e164 }),
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      person: { number: caller, ...known.person },
    },
  );
  const { plan, notes: heldNotes } = await withHeld(resolved, organizationId, known.contact, store);
  return { plan, input, notes: [...routeNotes, ...planNotes, ...heldNotes] };
}

function webhookOf(webhook: CallWebhook | null): Pick<CreateCall, 'webhook'> {
  return webhook ? { webhook } : {};
}
