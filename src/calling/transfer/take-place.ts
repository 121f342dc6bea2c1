/**
 * Another dialog takes the place of the callee's, and the agent goes on talking: an INVITE with Replaces (RFC 3891), or
 * because the callee's side referred us to somebody (RFC 3515). The media stays ours; its far end is another one.
 */
import { endWith, numberIn, settingsOf, type Attempt, type Call, type Trunk } from '#domain';
import type { Millis } from '#kernel';
import type { IncomingReferral, IncomingSipCall, MediaSession, SipCall } from '#telephony';
import { lineOf } from '../dial/line.ts';
import { dialTarget } from '../dial/target.ts';
import { guardOf, mayComeFrom } from '../incoming/trunk-of.ts';
import type { CallLog } from '../live/call-log.ts';
import type { EngineOptions } from '../options.ts';
import { decideLeg } from './decide-leg.ts';

/** Whoever referred us hangs up by itself (RFC 5589, 6.1); one that does not is ended after this. */
const LEAVES_WITHIN_MS: Millis = 2_000;

/** A running call, as far as its callee can be another one. */
export interface TalkingCall {
  readonly call: Call;
  readonly log: CallLog;
  readonly media: MediaSession;
  readonly trunk: Trunk | null;
  readonly isTalking: boolean;
  /** Its callee's dialog. */
  readonly dialog: SipCall | null;
  /** Resolves when its end is committed, or left. */
  readonly ended: Promise<void>;
  isOn(sip: SipCall): boolean;
  adopt(sip: SipCall, attempt: Attempt): { readonly sip: SipCall | null; readonly attempt: Attempt | null };
}

/** An INVITE with Replaces: it is answered with the media of the call, whose dialog then is this one. */
export async function takePlace(
  sip: IncomingSipCall,
  live: TalkingCall,
  options: EngineOptions,
): Promise<void> {
  if (!live.isTalking || !mayComeFrom(live.trunk, sip.source)) return sip.reject(481);
  const guard = guardOf(live.trunk);
  if (guard && !sip.prove(guard)) return;
  let gone = false;
  sip.events.on('ended', () => (gone = true));
  const attempt = await beginAttempt(sip, live, options);
  if (!attempt) return sip.reject(481);
  const refuse = (status: number): Promise<void> => {
    sip.reject(status);
    return endFormer(attempt, live, options);
  };
  if (gone || !live.isTalking) return refuse(481);
  const taken = sip.offer === undefined ? null : live.media.takeOffer(sip.offer);
  const sdp = taken ? taken.answer : live.media.offerAgain(false);
  if (sdp === undefined) return refuse(488);
  sip.events.on('answered', ({ sdp: late }) => {
    if (sip.offer === undefined && late !== undefined) live.media.takeAnswer(late);
  });
  const accepted = sip.accept(sdp, (record) => options.store.attempts.setDialog(attempt.id, { ...record }));
  await accepted.catch((cause: unknown) => {
    options.logger.error('place-not-taken', { call: live.call.id, cause });
    gone = true;
  });
  if (gone || !live.isTalking) {
    sip.hangUp();
    if (taken && live.isTalking) await giveBack(live);
    return endFormer(attempt, live, options);
  }
  const former = live.adopt(sip, attempt);
  live.log.note('callee-replaced', { attempt_id: attempt.id, by: 'replaces', from: sip.from });
  former.sip?.hangUp({ text: 'Replaced', q850: 16 });
  await endFormer(former.attempt, live, options);
}

/** Whoever wanted the callee's place has withdrawn: our offer brings where the callee is. */
async function giveBack({ dialog, media }: TalkingCall): Promise<void> {
  const again = await dialog?.reoffer(media.offerAgain(false));
  if (again?.ok) media.takeAnswer(again.sdp);
}

/** A REFER of the callee's side: refused, unless the trunk lets us follow; then the authority decides as for any transfer. */
export function takeReferral(
  referral: IncomingReferral,
  live: TalkingCall,
  trunk: Trunk | null,
  options: EngineOptions,
): void {
  const { to, by } = referral;
  const follows = trunk !== null && settingsOf(trunk).referrals === 'follow' && live.isTalking;
  live.log.note('referral-received', { to, by: by ?? null, follows });
  if (!follows) return referral.reject(603);
  referral.accept();
  follow(referral, live, options).catch((cause: unknown) => {
    options.logger.error('referral-not-followed', { call: live.call.id, cause });
    referral.progress(500, 'Server Internal Error');
  });
}

async function follow(referral: IncomingReferral, live: TalkingCall, options: EngineOptions): Promise<void> {
  const { call, media, log } = live;
  // A dialog is replaced where it is; a number is called like any other.
  const to = referral.replaces === undefined ? (numberIn(referral.to) ?? referral.to) : referral.to;
  const decision = await log.transaction((tx) => decideLeg(tx, call, to, options));
  options.store.notify(`events:${call.id}`);
  if (decision.kind === 'refused') return referral.progress(603, 'Decline');
  const { attempt, identity, verdict } = decision;
  if (!live.isTalking) return void (await endFormer(attempt, live, options));
  const target = dialTarget({ ...call, to }, verdict, null, options.sip.address);
  const sip = lineOf(verdict.trunk, null, options).invite({
    ...{ identity, ...target, offer: media.offerAgain(false), ringTimeoutMs: options.limits.ringTimeoutMs },
    ...(referral.replaces === undefined ? {} : { replaces: referral.replaces }),
    ...(referral.by === undefined ? {} : { referredBy: referral.by }),
    store: (record) => options.store.attempts.setDialog(attempt.id, { ...record }),
  });
  // A transferor that does not wait for our word takes the call with it; nobody's telephone rings for nobody.
  void live.ended.then(() => live.isOn(sip) || sip.hangUp());
  sip.events.on('provisional', ({ status, reason }) => status >= 180 && referral.progress(status, reason));
  sip.events.on('answered', ({ sdp }) => void answered(referral, live, { sip, attempt, sdp }, options));
  sip.events.on('ended', ({ status = 503, reason = 'Service Unavailable' }) => {
    if (live.isOn(sip)) return;
    referral.progress(status >= 300 ? status : 503, reason);
    void endFormer(attempt, live, options);
  });
}

async function answered(
  referral: IncomingReferral,
  live: TalkingCall,
  {
    sip,
    attempt,
    sdp,
  }: { readonly sip: SipCall; readonly attempt: Attempt; readonly sdp?: string | undefined },
  options: EngineOptions,
): Promise<void> {
  if (!live.isTalking || !live.media.takeAnswer(sdp ?? '').ok) return sip.hangUp();
  const former = live.adopt(sip, attempt);
  live.log.note('callee-replaced', { attempt_id: attempt.id, by: 'refer', to: referral.to });
  referral.progress(200, 'OK');
  options.clock.after(LEAVES_WITHIN_MS, () => former.sip?.hangUp());
  await endFormer(former.attempt, live, options);
}

async function beginAttempt(
  { identity }: IncomingSipCall,
  { call, log }: TalkingCall,
  { ids, clock, nodeId, store }: EngineOptions,
): Promise<Attempt | null> {
  const at = clock.now();
  const attempt = await log.transaction(async (tx) => {
    const number = (await tx.attempts.ofCall(call.id)).length + 1;
    const row: Attempt = {
      ...{ id: ids.next(), callId: call.id, organizationId: call.organizationId, nodeId, number },
      ...{ trunkId: call.trunkId, numberId: call.numberId, sipCallId: identity.callId },
      ...{ dialog: { ...identity }, startedAt: at, endedAt: null },
    };
    const data = { attempt_id: row.id, number, sip_call_id: row.sipCallId };
    if ((await tx.calls.append(call.id, nodeId, [{ at, type: 'attempt-started', data }])) === null)
      return null;
    await tx.attempts.start(row, null);
    return row;
  });
  store.notify(`events:${call.id}`);
  return attempt;
}

/** The call goes on without it. */
async function endFormer(
  attempt: Attempt | null,
  { call, log }: TalkingCall,
  { clock, nodeId, store, logger }: EngineOptions,
): Promise<void> {
  if (!attempt) return;
  const at = clock.now();
  const { end_reason } = endWith('transferred', 'conversation');
  const data = { attempt_id: attempt.id, end_reason };
  await log
    .transaction(async (tx) => {
      await tx.calls.append(call.id, nodeId, [{ at, type: 'attempt-ended', data }]);
      await tx.attempts.end(attempt.id, at);
    })
    .catch((cause: unknown) => logger.error('attempt-not-ended', { call: call.id, cause }));
  store.notify(`events:${call.id}`);
}
