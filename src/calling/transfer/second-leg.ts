/** One second leg, from the authority's verdict to its end: an attempt of the call, with signalling and media of its own. */
import type { Conversation, TransferWish } from '#conversation';
import { endWith, outcomeOfWire, type Attempt, type EndCode, type EndReason } from '#domain';
import { errorText, type Millis, type Timer } from '#kernel';
import type { MediaSession, SipCall, SipEnding } from '#telephony';
import { askPatiently } from '../dial/ask-patiently.ts';
import { mediaSettings } from '../dial/media-settings.ts';
import { mediaFigures } from '../event-data.ts';
import { within } from '../live/within.ts';
import { unusable } from '../unusable-description.ts';
import { briefingOf } from './briefing.ts';
import { decideLeg, type LegDecision } from './decide-leg.ts';
import { joinLegs } from './join-legs.ts';
import { LegDialing, reasonOfRefusal } from './leg-dialing.ts';
import type { LegParts } from './leg-parts.ts';
import { LegReferral } from './leg-referral.ts';
import { pressKeys } from './press-keys.ts';
import { refusedBy, whyNot } from './why-not.ts';
import { worded } from './word-briefing.ts';

/** A leg whose end the wire does not confirm within this is over all the same. */
const LAST_RESORT_MS: Millis = 40_000;
const CLOSE_MS: Millis = 5_000;
const SILENT = 'The far end stopped sending audio.';
const HANDED_OVER = "The callee's side connected them (REFER).";
const BLIND_ONLY = 'An agent with a speech-to-speech model transfers blind only.';

interface Cause {
  readonly code: EndCode;
  readonly detail: string;
}

export class SecondLeg {
  readonly #parts: LegParts;
  readonly #wish: TransferWish;
  readonly #done = Promise.withResolvers<void>();
  #attempt: Attempt | null = null;
  #media: MediaSession | null = null;
  #sip: SipCall | null = null;
  #briefing: Conversation | null = null;
  #part: (() => void) | null = null;
  /** Its packets are captured no more. */
  #untap: () => void = () => undefined;
  #answered = false;
  #dialing: LegDialing | null = null;
  /** The callee's side may be asked to connect them. */
  #referral: LegReferral | null = null;
  /** Why we end it. */
  #cause: Cause | null = null;
  #over = false;
  /** Of its end, once it is over. */
  #reason: EndReason = endWith('canceled', 'queue').end_reason;
  #lastResort: Timer | null = null;

  constructor(wish: TransferWish, parts: LegParts) {
    this.#wish = wish;
    this.#parts = parts;
    void this.#run();
  }

  /** Resolves when its end is committed. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** CANCEL or BYE, whatever its state; `done` follows. Idempotent. */
  withdraw(code: EndCode, detail: string): void {
    if (this.#cause || this.#over) return;
    this.#cause = { code, detail };
    this.#briefing?.close('withdrawn');
    if (!this.#sip) return;
    this.#sip.hangUp();
    this.#lastResort = this.#parts.options.clock.after(LAST_RESORT_MS, () => this.abandon());
  }

  /** The callee has heard the last words that were for it alone. */
  join(): void {
    if (!this.#media || this.#cause || this.#part || this.#over || this.#referral?.isUnderWay) return;
    const [media, replaces] = [this.#media, this.#sip];
    if (!replaces || !this.#referral) return this.#bridge(media);
    this.#referral.refer(replaces, (result) => {
      if (this.#isGone()) return;
      if (result.kind !== 'connected') return this.#bridge(media);
      this.#handedOver();
      this.withdraw('transferred', HANDED_OVER);
    });
  }

  #bridge(media: MediaSession): void {
    if (this.#part) return;
    this.#part = joinLegs(this.#parts.media, media);
    this.#parts.tell({ state: 'joined', detail: '' });
  }

  /** Withdrawn while the callee's side had it; with no leg of ours, nothing else would say so. */
  #isGone(): boolean {
    if (!this.#isOver()) return false;
    if (!this.#sip) this.abandon();
    return true;
  }

  /** Callee and target speak with each other without us. */
  #handedOver(): void {
    this.#part = () => undefined;
    this.#parts.tell({ state: 'joined', detail: '' });
  }

  /** Blind: the callee's side calls the target by itself. @returns whether that was all */
  #refers(referral: LegReferral): Promise<boolean> {
    return new Promise((resolve) =>
      referral.refer(null, (result) => {
        if (this.#isGone()) return resolve(true);
        if (result.kind === 'connected') {
          this.#handedOver();
          this.#finish(endWith('transferred', 'conversation', { detail: HANDED_OVER }).end_reason);
        } else if (result.kind === 'failed') this.#finish(reasonOfRefusal(result.status, result.reason));
        resolve(result.kind !== 'refused');
      }),
    );
  }

  /** The wire is not waited for any longer. */
  abandon(): void {
    this.#end({ kind: 'bye', by: 'us' });
  }

  async #run(): Promise<void> {
    const { call, log, models, options } = this.#parts;
    // There is no voice of its own to brief with: the model speaks with the callee.
    if (models.realtime && this.#wish.mode === 'attended')
      return this.#finish(endWith('agent-misconfigured', 'queue', { detail: BLIND_ONLY }).end_reason);
    try {
      const [decision, wish] = await Promise.all([this.#decide(), worded(this.#wish, this.#parts)]);
      options.store.notify(`events:${call.id}`);
      if (decision.kind === 'refused')
        return this.#finish(endWith('dial-denied', 'queue', { detail: decision.detail }).end_reason);
      this.#attempt = decision.attempt;
      if (this.#over) return await this.#settle(this.#reason);
      this.#referral = LegReferral.of(decision, this.#wish, this.#parts);
      if (this.#referral && this.#wish.mode === 'blind' && (await this.#refers(this.#referral))) return;
      const media = await options.media.open(mediaSettings(decision.verdict.trunk, false, options.limits));
      // Its end was committed meanwhile, without this.
      if (this.#over) return await media.close();
      this.#media = media;
      this.#untap = this.#parts.tap.hear(media);
      media.events.on('media-lost', () => this.withdraw('media-lost', SILENT));
      this.#briefing = this.#briefingOn(media, decision.attempt, wish);
      this.#briefing?.warm().catch((cause: unknown) => {
        options.logger.error('briefing-not-warmed', { call: call.id, cause });
        this.withdraw('internal', errorText(cause));
      });
      const callee = call.test ? await options.simulatedCallee() : null;
      if (this.#over) return;
      if (this.#cause) return this.abandon();
      await this.#dial(decision, media, callee);
    } catch (cause) {
      options.logger.error('transfer-failed', { call: call.id, cause });
      log.note('transfer-failed', { detail: errorText(cause) });
      this.#finish(endWith('internal', 'dialing', { detail: errorText(cause) }).end_reason);
    }
  }

  #decide(): Promise<LegDecision> {
    const { call, log, options } = this.#parts;
    return askPatiently(
      () => log.transaction((tx) => decideLeg(tx, call, this.#wish.to, options)),
      (decision) => (decision.kind === 'refused' ? decision.until : null),
      () => this.#cause !== null,
      options.clock,
    );
  }

  #briefingOn(line: MediaSession, attempt: Attempt, wish: TransferWish): Conversation | null {
    return briefingOf({
      ...this.#parts,
      ...{ attemptId: attempt.id, wish, line },
      onTaken: () => this.#accepted(),
      onRefused: (reason) => {
        const detail = refusedBy(reason);
        this.#fail(detail);
        this.withdraw('declined', detail);
      },
    });
  }

  #isOver(): boolean {
    return this.#cause !== null || this.#over;
  }

  #dial(first: LegDecision & { kind: 'dial' }, media: MediaSession, callee: string | null): Promise<void> {
    this.#dialing = new LegDialing(first, this.#wish, this.#parts, {
      ...{ media, callee },
      isOver: () => this.#isOver(),
      inviting: (sip) => void (this.#sip = sip),
      rang: (status) => {
        if (this.#cause) return;
        this.#parts.media.ringing();
        this.#parts.tell({ state: 'ringing', detail: `${status}` });
      },
      taken: (sdp) => this.#taken(media, sdp),
      moved: (attempt) => void (this.#attempt = attempt),
      ended: (ending) => this.#end(ending),
      failed: (reason) => this.#finish(reason),
    });
    return this.#dialing.begin();
  }

  #taken(media: MediaSession, sdp: string | null): void {
    if (this.#cause) return;
    const negotiation = sdp === null ? null : media.takeAnswer(sdp);
    if (negotiation?.ok === false) {
      const { code, detail } = unusable(negotiation);
      return this.withdraw(code, detail);
    }
    this.#answered = true;
    media.start();
    this.#parts.tell({ state: 'answered', detail: '' });
    pressKeys(media, this.#wish.digits ?? '', this.#parts.options.clock, () => this.#reached());
  }

  /** Whoever is wanted can be spoken to. */
  #reached(): void {
    if (this.#isOver()) return;
    if (this.#briefing) this.#briefing.start();
    else this.#accepted();
  }

  #accepted(): void {
    this.#briefing?.close('joined');
    this.#briefing = null;
    if (this.#wish.waits !== true) return this.join();
    if (this.#isOver()) return;
    // The callee hears words again in the place of the ringing.
    this.#parts.media.unbridge();
    this.#parts.tell({ state: 'taken', detail: '' });
  }

  #end(ending: SipEnding): void {
    // The callee has taken our place with the target, which lets us go before the callee's side says so.
    if (this.#referral?.isUnderWay && ending.kind === 'bye' && ending.by === 'peer') this.#handedOver();
    const ours = this.#cause !== null && ending.by === 'us';
    const phase = this.#answered ? 'conversation' : 'ringing';
    const { code, detail } = this.#cause ?? { code: 'canceled', detail: '' };
    const outcome = ours ? endWith(code, phase, { detail }) : outcomeOfWire(ending, phase);
    this.#finish(outcome.end_reason);
  }

  #fail(detail: string): void {
    this.#parts.tell({ state: 'failed', detail });
  }

  /** Once: the callee is told first, then everything is given back and the end committed. */
  #finish(reason: EndReason): void {
    if (this.#over) return;
    this.#over = true;
    this.#reason = reason;
    this.#lastResort?.cancel();
    const joined = this.#part !== null;
    this.#part?.();
    this.#parts.media.unbridge();
    this.#briefing?.close('over');
    if (joined) this.#parts.tell({ state: 'left', detail: reason.detail });
    else this.#fail(whyNot(reason));
    void this.#settle(reason).finally(() => this.#done.resolve());
  }

  async #settle(reason: EndReason): Promise<void> {
    const { call, log, options } = this.#parts;
    const { clock, logger, nodeId } = options;
    const fault = (cause: unknown): void => logger.error('transfer-not-settled', { call: call.id, cause });
    const stats =
      this.#media && this.#answered ? await within(this.#media.stats(), CLOSE_MS, clock, fault) : null;
    this.#untap();
    if (this.#media) await within(this.#media.close(), CLOSE_MS, clock, fault);
    // A verdict under way ends the attempt before by itself, and may bring another one.
    if (this.#dialing) await within(this.#dialing.settled, CLOSE_MS, clock, fault);
    const attempt = this.#attempt;
    if (!attempt) return;
    const at = clock.now();
    const media = stats ? { media: mediaFigures(stats) } : {};
    const data = { attempt_id: attempt.id, end_reason: reason, ...media };
    await log
      .transaction(async (tx) => {
        await tx.calls.append(call.id, nodeId, [{ at, type: 'attempt-ended', data }]);
        await tx.attempts.end(attempt.id, at);
      })
      .catch(fault);
    options.store.notify(`events:${call.id}`);
  }
}
