/** One second leg, from the authority's verdict to its end: an attempt of the call, with signalling and media of its own. */
import type { Conversation, TransferChange, TransferWish } from '#conversation';
import {
  endWith,
  outcomeOfWire,
  type Attempt,
  type Call,
  type EndCode,
  type EndReason,
  type Turn,
} from '#domain';
import { errorText, type Millis, type Timer } from '#kernel';
import type { MediaSession, SipCall, SipEnding } from '#telephony';
import type { CallModels } from '../call-models.ts';
import { mediaFigures } from '../event-data.ts';
import type { CallLog } from '../live/call-log.ts';
import { followDialog } from '../live/follow-dialog.ts';
import { keysByInfo } from '../live/keys-by-info.ts';
import { within } from '../live/within.ts';
import { mediaSettings } from '../dial/media-settings.ts';
import { lineOf } from '../dial/line.ts';
import { dialTarget, shownAs } from '../dial/target.ts';
import type { EngineOptions } from '../options.ts';
import { unusable } from '../unusable-description.ts';
import { briefingOf } from './briefing.ts';
import { decideLeg, type LegDecision } from './decide-leg.ts';
import { handOver, handsOver, type HandOver, type HandOverWish } from './hand-over.ts';
import { joinLegs } from './join-legs.ts';
import { pressKeys } from './press-keys.ts';
import { refusedBy, whyNot } from './why-not.ts';
import { wordBriefing } from './word-briefing.ts';

/** A leg whose end the wire does not confirm within this is over all the same. */
const LAST_RESORT_MS: Millis = 40_000;
const CLOSE_MS: Millis = 5_000;
/** An authority that only wants a moment gets it, so often. */
const MOMENT_MS: Millis = 1_500;
const MOST_MOMENTS = 3;
/** A briefing that the model has not worded by then is the one that was written. */
const WORDING_MS: Millis = 5_000;

export interface LegParts {
  readonly call: Call;
  /** Of the callee. */
  readonly media: MediaSession;
  readonly models: CallModels;
  readonly log: CallLog;
  readonly options: EngineOptions;
  /** The callee's signalling, once it answered. */
  callee(): SipCall | null;
  /** What has been said in the call. */
  turns(): readonly Turn[];
  tell(change: TransferChange): void;
}

const HANDED_OVER = "The callee's side connected them (REFER).";
const BLIND_ONLY = 'An agent with a speech-to-speech model transfers blind only.';

interface Cause {
  readonly code: EndCode;
  readonly detail: string;
}

type Referred = Pick<HandOverWish, 'to' | 'by'>;

export class SecondLeg {
  readonly #parts: LegParts;
  readonly #wish: TransferWish;
  readonly #done = Promise.withResolvers<void>();
  #attempt: Attempt | null = null;
  #media: MediaSession | null = null;
  #sip: SipCall | null = null;
  #briefing: Conversation | null = null;
  #part: (() => void) | null = null;
  #answered = false;
  /** Whoever the callee's side may be asked to connect. */
  #referred: Referred | null = null;
  #isHandingOver = false;
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
    if (!this.#media || this.#cause || this.#part || this.#over || this.#isHandingOver) return;
    const [media, replaces] = [this.#media, this.#sip];
    if (!replaces || !this.#referred) return this.#bridge(media);
    this.#handOver(replaces, (result) => {
      if (result.kind !== 'connected') return this.#bridge(media);
      this.#handedOver();
      this.withdraw('transferred', HANDED_OVER);
    });
  }

  #bridge(media: MediaSession): void {
    if (this.#cause || this.#part || this.#over) return;
    this.#part = joinLegs(this.#parts.media, media);
    this.#parts.tell({ state: 'joined', detail: '' });
  }

  #handOver(replaces: SipCall | null, settled: (result: HandOver) => void): void {
    const callee = this.#parts.callee();
    if (!callee || !this.#referred) return settled({ kind: 'refused', status: 0 });
    const { log, media, tell } = this.#parts;
    const attempt_id = this.#attempt?.id;
    this.#isHandingOver = true;
    log.note('refer-sent', { attempt_id, to: this.#referred.to, attended: replaces !== null });
    handOver(
      callee,
      {
        ...this.#referred,
        ...(replaces ? { replaces } : {}),
        told: (progress) => {
          log.note('refer-progress', { attempt_id, ...progress });
          if (replaces || progress.final || progress.status < 180 || progress.status >= 200) return;
          media.ringing();
          tell({ state: 'ringing', detail: `${progress.status}` });
        },
      },
      (result) => {
        this.#isHandingOver = false;
        if (!this.#cause && !this.#over) settled(result);
        // Withdrawn meanwhile, with no leg of ours whose end would say so.
        else if (!this.#sip) this.abandon();
      },
    );
  }

  /** Callee and target speak with each other without us. */
  #handedOver(): void {
    this.#part = () => undefined;
    this.#parts.tell({ state: 'joined', detail: '' });
  }

  /** Blind: the callee's side calls the target by itself. @returns whether that was all */
  #refers(): Promise<boolean> {
    return new Promise((resolve) =>
      this.#handOver(null, (result) => {
        if (result.kind === 'connected') {
          this.#handedOver();
          this.#finish(endWith('transferred', 'conversation', { detail: HANDED_OVER }).end_reason);
        } else if (result.kind === 'failed') {
          const { status, reason } = result;
          const ending = { kind: 'rejected', by: 'peer', status, reason } as const;
          this.#finish(outcomeOfWire(ending, 'ringing').end_reason);
        }
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
      const [decision, wish] = await Promise.all([this.#decide(), this.#worded()]);
      options.store.notify(`events:${call.id}`);
      if (decision.kind === 'refused')
        return this.#finish(endWith('dial-denied', 'queue', { detail: decision.detail }).end_reason);
      this.#attempt = decision.attempt;
      if (this.#over) return await this.#settle(this.#reason);
      this.#referred = this.#referralOf(decision);
      if (this.#referred && this.#wish.mode === 'blind' && (await this.#refers())) return;
      const media = await options.media.open(mediaSettings(decision.verdict.trunk, false, options.limits));
      // Its end was committed meanwhile, without this.
      if (this.#over) return await media.close();
      this.#media = media;
      this.#briefing = this.#briefingOn(media, decision.attempt, wish);
      this.#briefing?.warm().catch((cause: unknown) => {
        options.logger.error('briefing-not-warmed', { call: call.id, cause });
        this.withdraw('internal', errorText(cause));
      });
      const callee = call.test ? await options.simulatedCallee() : null;
      if (this.#over) return;
      if (this.#cause) return this.abandon();
      this.#invite(decision, media, callee);
    } catch (cause) {
      options.logger.error('transfer-failed', { call: call.id, cause });
      log.note('transfer-failed', { detail: errorText(cause) });
      this.#finish(endWith('internal', 'dialing', { detail: errorText(cause) }).end_reason);
    }
  }

  #referralOf({ verdict }: LegDecision & { kind: 'dial' }): Referred | null {
    const { call, options } = this.#parts;
    if (call.test || !handsOver(call, this.#wish, verdict.trunk)) return null;
    const target = dialTarget({ ...call, to: this.#wish.to }, verdict, null, options.sip.address);
    return { to: target.requestUri, by: target.from };
  }

  async #decide(): Promise<LegDecision> {
    const { call, log, options } = this.#parts;
    for (let tries = 1; ; tries++) {
      const decision = await log.transaction((tx) => decideLeg(tx, call, this.#wish.to, options));
      const wait =
        decision.kind === 'refused' && decision.until !== null
          ? decision.until - options.clock.now()
          : Infinity;
      if (tries >= MOST_MOMENTS || wait > MOMENT_MS || this.#cause) return decision;
      await new Promise<void>((resolve) => options.clock.after(Math.max(wait, 1), resolve));
    }
  }

  async #worded(): Promise<TransferWish> {
    const wish = this.#wish;
    const { call, models, options, turns } = this.#parts;
    const { briefingPrompt: prompt, mode } = wish;
    if (prompt === undefined || mode !== 'attended' || !models.llm) return wish;
    const late = new AbortController();
    const words = wordBriefing(prompt, turns(), call.plan.config.language, models.llm, late.signal);
    const briefing = await within(words, WORDING_MS, options.clock, (cause) =>
      options.logger.warn('briefing-not-worded', { call: call.id, cause }),
    );
    late.abort();
    return briefing === null ? wish : { ...wish, briefing };
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

  #invite(
    { attempt, identity, verdict }: LegDecision & { kind: 'dial' },
    media: MediaSession,
    callee: string | null,
  ): void {
    const { call, log, options } = this.#parts;
    const target = dialTarget({ ...call, to: this.#wish.to }, verdict, callee, options.sip.address);
    const shown = this.#wish.showCallee === true ? shownAs(call, target, verdict.trunk) : target;
    const sip = lineOf(verdict.trunk, callee, options).invite({
      ...{ identity, ...shown, offer: media.offer(), ringTimeoutMs: this.#wish.ringTimeoutMs },
      store: (record) => options.store.attempts.setDialog(attempt.id, { ...record }),
    });
    this.#sip = sip;
    followDialog(sip, media);
    keysByInfo(sip, media, verdict.trunk);
    media.events.on('media-lost', () => this.withdraw('media-lost', 'The far end stopped sending audio.'));
    sip.events.on('sent', ({ at }) =>
      log.note('invite-sent', { at, sip_call_id: attempt.sipCallId, attempt_id: attempt.id }),
    );
    sip.events.on('provisional', ({ status }) => {
      if (status < 180 || this.#cause) return;
      this.#parts.media.ringing();
      this.#parts.tell({ state: 'ringing', detail: `${status}` });
    });
    sip.events.on('answered', ({ sdp }) => this.#taken(media, sdp ?? ''));
    sip.events.on('ended', (ending) => this.#end(ending));
  }

  #taken(media: MediaSession, sdp: string): void {
    if (this.#cause) return;
    const negotiation = media.takeAnswer(sdp);
    if (!negotiation.ok) {
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
    if (this.#cause || this.#over) return;
    if (this.#briefing) this.#briefing.start();
    else this.#accepted();
  }

  #accepted(): void {
    this.#briefing?.close('joined');
    this.#briefing = null;
    if (this.#wish.waits !== true) return this.join();
    if (this.#cause || this.#over) return;
    // The callee hears words again in the place of the ringing.
    this.#parts.media.unbridge();
    this.#parts.tell({ state: 'taken', detail: '' });
  }

  #end(ending: SipEnding): void {
    // The callee has taken our place with the target, which lets us go before the callee's side says so.
    if (this.#isHandingOver && ending.kind === 'bye' && ending.by === 'peer') this.#handedOver();
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
    if (this.#media) await within(this.#media.close(), CLOSE_MS, clock, fault);
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
