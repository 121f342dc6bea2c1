/** A call that comes in: a number bound to an agent, or with a hook, answers; anything else is refused with its reason. */
import {
  drawRoutes,
  incomingLife,
  type AgentChoice,
  type Attempt,
  type Call,
  type DrawnRoutes,
  type LifeState,
  type PhoneNumber,
  type PreparedInbound,
  type Trunk,
} from '#domain';
import { AppError, errorText } from '#kernel';
import type { IncomingSipCall, MediaSession, SipEnding } from '#telephony';
import { chooseAgent } from './accept/choose-agent.ts';
import { askInboundHook, type Answering } from './accept/ask-inbound-hook.ts';
import type { ChosenAgent } from './accept/plan.ts';
import { preparedCall } from './accept/prepared-call.ts';
import { refusalOf, unbound } from './accept/refusing-agent.ts';
import { agentOfNumber } from './accept/route-call.ts';
import type { CallModels } from './call-models.ts';
import { failAttempt } from './dial/fail-attempt.ts';
import { mediaSettings } from './dial/media-settings.ts';
import { calledNumber } from './incoming/called-number.ts';
import { callerOf } from './incoming/caller-of.ts';
import { lateAnswer } from './incoming/late-answer.ts';
import { readyCall } from './incoming/ready.ts';
import { recordCall, refuseOnRecord } from './incoming/record.ts';
import { guardOf, mayComeFrom, trunkOf } from './incoming/trunk-of.ts';
import { inTime, PREPARE_MS } from './live/in-time.ts';
import { LiveCall, type CallWatcher } from './live/live-call.ts';
import type { EngineOptions } from './options.ts';
import { withToolsBefore } from './tools/before-call.ts';
import { unusable } from './unusable-description.ts';

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
  const called = calledNumber(sip);
  const number = called === null ? null : await store.numbers.findAnywhere(called);
  const trunk = number && (await trunkOf(number, store));
  if (!mayComeFrom(trunk, sip.source)) {
    logger.info('incoming-refused', { reason: 'address-not-taken', source: sip.source });
    sip.reject(403, 'Forbidden');
    return;
  }
  const guard = guardOf(trunk);
  if (guard && !sip.prove(guard)) return;
  const announced = number?.active ? await preparedCall(sip, number, options) : null;
  if (!number || !number.active || (!announced && !isAnswered(number))) {
    logger.info('incoming-refused', {
      reason: number ? 'number-without-agent' : 'number-unknown',
      source: sip.source,
    });
    sip.reject(404, 'Not Found');
    return;
  }
  sip.ring();
  const prepared = await prepare(sip, number, trunk, announced, options).catch((cause: unknown) => {
    logger.error('incoming-not-prepared', { cause });
    sip.reject(cause instanceof AppError && cause.status < 500 ? 480 : 503);
    return null;
  });
  if (prepared) await answer(sip, { ...prepared, trunk }, gone, options, watcher);
}

interface Prepared {
  readonly call: Call;
  readonly attempt: Attempt;
  readonly media: MediaSession;
  readonly models: CallModels;
  readonly sdp: string;
  readonly life: LifeState;
}

/** Bound to an agent, or routed to some; a hook of its own may name one. */
function isAnswered({ agentId, routes, inboundHook }: PhoneNumber): boolean {
  return agentId !== null || Boolean(routes?.agents) || Boolean(inboundHook);
}

async function prepare(
  sip: IncomingSipCall,
  number: PhoneNumber,
  trunk: Trunk | null,
  announced: PreparedInbound | null,
  options: EngineOptions,
): Promise<Prepared | null> {
  const { store, media, limits, clock } = options;
  const drawn = number.routes ? drawRoutes(number.routes, options.random) : {};
  const own = await ownAgent(number, announced, drawn, options);
  if (!own && !number.inboundHook) {
    sip.reject(404, 'Not Found');
    return null;
  }
  // A hook of the number's own is asked all the same, unless the call was announced to this agent.
  const isInactive = own?.config.active === false;
  if (isInactive && (announced || !number.inboundHook)) {
    options.logger.info('incoming-refused', { reason: 'agent-inactive', source: sip.source });
    sip.reject(480, 'Temporarily Unavailable');
    return null;
  }
  const bound = isInactive ? null : own;
  const caller = callerOf(sip.from);
  const callId = announced?.id ?? options.ids.next();
  let refused = await refusalOf(number.organizationId, bound ?? unbound(number), store, clock.now());
  let asked: Answering | null = null;
  if (!refused && !announced) {
    const gone = new AbortController();
    sip.events.on('ended', () => gone.abort());
    asked = await askInboundHook(number, bound, { callId, from: caller }, options, gone.signal);
    if (asked.refusal) refused = { code: 'hook-refused', speaker: asked.refusal.speaker };
  }
  if (refused && !refused.speaker) {
    options.logger.info('incoming-refused', { reason: refused.code, source: sip.source });
    sip.reject(480, 'Temporarily Unavailable');
    return null;
  }
  const coming = { number, callId, caller, drawn, announced };
  const ready = await readyCall(coming, bound, asked, refused?.speaker ?? null, options);
  if ('problem' in ready) {
    await refuseOnRecord(sip, coming, ready, options);
    return null;
  }
  const { plan, input, models, notes } = ready;
  const told = refused ? [...notes, { type: 'call-refused', data: { rule: refused.code } }] : notes;
  const { ring_ms = 0 } = plan.config.opening ?? {};
  const rung = ring_ms === 0 ? null : Promise.withResolvers<void>();
  if (rung) options.clock.after(ring_ms, rung.resolve);
  const record = plan.config.record !== false;
  const opening = media.open(mediaSettings(trunk, record, limits));
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
    const { call, attempt } = await recordCall(sip, { ...coming, input }, plan, told, options);
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

/** Whom an announcement names, the number's routes draw, or who is bound to it; null: nobody who is there. */
async function ownAgent(
  number: PhoneNumber,
  announced: PreparedInbound | null,
  drawn: DrawnRoutes,
  { store }: Pick<EngineOptions, 'store'>,
): Promise<ChosenAgent | null> {
  const choice: AgentChoice | null = announced
    ? { kind: 'saved', agentId: announced.agentId, versionId: null, ifVersionUnknown: 'production' }
    : agentOfNumber(number, drawn);
  if (!choice || !(await store.agents.get(number.organizationId, choice.agentId))) return null;
  return chooseAgent(number, { agent: choice }, store);
}

async function answer(
  sip: IncomingSipCall,
  prepared: Prepared & { readonly trunk: Trunk | null },
  gone: SipEnding | null,
  options: EngineOptions,
  watcher: CallWatcher,
): Promise<void> {
  const { call, attempt, media, models, sdp, life, trunk } = prepared;
  let live: LiveCall;
  try {
    live = new LiveCall({ call, attempt, life, media, models, watcher, trunk }, options);
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
    const negotiation = lateAnswer(sip.offer, late, media);
    if (negotiation && !negotiation.ok) live.input({ type: 'end-wanted', cause: unusable(negotiation) });
    else live.answered();
  });
  const accepted = sip.accept(sdp, (record) => options.store.attempts.setDialog(attempt.id, { ...record }));
  accepted.catch((cause: unknown) =>
    live.input({ type: 'attempt-failed', code: 'internal', detail: errorText(cause) }),
  );
}
