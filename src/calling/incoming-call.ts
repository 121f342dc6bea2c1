/** A call that comes in: a number bound to an agent answers, anything else is refused with its reason. */
import {
  drawRoutes,
  incomingLife,
  isE164,
  type AgentChoice,
  type Attempt,
  type Call,
  type CreateCall,
  type LifeState,
  type NewEvent,
  type PhoneNumber,
  type PreparedInbound,
} from '#domain';
import { AppError, errorText, type Id } from '#kernel';
import type { IncomingSipCall, MediaSession, SipEnding } from '#telephony';
import { chooseAgent, engineOf } from './accept/accept-call.ts';
import { incomingVariables } from './accept/built-in.ts';
import { withHeld } from './accept/held-knowledge.ts';
import { knownPerson } from './accept/known-person.ts';
import { preparedCall, saidOfCaller } from './accept/prepared-call.ts';
import { resolvePlan } from './accept/plan.ts';
import { askInboundHook, type Answering } from './accept/ask-inbound-hook.ts';
import { refusalOf } from './accept/refusing-agent.ts';
import { agentOfNumber, withRoutes } from './accept/route-call.ts';
import { sealedOverrides } from './accept/seal.ts';
import type { CallModels } from './call-models.ts';
import { failAttempt } from './dial/fail-attempt.ts';
import { inTime, PREPARE_MS } from './live/in-time.ts';
import { LiveCall, type CallWatcher } from './live/live-call.ts';
import { speechOf } from './live/speech-of.ts';
import { planFacts } from './event-data.ts';
import type { EngineOptions } from './options.ts';
import { withToolsBefore } from './tools/before-call.ts';

/** Answers it, or refuses it on the wire; never rejects. */
export async function takeIncomingCall(
  sip: IncomingSipCall,
  options: EngineOptions,
  watcher: CallWatcher,
): Promise<void> {
  try {
    await answerOrRefuse(sip, options, watcher);
  } catch (cause) {
    options.logger.error('incoming-failed', { cause });
    sip.reject(503, 'Service Unavailable');
  }
}

async function answerOrRefuse(
  sip: IncomingSipCall,
  options: EngineOptions,
  watcher: CallWatcher,
): Promise<void> {
  const { store, logger } = options;
  // The caller may withdraw before the call exists that would hear of it.
  let gone: SipEnding | null = null;
  sip.events.on('ended', (ending) => (gone = ending));
  const called = calledNumber(sip.calledUser);
  const number = called === null ? null : await store.numbers.findAnywhere(called);
  const announced = number?.active ? await preparedCall(sip, number, options) : null;
  if (!number || !number.active || (!announced && number.agentId === null && !number.routes?.agents)) {
    logger.info('incoming-refused', {
      reason: number ? 'number-without-agent' : 'number-unknown',
      source: sip.source,
    });
    sip.reject(404, 'Not Found');
    return;
  }
  sip.ring();
  const prepared = await prepare(sip, number, announced, options).catch((cause: unknown) => {
    logger.error('incoming-not-prepared', { cause });
    sip.reject(cause instanceof AppError && cause.status < 500 ? 480 : 503);
    return null;
  });
  if (prepared) await answer(sip, prepared, gone, options, watcher);
}

interface Prepared {
  readonly call: Call;
  readonly attempt: Attempt;
  readonly media: MediaSession;
  readonly models: CallModels;
  readonly sdp: string;
  readonly life: LifeState;
}

/** E.164 with or without its plus, as carriers send it; escapes are read already. */
function calledNumber(user: string): string | null {
  const text = user.split(';')[0]!;
  return [text, `+${text}`].find(isE164) ?? null;
}

async function prepare(
  sip: IncomingSipCall,
  number: PhoneNumber,
  announced: PreparedInbound | null,
  options: EngineOptions,
): Promise<Prepared | null> {
  const { store, media, limits, clock } = options;
  const drawn = number.routes ? drawRoutes(number.routes, options.random) : {};
  const choice: AgentChoice | null = announced
    ? { kind: 'saved', agentId: announced.agentId, versionId: null, ifVersionUnknown: 'production' }
    : agentOfNumber(number, drawn);
  if (!choice || !(await store.agents.get(number.organizationId, choice.agentId))) {
    sip.reject(404, 'Not Found');
    return null;
  }
  const own = await chooseAgent(number, { agent: choice }, store);
  if (own.config.active === false) {
    options.logger.info('incoming-refused', { reason: 'agent-inactive', source: sip.source });
    sip.reject(480, 'Temporarily Unavailable');
    return null;
  }
  const caller = callerOf(sip.from);
  const callId = announced?.id ?? options.ids.next();
  let refused = await refusalOf(number.organizationId, own, store, clock.now());
  let asked: Answering | null = null;
  if (!refused && !announced) {
    const gone = new AbortController();
    sip.events.on('ended', () => gone.abort());
    asked = await askInboundHook(number, own, { callId, from: caller }, options, gone.signal);
    if (asked.refusal) refused = { code: 'hook-refused', speaker: asked.refusal.speaker };
  }
  if (refused && !refused.speaker) {
    options.logger.info('incoming-refused', { reason: refused.code, source: sip.source });
    sip.reject(480, 'Temporarily Unavailable');
    return null;
  }
  const chosen = refused?.speaker ?? asked?.chosen ?? own;
  const known = await knownPerson(number.organizationId, caller, { person: {}, variables: {} }, store);
  const { name, email } = known.person;
  const { input, notes: routeNotes } = withRoutes(
    {
      agent: { kind: 'number' },
      to: number.e164,
      person: known.person,
      from: caller,
      numberId: number.id,
      trunkId: number.trunkId,
      variables: { ...known.variables, ...asked?.variables, ...announced?.variables },
      overrides: sealedOverrides(asked?.overrides ?? {}, options.secrets),
      metadata: asked?.metadata ?? {},
      notBefore: null,
      unresolvedVariables: 'omit',
      pendingFeatures: [],
      source: { api: 'sip', data: {} },
    },
    number,
    drawn,
  );
  const { plan: resolved, notes: planNotes } = resolvePlan(
    input,
    chosen,
    await engineOf(options, number.organizationId),
    {
      ...incomingVariables(input, callId, caller, number.e164),
      ...saidOfCaller(chosen.config, { callId, caller, called: number.e164 }),
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      person: { number: caller, ...known.person },
    },
  );
  const { plan, notes: heldNotes } = await withHeld(resolved, number.organizationId, known.contact, store);
  const notes = [
    ...(asked?.notes ?? []),
    ...(refused ? [{ type: 'call-refused', data: { rule: refused.code } }] : []),
    ...routeNotes,
    ...planNotes,
    ...heldNotes,
  ];
  const { ring_ms = 0 } = plan.config.opening ?? {};
  const rung = ring_ms === 0 ? null : Promise.withResolvers<void>();
  if (rung) options.clock.after(ring_ms, rung.resolve);
  const making = options.models.forCall({ organizationId: number.organizationId, plan });
  const models = await inTime(making, PREPARE_MS, clock, 'Making the models', (late) => late.close());
  speechOf(models);
  const record = plan.config.record !== false;
  const opening = media.open({ codecs: ['PCMU', 'PCMA'], lostAfterMs: limits.mediaLostMs, record });
  const session = await inTime(opening, PREPARE_MS, clock, 'Opening the media', (late) => late.close()).catch(
    async (cause: unknown) => {
      await models.close();
      throw cause;
    },
  );
  const negotiation = sip.offer === undefined ? null : session.takeOffer(sip.offer);
  const sdp = negotiation ? negotiation.answer : session.offer();
  if (sdp === undefined) {
    await Promise.all([session.close(), models.close()]);
    sip.reject(488, 'Not Acceptable Here');
    return null;
  }
  try {
    await rung?.promise;
    const { call, attempt } = await commit(sip, number, { callId, input, caller }, plan, notes, options);
    return {
      call: refused ? call : await withToolsBefore(call, options),
      attempt,
      media: session,
      models,
      sdp,
      life: refused ? { ...incomingLife, refused: refused.code } : incomingLife,
    };
  } catch (cause) {
    await Promise.all([session.close(), models.close()]);
    throw cause;
  }
}

async function commit(
  sip: IncomingSipCall,
  number: PhoneNumber,
  { callId, input, caller }: { callId: Id; input: CreateCall; caller: string },
  plan: Call['plan'],
  notes: readonly Omit<NewEvent, 'at'>[],
  { store, ids, clock, nodeId }: EngineOptions,
): Promise<{ call: Call; attempt: Attempt }> {
  const at = clock.now();
  const call: Call = {
    id: callId,
    organizationId: number.organizationId,
    direction: 'inbound',
    status: 'ringing',
    outcome: null,
    to: number.e164,
    from: caller,
    requestedNumberId: null,
    requestedTrunkId: null,
    numberId: number.id,
    trunkId: number.trunkId,
    test: false,
    person: input.person,
    plan,
    metadata: input.metadata,
    source: { api: 'sip', data: { source: sip.source } },
    notBefore: null,
    createdAt: at,
    answeredAt: null,
    endedAt: null,
    recording: null,
    turns: [],
    latencies: [],
    cost: null,
    analysis: null,
    lastSeq: 0,
  };
  const attempt: Attempt = {
    id: ids.next(),
    callId: call.id,
    organizationId: call.organizationId,
    nodeId,
    number: 1,
    trunkId: number.trunkId,
    numberId: number.id,
    sipCallId: sip.identity.callId,
    dialog: { ...sip.identity },
    startedAt: at,
    endedAt: null,
  };
  const events: NewEvent[] = [
    { at, type: 'call-accepted', data: { api: 'sip', to: call.to, from: caller, plan: planFacts(plan) } },
    ...notes.map((note) => ({ at, ...note })),
    {
      at,
      type: 'attempt-started',
      data: { attempt_id: attempt.id, number: 1, sip_call_id: attempt.sipCallId },
    },
  ];
  await store.transaction(async (tx) => {
    await tx.calls.insert(call, events, nodeId);
    await tx.attempts.start(attempt, null);
  });
  return { call, attempt };
}

async function answer(
  sip: IncomingSipCall,
  prepared: Prepared,
  gone: SipEnding | null,
  options: EngineOptions,
  watcher: CallWatcher,
): Promise<void> {
  const { call, attempt, media, models, sdp, life } = prepared;
  let live: LiveCall;
  try {
    live = new LiveCall({ call, attempt, life, media, models, watcher }, options);
  } catch (cause) {
    options.logger.error('call-not-begun', { call: call.id, cause });
    sip.reject(500, 'Server Internal Error');
    await Promise.allSettled([media.close(), models.close()]);
    const problem = { code: 'internal', detail: errorText(cause) } as const;
    return failAttempt(call, attempt, life, problem, options);
  }
  live.attach(sip);
  if (gone) return live.input({ type: 'attempt-ended', ending: gone });
  sip.events.on('answered', ({ sdp: late }) => {
    const negotiation = late === undefined ? null : sip.offer === undefined ? media.takeAnswer(late) : null;
    if (negotiation && !negotiation.ok)
      live.input({ type: 'end-wanted', cause: { code: 'no-common-codec', detail: negotiation.detail } });
    else live.answered();
  });
  const accepted = sip.accept(sdp, (record) => options.store.attempts.setDialog(attempt.id, { ...record }));
  accepted.catch((cause: unknown) =>
    live.input({ type: 'attempt-failed', code: 'internal', detail: errorText(cause) }),
  );
}

/** The caller as E.164 where `From` holds one, else the URI. */
function callerOf(from: string): string {
  const uri = /<([^>]+)>/.exec(from)?.[1] ?? from.split(';')[0]!.trim();
  // RFC 3261, section 19.1.2: a plus may come escaped in the user part.
  const user = (/^sips?:([^@;]+)@/i.exec(uri)?.[1] ?? '').replace(/%2b/gi, '+');
  return isE164(user) ? user : uri;
}
